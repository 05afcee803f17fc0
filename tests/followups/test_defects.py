"""A defect stands open at its border point until an action on it is done or a later inspection finds it mended."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from followups import actions
from followups.defects import listed_at, open_at
from followups.models import DefectLook, FollowUp, FollowUpState
from tests.factories import UserFactory
from tests.reports.test_pdf import text_of
from tests.visits.factories import CheckpointFactory, fill, make_visit
from tests.visits.filing.conftest import shown_in
from tests.visits.reading.conftest import move
from visits.amend import amend
from visits.models import Activity, Defect, NtsCategory, Visit

LAMP = "The lamp over the second lane is dark"
APPROVE = ("submit", "endorse", "approve")
DUE = dt.date(2026, 1, 31)


@pytest.fixture
def draft(officer: User, core_categories: list[NtsCategory]) -> Callable[..., Visit]:
    """A complete draft of the officer that inspected Ban Laem on a day."""

    def made(day: dt.date = dt.date(2023, 3, 11)) -> Visit:
        return fill(make_visit(officer, date_start=day, date_end=day))

    return made


def inspection(visit: Visit) -> Activity:
    return Activity.objects.get(stop__visit=visit, kind="inspection")


@pytest.fixture
def found(draft: Callable[..., Visit]) -> Defect:
    """A defect in a draft."""
    return Defect.objects.create(activity=inspection(draft()), what=LAMP, place="Lane 2", severity="dangerous")


@pytest.fixture
def approved(found: Defect, reviewer: User, director: User) -> Defect:
    move(found.activity.stop.visit, *APPROVE, reviewer=reviewer, director=director)
    return found


@pytest.fixture
def phone(client_of: Callable[..., Client], officer: User) -> Client:
    return client_of(officer, "en")


def place() -> Any:
    return CheckpointFactory.create()


def whats(user: User) -> list[str]:
    return [row.what for row in open_at(place(), user)]


def act(defect: Defect, by: User, to: FollowUpState) -> FollowUp:
    """An action on the defect, taken to `to`."""
    row = FollowUp.objects.create(
        visit=defect.activity.stop.visit, defect=defect.lineage, title="Mend it", owner=by, due_on=DUE, created_by=by
    )
    if to != FollowUpState.OPEN:
        row = actions.change_state(followup=row, by=by, version=row.version, state=to, outcome="Seen to")
    return row


def test_rows_are_typed_changed_and_removed(visit: Visit, phone: Client, draft: Callable[..., Visit]):
    report = draft()
    url = reverse("visits:item", args=[report.reference, "results", inspection(report).pk])
    phone.post(url, shown_in(phone.get(url)) | {"f-0-what": LAMP, "f-0-place": "Lane 2", "f-0-severity": "serious"})
    row = Defect.objects.get()
    assert (row.what, row.place, row.severity) == (LAMP, "Lane 2", "serious")
    phone.post(url, shown_in(phone.get(url)) | {"f-0-severity": "dangerous", "f-1-what": "No water"})
    assert Defect.objects.get(pk=row.pk).lineage == row.lineage
    assert list(Defect.objects.values_list("severity", flat=True)) == ["dangerous", "minor"]
    phone.post(url, shown_in(phone.get(url)) | {"f-0-DELETE": "on"})
    assert [one.what for one in Defect.objects.all()] == ["No water"]


def test_a_row_that_says_nothing_is_refused(phone: Client, draft: Callable[..., Visit]):
    report = draft()
    url = reverse("visits:item", args=[report.reference, "results", inspection(report).pk])
    answer = phone.post(url, shown_in(phone.get(url)) | {"f-0-place": "Kept as typed"})
    assert answer.status_code == 422
    assert "Kept as typed" in answer.content.decode()
    assert "id_f-0-what" in answer.content.decode()


def test_rows_are_fixed_once_sent(approved: Defect):
    changes = (
        lambda: Defect.objects.update(what="x"),
        lambda: Defect.objects.all()._raw_delete("default"),
        lambda: DefectLook.objects.create(activity=approved.activity, lineage=approved.lineage, found="mended"),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="its content is fixed"), transaction.atomic():
            change()


def test_a_defect_is_open_once_its_report_counts(found: Defect, officer: User, reviewer: User, director: User):
    assert whats(officer) == []
    move(found.activity.stop.visit, *APPROVE, reviewer=reviewer, director=director)
    assert whats(officer) == [LAMP]


def test_of_a_restricted_inspection_nobody_is_told(found: Defect, director: User, reviewer: User):
    Activity.objects.filter(pk=found.activity_id).update(restricted=True)
    move(found.activity.stop.visit, *APPROVE, reviewer=reviewer, director=director)
    assert whats(director) == []


@pytest.mark.parametrize(
    ("state", "still"),
    [
        (FollowUpState.OPEN, True),
        (FollowUpState.IN_PROGRESS, True),
        (FollowUpState.DROPPED, True),
        (FollowUpState.DONE, False),
    ],
)
def test_it_is_closed_when_its_action_is_done(state: FollowUpState, still: bool, approved: Defect, officer: User):
    act(approved, officer, state)
    assert bool(whats(officer)) is still


def look(visit: Visit, phone: Client, found: str, defect: Defect) -> None:
    url = reverse("visits:item", args=[visit.reference, "results", inspection(visit).pk])
    page = phone.get(url)
    assert LAMP in page.content.decode()
    phone.post(url, shown_in(page) | {f"look-{defect.lineage.hex}": found})


@pytest.mark.parametrize(("seen", "still"), [("still", True), ("mended", False)])
def test_a_later_inspection_says_whether_it_is_mended(
    seen: str, still: bool, approved: Defect, draft: Callable[..., Visit], phone: Client, officer: User, request: Any
):
    later = draft(dt.date(2023, 6, 1))
    look(later, phone, seen, approved)
    assert DefectLook.objects.get().found == seen
    assert whats(officer) == [LAMP]
    people = {name: request.getfixturevalue(name) for name in ("reviewer", "director")}
    move(later, *APPROVE, **people)
    assert bool(whats(officer)) is still
    page = phone.get(later.get_absolute_url()).content.decode()
    assert "Defects of earlier inspections" in page


def test_not_looked_at_takes_an_answer_back(approved: Defect, draft: Callable[..., Visit], phone: Client):
    later = draft(dt.date(2023, 6, 1))
    look(later, phone, "mended", approved)
    look(later, phone, "", approved)
    assert not DefectLook.objects.exists()


def test_what_comes_from_a_page_of_before_changes_neither_rows_nor_looks(
    approved: Defect, draft: Callable[..., Visit], phone: Client
):
    later = draft(dt.date(2023, 6, 1))
    look(later, phone, "mended", approved)
    Defect.objects.create(activity=inspection(later), what="No water")
    url = reverse("visits:item", args=[later.reference, "results", inspection(later).pk])
    sent = {name: value for name, value in shown_in(phone.get(url)).items() if not name.startswith(("look-", "f-"))}
    assert phone.post(url, sent).status_code == 302
    assert DefectLook.objects.get().found == "mended"
    assert inspection(later).defects.get().what == "No water"


def test_a_stranger_is_asked_nothing_of_reports_not_theirs(
    approved: Defect, client_of: Any, core_categories: Any, reviewer: User
):
    away = UserFactory.create(role="officer", areas=["TH27"])
    report = fill(make_visit(away))
    url = reverse("visits:item", args=[report.reference, "results", inspection(report).pk])
    client = client_of(away, "en")
    page = client.get(url)
    assert LAMP not in page.content.decode()
    client.post(url, shown_in(page) | {f"look-{approved.lineage.hex}": "mended"})
    assert not DefectLook.objects.exists()


def test_an_amendment_keeps_what_it_is(approved: Defect, officer: User):
    copy = Defect.objects.get(activity__stop__visit=amend(visit=approved.activity.stop.visit, by=officer))
    assert (copy.lineage, copy.what, copy.pk != approved.pk) == (approved.lineage, LAMP, True)
    assert whats(officer) == [LAMP]


def test_the_author_makes_it_an_action_while_drafting(found: Defect, phone: Client, officer: User):
    visit = found.activity.stop.visit
    report = phone.get(reverse("visits:check", args=[visit.reference])).content.decode()
    ask = f"{reverse('followups:section', args=[visit.reference])}?defect={found.lineage}"
    assert ask in report
    page = phone.get(ask)
    form = page.context["form"]
    assert form["title"].value() == f"{LAMP} (Lane 2)"
    assert form["place"].value() == f"checkpoint:{place().pk}"
    typed = shown_in(page) | {"owner": officer.pk, "due_on_day": "31", "due_on_month": "1", "due_on_year": "2026"}
    phone.post(reverse("followups:section", args=[visit.reference]), typed)
    row = FollowUp.objects.get()
    assert (row.defect, row.visit, row.checkpoint) == (found.lineage, visit, place())
    assert ask not in phone.get(reverse("visits:check", args=[visit.reference])).content.decode()
    assert f"Defect: {LAMP}" in phone.get(reverse("followups:detail", args=[row.pk])).content.decode()


def test_what_a_restricted_inspection_found_starts_no_action(found: Defect, phone: Client):
    Activity.objects.filter(pk=found.activity_id).update(restricted=True)
    url = reverse("followups:section", args=[found.activity.stop.visit.reference])
    page = phone.get(f"{url}?defect={found.lineage}")
    assert LAMP not in page.content.decode()


@pytest.fixture
def ask_url(approved: Defect) -> str:
    return reverse("followups:ask_defect", args=[approved.lineage])


def test_an_action_is_asked_for_from_the_border_point(
    approved: Defect, ask_url: str, client_of: Any, reviewer: User, officer: User
):
    client = client_of(reviewer, "en")
    assert ask_url in client.get(place().get_absolute_url()).content.decode()
    typed = shown_in(client.get(ask_url)) | {
        "owner": officer.pk, "due_on_day": "31", "due_on_month": "1", "due_on_year": "2026",
    }  # fmt: skip
    assert [client.post(ask_url, typed).status_code for _time in range(2)] == [302, 302]
    row = FollowUp.objects.get()
    assert (row.defect, row.created_by, row.owner) == (approved.lineage, reviewer, officer)
    page = client.get(place().get_absolute_url()).content.decode()
    assert ask_url not in page
    assert reverse("followups:detail", args=[row.pk]) in page


def test_two_at_once_make_one_action(approved: Defect, ask_url: str, client_of: Any, reviewer: User, officer: User):
    client = client_of(reviewer, "en")
    typed = shown_in(client.get(ask_url)) | {
        "owner": officer.pk, "due_on_day": "31", "due_on_month": "1", "due_on_year": "2026", "title": "Kept as typed",
    }  # fmt: skip
    act(approved, officer, FollowUpState.OPEN)
    answer = client.post(ask_url, typed)
    assert answer.status_code == 409
    assert "Kept as typed" in answer.content.decode()
    assert FollowUp.objects.count() == 1


def test_without_owner_it_is_refused_at_the_field(ask_url: str, client_of: Any, reviewer: User):
    answer = client_of(reviewer, "en").post(ask_url, {"title": "Kept as typed"})
    assert answer.status_code == 422
    assert "owner_name" in answer.context["form"].errors
    assert "Kept as typed" in answer.content.decode()


def test_the_list_is_the_worst_first_and_costs_the_same(
    approved: Defect, draft: Callable[..., Visit], officer: User, request: Any, django_assert_num_queries: Any
):
    here = place()
    listed_at(here, officer)  # the areas of the officer are asked once
    with django_assert_num_queries(2):
        listed_at(here, officer)
    later = draft(dt.date(2023, 6, 1))
    for severity in ("minor", "serious", "minor", "dangerous"):
        Defect.objects.create(activity=inspection(later), what=severity, severity=severity)
    people = {name: request.getfixturevalue(name) for name in ("reviewer", "director")}
    move(later, *APPROVE, **people)
    with django_assert_num_queries(2):
        found = listed_at(here, officer)
    assert [view.defect.severity for view in found] == ["dangerous", "dangerous", "serious", "minor", "minor"]


@pytest.mark.parametrize(("person", "edition", "seen"), [("director", "internal", True), ("director", "public", False)])
def test_defects_stay_inside(person: str, edition: str, seen: bool, approved: Defect, client_of: Any, request: Any):
    client, reference = client_of(request.getfixturevalue(person), "en"), approved.activity.stop.visit.reference
    pdf = client.get(f"/visits/{reference}/pdf/", {"lang": "en", "edition": edition})
    assert (LAMP in " ".join(text_of(pdf.content).split())) is seen
