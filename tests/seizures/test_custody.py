"""The chain of custody: what follows what, by the action and by the database; who records it, who reads it."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client
from django.utils import timezone

from accounts.access import Refused
from accounts.models import AccessEntry, User
from seizures.models import NEXT, CustodyEvent, Held, Seizure, Step
from tests.seizures.conftest import Approved
from tests.seizures.factories import activity_of, agency, approve, goods_of, report_with, take_step
from tests.visits.filing.conftest import date_parts
from visits.actions import Conflict
from visits.amend import amend

ALL = list(Step)


@pytest.fixture
def goods(approved: Approved) -> Seizure:
    return goods_of(approved(case_number="จบ. 12/2566"))


def led_to(goods: Seizure, by: User, last: str) -> None:
    """Take the chain to `last`."""
    if last:
        take_step(goods, by)
    if last not in ("", Step.RECEIVED):
        take_step(goods, by, last, note="The room was another.")


def row(goods: Seizure, by: User, **values: Any) -> CustodyEvent:
    """A step past the action, as raw as Django writes it."""
    before = goods.lot.events.last()
    given = {"from_agency": before.to_agency, "from_office": before.to_office} if before else {"from_office": "Patrol"}
    usual = {"number": (before.number if before else 0) + 1, "at": goods.found_at + dt.timedelta(days=1)}
    usual |= {"to_office": "Store", "signed_by": "Somchai", "recorded_by": by, "note": "Why"}
    return CustodyEvent.objects.create(**{"lot": goods.lot, **usual, **given, **values})


@pytest.mark.parametrize("last", list(NEXT))
@pytest.mark.parametrize("step", ALL)
def test_what_follows_what(goods: Seizure, officer: User, last: str, step: Step):
    """The action and the database say the same as the table."""
    led_to(goods, officer, last)
    if step in NEXT[last]:
        take_step(goods, officer, step, note="The room was another.")
        return
    with pytest.raises(ValueError, match="does not follow"):
        take_step(goods, officer, step)
    with pytest.raises(IntegrityError, match="does not follow"), transaction.atomic():
        row(goods, officer, step=step)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"at": dt.datetime(2023, 3, 11, 3, tzinfo=dt.UTC)}, "before the last"),
        ({"at": timezone.now() + dt.timedelta(days=1)}, "ahead"),
        ({"from_office": "Somebody else"}, "who had them last"),
        ({"from_agency": None, "from_office": "Evidence room"}, "who had them last"),
        ({"number": 5}, "not the next"),
        ({"number": 1}, "not the next"),
        ({"signed_by": ""}, "custody_signed"),
        ({"to_office": "", "to_agency": None}, "custody_to_named"),
        ({"step": "correction", "note": ""}, "custody_correction_says_why"),
    ],
    ids=[
        "too early",
        "ahead",
        "from another office",
        "from no agency",
        "a gap",
        "twice",
        "unsigned",
        "to nobody",
        "no why",
    ],
)
def test_the_database_keeps_the_chain(goods: Seizure, officer: User, values: dict[str, Any], words: str):
    take_step(goods, officer)
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        row(goods, officer, **{"step": "stored", **values})


def test_steps_are_never_changed_or_taken_away(goods: Seizure, officer: User):
    take_step(goods, officer)
    with pytest.raises(InternalError), transaction.atomic():
        CustodyEvent.objects.update(signed_by="Somebody")
    with pytest.raises(InternalError), transaction.atomic():
        CustodyEvent.objects.all().delete()


@pytest.mark.parametrize(
    ("step", "held"), [("received", Held.HELD), ("destroyed", Held.DESTROYED), ("returned", Held.RETURNED)]
)
def test_the_lot_says_where_its_chain_stands(goods: Seizure, officer: User, step: str, held: Held):
    led_to(goods, officer, step)
    goods.lot.refresh_from_db()
    assert goods.lot.held == held
    if held != Held.HELD:
        take_step(goods, officer, Step.CORRECTION, note="It is still in the store.")
        goods.lot.refresh_from_db()
        assert goods.lot.held == Held.HELD


def test_neither_before_it_was_found_nor_ahead(goods: Seizure, officer: User):
    for at in (goods.found_at - dt.timedelta(minutes=1), timezone.now() + dt.timedelta(hours=1)):
        with pytest.raises(ValueError, match="neither before"):
            take_step(goods, officer, at=at)


def test_the_same_step_sent_twice_is_one(goods: Seizure, officer: User):
    key = uuid.uuid4()
    first = take_step(goods, officer, client_uuid=key)
    assert take_step(goods, officer, client_uuid=key, last=0) == first


def test_a_step_recorded_meanwhile_is_a_conflict(goods: Seizure, officer: User, reviewer: User):
    take_step(goods, reviewer)
    with pytest.raises(Conflict) as caught:
        take_step(goods, officer, last=0)
    assert caught.value.by == reviewer


def test_who_records(
    goods: Seizure, officer: User, reviewer: User, director: User, colleague: User, center_staff: User
):
    for person in (colleague, center_staff):
        with pytest.raises(Refused):
            take_step(goods, person)
    take_step(goods, officer)
    take_step(goods, reviewer, Step.STORED)
    take_step(goods, director, Step.RETURNED)


def test_not_before_the_report_is_approved(officer: User):
    with pytest.raises(Refused):
        take_step(goods_of(report_with(officer)), officer)


def test_the_chain_outlives_an_amendment(goods: Seizure, officer: User):
    take_step(goods, officer)
    new = goods_of(amend(visit=goods.activity.stop.visit, by=officer))
    assert new.lot.events.count() == 1
    take_step(goods, officer, Step.STORED)
    assert new.lot.events.count() == 2


# The page -----------------------------------------------------------------------------------------
def typed(goods: Seizure, **values: Any) -> dict[str, Any]:
    sent = {"last": 0, "step": "received", "from_agency": goods.seized_by_id, "to_office": "Evidence room"}
    sent |= {"signed_by": "Sergeant Somchai", "client_uuid": uuid.uuid4(), **date_parts("at", 11, 3, 2566, "12:00")}
    return sent | values


@pytest.fixture
def page(client_of: Callable[..., Client], goods: Seizure) -> Callable[..., Any]:
    """Post the next step as `user`."""

    def post(user: User, **values: Any) -> Any:
        return client_of(user).post(f"/seizures/{goods.lot}/custody/", typed(goods, **values))

    return post


def test_an_officer_records_a_step(page: Callable[..., Any], officer: User, goods: Seizure, client_of):
    assert page(officer).status_code == 302
    said = client_of(officer).get(f"/seizures/{goods.lot}/").content.decode()
    assert "Sergeant Somchai" in said
    assert AccessEntry.objects.filter(user=officer, detail=f"goods {goods.lot}").exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"signed_by": ""}, "signed_by"),
        ({"to_office": ""}, "to_office"),
        ({"from_agency": ""}, "from_office"),
        ({"step": "stored"}, "step"),
        (date_parts("at", 11, 3, 2566, "09:59"), "at"),
        (date_parts("at", 31, 2, 2566, "12:00"), "at"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    page: Callable[..., Any], officer: User, values: dict[str, str], field: str
):
    answer = page(officer, note="Kept as typed", **values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Kept as typed" in answer.content.decode()


def test_two_at_once_are_told(page: Callable[..., Any], officer: User, reviewer: User, goods: Seizure):
    take_step(goods, reviewer)
    answer = page(officer, note="Kept as typed")
    assert answer.status_code == 409
    assert "Kept as typed" in answer.content.decode()
    assert "Person reviewer" in answer.content.decode()


def test_sent_again_it_is_there_once(page: Callable[..., Any], officer: User):
    key = uuid.uuid4()
    assert [page(officer, client_uuid=key).status_code for _time in range(2)] == [302, 302]
    assert CustodyEvent.objects.count() == 1


def test_a_colleague_sees_the_goods_but_neither_case_nor_custody(
    client_of: Callable[..., Client], page: Callable[..., Any], colleague: User, officer: User, goods: Seizure
):
    take_step(goods, officer, to_agency=agency("secret-store"))
    answer = client_of(colleague).get(f"/seizures/{goods.lot}/")
    said = answer.content.decode()
    assert "100 packets" in said
    for secret in ("12/2566", "Sergeant Somchai", "secret-store", "Evidence room"):
        assert secret not in said
    assert page(colleague).status_code == 403


def test_strangers_find_nothing(
    client_of: Callable[..., Client], page: Callable[..., Any], stranger: User, goods: Seizure
):
    assert client_of(stranger).get(f"/seizures/{goods.lot}/").status_code == 404
    assert page(stranger).status_code == 404
    assert client_of(stranger).get("/seizures/SZ-2566-9999/").status_code == 404


def test_goods_of_a_restricted_activity_are_for_the_circle(
    approved: Approved, client_of: Callable[..., Client], officer: User, colleague: User, reviewer: User, director: User
):
    visit = report_with(officer)
    activity = activity_of(visit)
    activity.restricted = True
    activity.save()
    goods = goods_of(approve(visit, reviewer=reviewer, director=director))
    got = {user.username: client_of(user).get(f"/seizures/{goods.lot}/").status_code for user in (officer, colleague)}
    assert got == {"officer": 200, "colleague": 404}
    assert str(goods.lot) not in client_of(colleague).get("/seizures/").content.decode()
