"""The vault as reports show it: a number to the circle, the code to who knows of it, nothing on paper."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories import UserFactory
from tests.reports.test_pdf import text_of
from tests.vault.factories import make_identity
from tests.visits.factories import fill
from vault.models import Identity
from visits import actions
from visits.amend import amend
from visits.models import Activity, MissionMember, Visit

FORM = {"kind": "at_risk", "name": "Somsri", "reach": "through the village headman", "note": ""}


def form(**changes: Any) -> dict[str, Any]:
    day = timezone.localdate() + dt.timedelta(days=200)
    return FORM | {"client_uuid": uuid.uuid4(), "expires_on": day.isoformat()} | changes


def address(activity: Activity) -> str:
    return reverse("visits:identity_new", args=[activity.stop.visit.reference, activity.pk])


@pytest.fixture
def member(visit: Visit) -> User:
    """On the mission, not named in the vault."""
    person = UserFactory.create(username="member", areas=["TH22"])
    MissionMember.objects.create(visit=visit, name="Member", user=person)
    return person


@pytest.fixture
def sent(visit: Visit, hush: Activity, identity: Identity, member: User, officer, core_categories) -> Visit:
    fill(visit)
    return actions.submit(visit=visit, by=officer, version=visit.version)


def test_the_mission_puts_somebody_there(client_of, officer, colleague, hush) -> None:
    response = client_of(officer).post(address(hush), form(readers=[colleague.pk]), follow=True)

    found = Identity.objects.get()
    assert f"write {found.code} only" in response.text
    assert "Somsri" not in response.text
    assert (found.about, found.reference) == (f"activity:{hush.lineage}", hush.stop.visit.reference)
    assert {row.user for row in found.readers.all()} == {officer, colleague}
    assert b"Somsri" not in bytes(found.sealed or b"")


def test_wrong_words_are_kept(client_of, officer, hush) -> None:
    response = client_of(officer).post(address(hush), form(name="", reach="", note=""))

    assert response.status_code == 422
    assert "Write a name, or how to reach them." in response.text
    assert "no-store" in response["Cache-Control"]
    assert not Identity.objects.exists()


def test_only_from_what_is_restricted(client_of, officer, hush) -> None:
    Activity.objects.filter(pk=hush.pk).update(restricted=False)

    assert client_of(officer).get(address(hush)).status_code == 403


def test_only_the_mission(client_of, officer, colleague, sent, hush) -> None:
    actions_of = {person: client_of(person).get(address(hush)).status_code for person in (officer, colleague)}

    assert actions_of == {officer: 200, colleague: 404}


def test_the_circle_reads_a_number_who_knows_of_it_the_code(client_of, officer, reviewer, member, sent, identity):
    pages = {person: client_of(person).get(sent.get_absolute_url()).text for person in (officer, reviewer, member)}

    assert identity.code in pages[officer]
    assert identity.code in pages[reviewer]
    assert identity.code not in pages[member]
    assert "1 identity that is not open to you" in pages[member]
    assert "Put an identity in the vault" in pages[member]
    assert "Put an identity in the vault" not in pages[reviewer]


def test_others_read_nothing_of_it(client_of, center_staff, sent, reviewer, director, identity) -> None:
    visit = actions.endorse(visit=sent, by=reviewer, version=sent.version)
    visit = actions.approve(visit=visit, by=director, version=visit.version)
    page = client_of(center_staff).get(visit.get_absolute_url())

    assert page.status_code == 200
    assert "ault" not in page.text.partition("<main")[2].partition("</main")[0]


def test_nothing_of_it_is_printed(client_of, officer, sent, identity) -> None:
    response = client_of(officer).get(reverse("reports:visit_pdf", args=[sent.reference]), {"edition": "internal"})
    text = text_of(response.content)

    assert "indicator was observed" in text
    assert identity.code not in text
    assert "vault" not in text.lower()


def test_it_hangs_on_the_amended_report_as_well(client_of, officer, sent, reviewer, director, identity) -> None:
    visit = actions.endorse(visit=sent, by=reviewer, version=sent.version)
    visit = actions.approve(visit=visit, by=director, version=visit.version)
    amend(visit=visit, by=officer)

    assert identity.code in client_of(officer).get(visit.get_absolute_url()).text


def test_it_follows_the_report_to_other_areas(visit, hush, identity, officer, soi_dao, core_categories) -> None:
    fill(visit)
    visit.districts.set([soi_dao])
    visit.refresh_from_db()
    actions.submit(visit=visit, by=officer, version=visit.version)

    identity.refresh_from_db()
    assert identity.area_codes == ["TH", "TH22", "TH2207"]


def test_many_identities_cost_no_more_queries(client_of, officer, visit, hush) -> None:
    def cost(url: str) -> int:
        browser = client_of(officer)
        browser.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url).status_code == 200
        return len(queries)

    make_identity(officer, hush)
    urls = (visit.get_absolute_url(), reverse("vault:list"))
    few = [cost(url) for url in urls]
    for _n in range(6):
        made = make_identity(officer, hush)
    assert [cost(url) for url in urls] == few
    assert cost(made.get_absolute_url()) <= 14
