"""An approved inspection proposes a status; the keeper of the border point confirms or declines it, once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.access import Refused
from accounts.models import User
from checkpoints import actions
from checkpoints.models import Checkpoint, StatusProposal
from places.changes import Conflict
from tests.factories import UserFactory
from tests.visits.filing.conftest import date_parts, shown_in
from tests.visits.reading.conftest import move
from visits.amend import amend
from visits.models import Activity, ProposedStatus, Visit

DAY = dt.date(2023, 3, 11)
APPROVE = ("submit", "endorse", "approve")


def inspection(visit: Visit) -> Activity:
    return Activity.objects.get(stop__visit=visit, kind="inspection")


def propose(visit: Visit, status: str = "restricted") -> None:
    ProposedStatus.objects.update_or_create(
        activity=inspection(visit), defaults={"status": status, "on": DAY, "why": "Gate shut at noon"}
    )


@pytest.fixture
def approve(reviewer: User, director: User) -> Callable[[Visit], Visit]:
    return lambda visit: move(visit, *APPROVE, reviewer=reviewer, director=director)


@pytest.fixture
def waiting(filed_visit: Visit, approve: Callable[[Visit], Visit]) -> StatusProposal:
    propose(filed_visit)
    approve(filed_visit)
    return StatusProposal.objects.select_related("checkpoint").get()


def address(proposal: StatusProposal) -> str:
    return reverse("checkpoints:proposal", args=[proposal.checkpoint.code, proposal.pk])


@pytest.fixture
def keeper(client_of: Callable[..., Client], officer: User) -> Client:
    return client_of(officer, "en")


def test_it_is_typed_with_the_inspection(filed_visit: Visit, keeper: Client):
    url = reverse("visits:item", args=[filed_visit.reference, "results", inspection(filed_visit).pk])
    keeper.post(url, shown_in(keeper.get(url)) | {"s-status": "closed", **date_parts("s-on", 11, 3, 2023)})
    assert (ProposedStatus.objects.get().status, ProposedStatus.objects.get().on) == ("closed", DAY)
    keeper.post(
        url, shown_in(keeper.get(url)) | {"s-status": "", **{f"s-on_{part}": "" for part in ("day", "month", "year")}}
    )
    assert not ProposedStatus.objects.exists()


def test_what_comes_from_a_page_that_did_not_ask_changes_nothing(filed_visit: Visit, keeper: Client):
    propose(filed_visit)
    url = reverse("visits:item", args=[filed_visit.reference, "results", inspection(filed_visit).pk])
    sent = {name: value for name, value in shown_in(keeper.get(url)).items() if not name.startswith("s-")}
    assert keeper.post(url, sent).status_code == 302
    assert ProposedStatus.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"s-status": "closed"}, "on"),
        ({"s-status": "", "s-why": "Kept as typed"}, "status"),
        ({"s-status": "closed", **date_parts("s-on", 1, 1, 2030)}, "on"),
        ({"s-status": "gone"}, "status"),
    ],
)
def test_what_is_half_said_is_refused_at_the_field(typed: Any, field: str, filed_visit: Visit, keeper: Client):
    url = reverse("visits:item", args=[filed_visit.reference, "results", inspection(filed_visit).pk])
    answer = keeper.post(url, shown_in(keeper.get(url)) | typed)
    assert answer.status_code == 422
    assert f"id_s-{field}" in answer.content.decode()
    assert not ProposedStatus.objects.exists()


def test_nothing_arrives_before_the_report_counts(filed_visit: Visit, reviewer: User, director: User):
    propose(filed_visit)
    move(filed_visit, "submit", "endorse", reviewer=reviewer, director=director)
    assert not StatusProposal.objects.exists()


def test_what_a_sent_report_proposes_is_fixed(waiting: StatusProposal):
    with pytest.raises(DatabaseError, match="its content is fixed"), transaction.atomic():
        ProposedStatus.objects.update(status="open")


def test_a_restricted_inspection_proposes_nothing(filed_visit: Visit, approve: Callable[[Visit], Visit]):
    propose(filed_visit)
    Activity.objects.filter(pk=inspection(filed_visit).pk).update(restricted=True)
    approve(filed_visit)
    assert not StatusProposal.objects.exists()


def test_the_keeper_meets_it_at_home_and_on_the_page(waiting: StatusProposal, keeper: Client, officer: User):
    assert (waiting.source, waiting.proposed_by, waiting.note) == ("NTS-2566-0001", officer, "Gate shut at noon")
    for page in ("/", waiting.checkpoint.get_absolute_url()):
        assert address(waiting) in keeper.get(page).content.decode()


def test_others_do_not(waiting: StatusProposal, client_of: Any, center_staff: User):
    away = UserFactory.create(role="officer", areas=["TH27"])
    for person in (center_staff, away):
        client = client_of(person)
        for page in ("/", waiting.checkpoint.get_absolute_url()):
            assert address(waiting) not in client.get(page).content.decode()
        assert client.get(address(waiting)).status_code == 403
        assert client.post(address(waiting), {"decision": "confirmed"}).status_code == 403


def test_confirmed_it_is_the_status_with_the_report_as_source(waiting: StatusProposal, keeper: Client, officer: User):
    assert keeper.post(address(waiting), {"decision": "confirmed"}).status_code == 302
    place = Checkpoint.objects.get()
    assert (place.status, place.status_on) == ("restricted", DAY)
    event = place.status_events.get()
    assert (event.source, event.note, event.recorded_by) == ("NTS-2566-0001", "Gate shut at noon", officer)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.event, waiting.decided_by) == ("confirmed", event, officer)
    assert address(waiting) not in keeper.get(place.get_absolute_url()).content.decode()


def test_declined_it_changes_nothing(waiting: StatusProposal, keeper: Client):
    refused = keeper.post(address(waiting), {"decision": "declined"})
    assert refused.status_code == 422
    assert "reason" in refused.context["form"].errors
    assert keeper.post(address(waiting), {"decision": "declined", "reason": "Only for one day"}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("declined", "Only for one day")
    assert not Checkpoint.objects.get().status_events.exists()


def test_it_is_decided_once(waiting: StatusProposal, keeper: Client, director: User):
    actions.decline(proposal=waiting, by=director, reason="Known already")
    answer = keeper.post(address(waiting), {"decision": "confirmed", "reason": "Kept as typed"})
    assert answer.status_code == 409
    assert "Kept as typed" in answer.content.decode()
    assert not Checkpoint.objects.get().status_events.exists()
    with pytest.raises(Conflict):
        actions.confirm(proposal=waiting, by=director)


@pytest.mark.parametrize("change", [{"state": "waiting"}, {"reason": "Another"}, {"status": "open"}])
def test_the_database_keeps_a_decision(change: dict[str, str], waiting: StatusProposal, director: User):
    actions.decline(proposal=waiting, by=director, reason="Known already")
    with pytest.raises(DatabaseError, match="already"), transaction.atomic():
        StatusProposal.objects.update(**change)


@pytest.mark.parametrize("change", [{"state": "declined"}, {"state": "confirmed"}, {"status": "gone"}])
def test_the_database_refuses_half_a_decision(change: dict[str, str], waiting: StatusProposal):
    with pytest.raises(DatabaseError), transaction.atomic():
        StatusProposal.objects.update(**change)


def test_only_a_keeper_decides(waiting: StatusProposal, center_staff: User):
    with pytest.raises(Refused):
        actions.confirm(proposal=waiting, by=center_staff)


def test_an_amendment_that_says_the_same_asks_nothing_again(
    waiting: StatusProposal, officer: User, approve: Callable[[Visit], Visit]
):
    actions.confirm(proposal=waiting, by=officer)
    approve(amend(visit=Visit.objects.get(), by=officer))
    assert StatusProposal.objects.count() == 1


def test_an_amendment_takes_the_place_of_what_waits(
    waiting: StatusProposal, officer: User, approve: Callable[[Visit], Visit]
):
    new = amend(visit=Visit.objects.get(), by=officer)
    propose(new, "closed")
    approve(new)
    assert StatusProposal.objects.get().status == "closed"


def test_an_amendment_that_proposes_no_more_takes_it_back(
    waiting: StatusProposal, officer: User, approve: Callable[[Visit], Visit]
):
    new = amend(visit=Visit.objects.get(), by=officer)
    ProposedStatus.objects.filter(activity__stop__visit=new).delete()
    approve(new)
    assert not StatusProposal.objects.exists()
