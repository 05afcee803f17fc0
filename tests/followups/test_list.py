"""The list of actions, and one action with its state."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followups.models import FollowUp
from tests.followups.conftest import make_followup
from tests.visits.factories import make_visit


def titles(answer) -> list[str]:
    return [row.title for row in answer.context["page"].rows]


def day(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
def four(approved_visit, officer):
    """Overdue and mine; due soon; in progress and later; done."""
    make_followup(approved_visit, title="late", due_on=day(-3), owner=officer)
    make_followup(approved_visit, title="soon", due_on=day(3))
    make_followup(approved_visit, title="later", due_on=day(60), state="in_progress")
    return make_followup(approved_visit, title="done", due_on=day(-9), state="done", outcome="Fixed")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["late", "soon", "later"]),
        ("finished=yes", ["done", "late", "soon", "later"]),
        ("overdue=yes", ["late"]),
        ("owner=me", ["late"]),
        ("owner=officer", ["late"]),
        ("state=done", ["done"]),
        ("state=done&state=in_progress", ["done", "later"]),
        ("q=LATE", ["late", "later"]),
        ("district=2204&state=in_progress", ["later"]),
        ("district=2706", ["late", "soon", "later"]),  # there is no such district here: left out
        ("checkpoint=ban-laem", ["late", "soon", "later"]),
        ("visit=NTS-1-1", []),
        ("state=nonsense&from=x&month=0", ["late", "soon", "later"]),
    ],
)
def test_filters(query, shown, four, client_of, officer):
    assert titles(client_of(officer).get(f"/follow-ups/?{query}")) == shown


@pytest.mark.parametrize("name", ["officer", "nobody"])
def test_an_owner_of_whom_the_reader_sees_nothing_is_as_one_who_is_not_there(name, four, client_of, stranger):
    answer = client_of(stranger).get(f"/follow-ups/?owner={name}")
    assert (titles(answer), [chip.value for chip in answer.context["chips"]]) == ([], [name])
    assert "Person officer" not in answer.content.decode()


def test_due_period(four, client_of, officer):
    query = {"from": day(0).isoformat(), "to": day(10).isoformat()}
    assert titles(client_of(officer).get("/follow-ups/", query)) == ["soon"]


def test_late_is_said_in_words(four, client_of, officer):
    assert client_of(officer).get("/follow-ups/?overdue=yes").content.decode().count("overdue") >= 1


def test_list_costs_the_same_for_5_and_200(client_of, officer, approved_visit):
    client = client_of(officer)

    def cost(count: int) -> int:
        for n in range(count):
            make_followup(approved_visit, title=f"a{n}")
        with CaptureQueriesContext(connection) as caught:
            client.get("/follow-ups/")
        return len(caught)

    assert cost(5) == cost(195)


def test_stranger_sees_none_but_their_own(four, client_of, stranger, approved_visit):
    mine = make_followup(approved_visit, title="mine", owner=stranger)
    client = client_of(stranger)
    assert titles(client.get("/follow-ups/")) == ["mine"]
    assert client.get(f"/follow-ups/{four.pk}/").status_code == 404
    page = client.get(f"/follow-ups/{mine.pk}/").content.decode()
    assert f'href="/visits/{approved_visit.reference}/"' not in page


def change(client, row, **data):
    return client.post(f"/follow-ups/{row.pk}/state/", {"version": row.version, "outcome": "", **data})


@pytest.mark.parametrize("person", ["neighbour", "reviewer", "director"])
def test_owner_or_those_in_charge_change_the_state(person, request, client_of, approved_visit, neighbour):
    row = make_followup(approved_visit, owner=neighbour)
    answer = change(client_of(request.getfixturevalue(person)), row, state="done", outcome="Camera replaced")
    row.refresh_from_db()
    assert (answer.status_code, row.state, row.outcome) == (302, "done", "Camera replaced")


def test_author_answers_for_an_owner_without_an_account(client_of, approved_visit, officer, neighbour):
    row = make_followup(approved_visit)
    assert change(client_of(neighbour), row, state="in_progress").status_code == 403
    assert change(client_of(officer), row, state="in_progress").status_code == 302


def test_author_does_not_answer_for_an_owner_with_one(client_of, approved_visit, officer, neighbour):
    row = make_followup(approved_visit, owner=neighbour)
    assert change(client_of(officer), row, state="in_progress").status_code == 403


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_closing_needs_an_outcome(state, client_of, approved_visit, officer):
    row = make_followup(approved_visit, owner=officer)
    answer = change(client_of(officer), row, state=state)
    assert answer.status_code == 422
    assert list(answer.context["failed"].errors) == ["outcome"]


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_database_keeps_the_outcome(state, approved_visit):
    row = make_followup(approved_visit)
    with pytest.raises(IntegrityError, match="followup_closed_with_outcome"):
        FollowUp.objects.filter(pk=row.pk).update(state=state)


def test_database_wants_an_owner(approved_visit):
    row = make_followup(approved_visit)
    with pytest.raises(IntegrityError, match="followup_has_owner"):
        FollowUp.objects.filter(pk=row.pk).update(owner_name="")


def test_somebody_was_faster(client_of, approved_visit, officer):
    row = make_followup(approved_visit, owner=officer)
    FollowUp.objects.filter(pk=row.pk).update(version=2, state="in_progress")
    answer = change(client_of(officer), row, state="done", outcome="Typed by me")
    row.refresh_from_db()
    assert (answer.status_code, row.state) == (409, "in_progress")
    assert "Typed by me" in answer.content.decode()
    assert answer.context["state_form"]["version"].value() == "2"


ASSIGN = {"to-owner_name": "District office", "to-due_on_day": "5", "to-due_on_month": "1", "to-due_on_year": "2027"}


def test_director_assigns(client_of, approved_visit, director, neighbour):
    row = make_followup(approved_visit)
    data = ASSIGN | {"to-version": "1", "to-owner": neighbour.pk}
    assert client_of(director).post(f"/follow-ups/{row.pk}/assign/", data).status_code == 302
    row.refresh_from_db()
    assert (row.owner, str(row.due_on)) == (neighbour, "2027-01-05")


def test_owner_does_not_assign(client_of, approved_visit, officer):
    row = make_followup(approved_visit, owner=officer)
    assert client_of(officer).post(f"/follow-ups/{row.pk}/assign/", ASSIGN | {"to-version": "1"}).status_code == 403


def test_assigning_a_stale_version_is_a_conflict(client_of, approved_visit, director):
    row = make_followup(approved_visit)
    answer = client_of(director).post(f"/follow-ups/{row.pk}/assign/", ASSIGN | {"to-version": "9"})
    assert answer.status_code == 409
    assert "District office" in answer.content.decode()


@pytest.mark.parametrize("verb", ["state", "assign"])
def test_nothing_changes_by_reading(verb, client_of, approved_visit, director):
    row = make_followup(approved_visit)
    assert client_of(director).get(f"/follow-ups/{row.pk}/{verb}/").status_code == 405


@pytest.mark.parametrize("person", ["partner", "auditor", "admin"])
def test_who_has_no_part_sees_none(person, request, client_of, approved_visit):
    row = make_followup(approved_visit)
    client = client_of(request.getfixturevalue(person))
    assert client.get("/follow-ups/").status_code == 403
    assert client.get(f"/follow-ups/{row.pk}/").status_code == 403


def test_actions_of_a_draft_stay_with_its_mission(client_of, officer, neighbour):
    make_followup(make_visit(officer), title="Not sent")
    assert titles(client_of(neighbour).get("/follow-ups/")) == []
    assert titles(client_of(officer).get("/follow-ups/")) == ["Not sent"]
