"""Numbers of another report in what is sent: found nowhere, written nowhere, and no field that a form does not ask."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client

from accounts.models import User
from tests.visits.factories import at, make_activity, make_stop, make_visit
from tests.visits.filing.conftest import date_parts
from visits.models import Activity, Conclusion, ContributingFactor, MissionMember, Participation, Photo, Stop, Visit

Address = Callable[..., str]


@pytest.fixture
def other(officer: User) -> dict[str, Any]:
    """One of everything on another report of the same author: the hardest case to tell apart."""
    visit = make_visit(officer, title_en="The other")
    stop = make_stop(visit, place="Elsewhere", point=Point(102.4, 12.9, srid=4326))
    activity = make_activity(stop)
    photo = Photo.objects.create(
        visit=visit, original="a", sha256="0" * 64, size=1, width=1, height=1, uploaded_by=officer, caption="Theirs"
    )
    return {
        "visit": visit,
        "team": MissionMember.objects.create(visit=visit, name="Theirs"),
        "itinerary": stop,
        "results": activity,
        "factors": ContributingFactor.objects.create(visit=visit, statement="Theirs"),
        "conclusions": Conclusion.objects.create(visit=visit, statement="Theirs"),
        "photos": photo,
        "party": Participation.objects.create(activity=activity, unit="Theirs", head_count=3),
    }


@pytest.mark.parametrize("key", ["team", "itinerary", "results", "factors", "conclusions", "photos"])
@pytest.mark.parametrize("rest", ["", "remove/", "move/"])
def test_a_thing_of_another_report_is_not_here(key: str, rest: str, visit: Visit, other: dict[str, Any], phone: Client):
    address = f"/visits/{visit.reference}/report/{key}/{other[key].pk}/{rest}"
    assert phone.get(address).status_code in (404, 405)
    assert phone.post(address, {"version": "0", "name": "Mine", "statement": "Mine"}).status_code == 404
    other[key].refresh_from_db()


@pytest.mark.parametrize("key", ["activities", "photos"])
def test_evidence_of_another_report_is_refused(
    key: str, visit: Visit, other: dict[str, Any], phone: Client, address: Address
):
    theirs = {"activities": other["results"], "photos": other["photos"]}[key]
    typed = {"kind": "conclusion", "statement": "Mine", "strength": "supported", key: [theirs.pk], "version": "0"}
    assert phone.post(address("item_new", "conclusions"), typed).status_code == 422
    factor = {"statement": "Mine", "evidence": [other["results"].pk], "version": "0"}
    assert phone.post(address("item_new", "factors"), factor).status_code == 422
    assert not visit.conclusions.exists()


def test_an_activity_is_not_hung_on_a_stop_of_another_report(other: dict[str, Any], phone: Client, address: Address):
    url = f"{address('item_new', 'results')}?stop={other['itinerary'].pk}&kind=briefing"
    assert phone.post(url, {"narrative": "Mine", "version": "0"}).status_code == 404
    assert Activity.objects.filter(stop=other["itinerary"]).count() == 1


def test_a_participation_of_another_activity_is_not_changed(
    visit: Visit, other: dict[str, Any], phone: Client, address: Address
):
    mine = make_activity(make_stop(visit), kind="briefing")
    rows = {"p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0", "p-MIN_NUM_FORMS": "0", "p-MAX_NUM_FORMS": "40"}
    typed = rows | {
        "narrative": "Mine",
        "version": "0",
        "p-0-pk": other["party"].pk,
        "p-0-unit": "Mine",
        "p-0-DELETE": "",
    }
    phone.post(address("item", "results", mine.pk), typed)
    other["party"].refresh_from_db()
    assert (other["party"].unit, other["party"].head_count) == ("Theirs", 3)


def test_a_photograph_is_not_placed_in_another_report(
    visit: Visit, officer: User, other: dict[str, Any], phone: Client
):
    photo = Photo.objects.create(
        visit=visit, original="a", sha256="0" * 64, size=1, width=1, height=1, uploaded_by=officer
    )
    for where in (f"s{other['itinerary'].pk}", f"a{other['results'].pk}"):
        typed = {"where": where, "consent": "official", "version": "0"}
        answer = phone.post(f"/visits/{visit.reference}/report/photos/{photo.pk}/", typed)
        assert answer.status_code == 422
    photo.refresh_from_db()
    assert (photo.stop, photo.activity) == (None, None)


def test_fields_that_no_form_asks_for_are_not_taken(visit: Visit, reviewer: User, phone: Client, address: Address):
    before = Visit.objects.values("state", "author_id", "is_demo", "reference", "revision", "superseded_at").get()
    forced = {"state": "approved", "author": reviewer.pk, "is_demo": "on", "reference": "NTS-1", "revision": 7,
              "approved_by": reviewer.pk, "released_to": [reviewer.pk], "superseded_at": "2023-01-01"}  # fmt: skip
    typed = {"purpose": "Mine", "version": "0", **forced}
    assert phone.post(address("section", "purpose"), typed).status_code == 302
    assert Visit.objects.values(*before).get() == before
    days = date_parts("date_start", 11, 3, 2566) | date_parts("date_end", 13, 3, 2566)
    start = {"title_th": "ใหม่", "kind": "study", "districts": [visit.districts.get().pk], **days, **forced}
    phone.post("/visits/new/", start | {"client_uuid": str(uuid.uuid4())})
    made = Visit.objects.exclude(pk=visit.pk).get()
    assert (made.author, made.state, made.is_demo, made.revision) == (visit.author, "draft", False, 1)


def test_a_stop_keeps_its_report_whatever_is_sent(visit: Visit, other: dict[str, Any], phone: Client, address: Address):
    typed = {"place": "Mine", "visit": other["visit"].pk, "sort": "9", "client_uuid": str(uuid.uuid4()), "version": "0"}
    phone.post(address("item_new", "itinerary"), typed)
    assert Stop.objects.get(place="Mine").visit == visit
    assert other["visit"].stops.get().arrived_at == at(11, 9)
