"""Sent again and changed: what was stored stays, what was typed anew is stored as well, nothing is said for nothing."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.visits.factories import make_visit
from tests.visits.filing.conftest import date_parts, shown_in
from visits.models import Activity, MissionMember, SectionSave, Stop, Visit

Address = Callable[..., str]


def member(**fields: str) -> dict[str, str]:
    return {"name": "One", "role": "member", "client_uuid": str(uuid.uuid4()), "version": "0"} | fields


def test_going_back_and_typing_another_adds_another(visit: Visit, phone: Client, address: Address):
    typed = member()
    for name in ("One", "Two"):
        assert phone.post(address("item_new", "team"), typed | {"name": name}).status_code == 302
    assert set(visit.members.values_list("name", flat=True)) == {"One", "Two"}


def test_going_back_and_typing_something_wrong_is_said(visit: Visit, phone: Client, address: Address):
    typed = member()
    phone.post(address("item_new", "team"), typed)
    answer = phone.post(address("item_new", "team"), typed | {"name": ""})
    assert answer.status_code == 422
    assert visit.members.count() == 1


def test_the_key_of_another_report_reaches_nothing_there(visit: Visit, officer: Any, phone: Client, address: Address):
    other = make_visit(officer)
    typed = member()
    phone.post(f"/visits/{other.reference}/report/team/new/", typed)
    taken = MissionMember.objects.get(visit=other).client_uuid
    for key in (typed["client_uuid"], str(taken)):
        assert phone.post(address("item_new", "team"), typed | {"client_uuid": key, "name": "Mine"}).status_code == 302
    assert list(other.members.values_list("name", flat=True)) == ["One"]
    assert visit.members.count() == 2


def start(title: str, districts: list[int], key: str) -> dict[str, Any]:
    days = date_parts("date_start", 11, 3, 2566) | date_parts("date_end", 13, 3, 2566)
    return {"title_th": title, "kind": "follow_up", "districts": districts, "client_uuid": key, **days}


def test_going_back_and_starting_another_report_starts_another(phone: Client, pong_nam_ron: Any):
    key = str(uuid.uuid4())
    for title in ("หนึ่ง", "สอง", "สอง"):
        phone.post("/visits/new/", start(title, [pong_nam_ron.pk], key))
    assert sorted(Visit.objects.values_list("title_th", flat=True)) == ["สอง", "หนึ่ง"]


def test_somebody_elses_key_starts_a_report_of_ones_own(visit: Visit, officer: Any, phone: Client, pong_nam_ron: Any):
    answer = phone.post("/visits/new/", start("ของฉัน", [pong_nam_ron.pk], str(visit.client_uuid)))
    assert answer.status_code == 302
    assert Visit.objects.exclude(pk=visit.pk).get().title_th == "ของฉัน"


@pytest.fixture
def meeting(visit: Visit) -> Activity:
    stop = Stop.objects.create(visit=visit, place="Market")
    return Activity.objects.create(stop=stop, kind="consultation", narrative="As agreed")


def changed(phone: Client, url: str, **typed: str) -> dict[str, Any]:
    """What a change with an agency that joined sends."""
    return shown_in(phone.get(url)) | {"p-0-unit": "RCAF", "p-0-side": "counterpart"} | typed


def test_a_change_whose_answer_was_lost_is_the_same_change(visit: Visit, phone: Client, meeting: Any, address: Address):
    url = address("item", "results", meeting.pk)
    typed = changed(phone, url, narrative="Moved to noon")
    answers = [phone.post(url, typed) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert meeting.participations.count() == 1
    assert SectionSave.objects.get(visit=visit, section="results").version == 1


@pytest.mark.parametrize("other", ["word", "file"])
def test_what_was_changed_before_it_was_sent_again_is_no_such_thing(
    phone: Client, meeting: Any, address: Address, other: str
):
    url = address("item", "results", meeting.pk)
    typed = changed(phone, url)
    phone.post(url, typed)
    more = {"narrative": "Other"} if other == "word" else {"photos": SimpleUploadedFile("a.jpg", b"x" * 99)}
    assert phone.post(url, typed | more).status_code in (409, 422)
    assert meeting.participations.count() == 1


def test_what_somebody_else_saved_meanwhile_is_not_passed_over(
    visit: Visit, phone: Client, reviewer: Any, address: Address
):
    typed = {"purpose": "Mine", "version": "0"}
    assert phone.post(address("section", "purpose"), typed).status_code == 302
    row = SectionSave.objects.filter(visit=visit, section="purpose")
    row.update(saved_by=reviewer)
    assert phone.post(address("section", "purpose"), typed).status_code == 409
    row.update(saved_by=visit.author, version=2)
    assert phone.post(address("section", "purpose"), typed).status_code == 409
