"""Every step of a report: what the table allows happens, everything else is refused, also by the database."""

import itertools
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.access import Refused
from accounts.roles import Role
from checkpoints.models import Checkpoint
from tests.factories import UserFactory
from tests.visits.factories import make_visit
from tests.visits.reading.conftest import move
from visits import actions
from visits.models import TransitionRecord, Visit
from visits.workflow import EDITABLE_STATES, TRANSITIONS, State, find

ROUTE = {
    State.DRAFT: (),
    State.SUBMITTED: ("submit",),
    State.RETURNED: ("submit", "return"),
    State.ENDORSED: ("submit", "endorse"),
    State.APPROVED: ("submit", "endorse", "approve"),
    State.PUBLISHED: ("submit", "endorse", "approve", "publish"),
    State.WITHDRAWN: ("submit", "endorse", "approve", "publish", "withdraw"),
}
PAIRS = list(itertools.permutations(State, 2))


@pytest.fixture
def at_state(filed_visit, officer, reviewer, director):
    def bring(state: State) -> Visit:
        if state == State.PLANNED:
            return make_visit(officer, state=State.PLANNED)
        return move(filed_visit, *ROUTE[state], reviewer=reviewer, director=director)

    return bring


def facts_of(target: State, user) -> dict[str, object]:
    """What the constraints ask of a row in `target`, so that only the trigger can refuse."""
    facts: dict[str, object] = {"state": target}
    if target not in (State.PLANNED, State.DRAFT):
        facts |= {f"{target.value}_at": timezone.now(), f"{target.value}_by": user}
    return facts | {"return_reason": "x", "withdraw_reason": "x"}


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_database_lets_a_state_move_only_along_the_table(source, target, at_state, director):
    visit = at_state(source)
    rows = Visit.objects.filter(pk=visit.pk)
    if find(TRANSITIONS, source, target):
        assert rows.update(**facts_of(target, director)) == 1
    else:
        with pytest.raises(DatabaseError, match="no step from"), transaction.atomic():
            rows.update(**facts_of(target, director))


def act(target: State, visit: Visit, by, **more):
    call: Any = {
        State.DRAFT: actions.start_filing,
        State.SUBMITTED: actions.submit,
        State.RETURNED: actions.send_back,
        State.ENDORSED: actions.endorse,
        State.APPROVED: actions.approve,
        State.PUBLISHED: actions.publish,
        State.WITHDRAWN: actions.withdraw,
    }[target]
    needs: dict[str, Any] = {"released_to": []} if target == State.PUBLISHED else {}
    if target in (State.RETURNED, State.WITHDRAWN):
        needs["reason"] = "because"
    return call(visit=visit, by=by, version=visit.version, **needs | more)


@pytest.mark.parametrize(("source", "target"), [pair for pair in PAIRS if pair[1] != State.PLANNED])
def test_actions_take_only_the_steps_of_the_table(source, target, at_state, officer, reviewer, director):
    visit, step = at_state(source), find(TRANSITIONS, source, target)
    people = {"visit.write": officer, "visit.endorse": reviewer, "visit.approve": director, "visit.publish": director}
    if step:
        assert act(target, visit, people[step.permission]).state == target
    else:
        with pytest.raises((actions.Conflict, actions.Incomplete)):
            act(target, visit, director if target != State.SUBMITTED else officer)


@pytest.mark.parametrize("step", [s for s in TRANSITIONS if not s.by_author], ids=lambda s: f"{s.source}-{s.target}")
def test_author_never_decides_on_own_report(step, at_state, officer):
    visit = at_state(step.source)
    for role in (Role.REVIEWER, Role.DIRECTOR):
        officer.role = role
        officer.save()
        with pytest.raises(Refused):
            act(step.target, visit, officer)


@pytest.mark.parametrize("step", [s for s in TRANSITIONS if not s.by_author], ids=lambda s: f"{s.source}-{s.target}")
def test_nobody_decides_outside_their_areas(step, at_state):
    visit = at_state(step.source)
    role = Role.REVIEWER if step.permission == "visit.endorse" else Role.DIRECTOR
    elsewhere = UserFactory.create(role=role, areas=["TH27"])
    with pytest.raises(Refused):
        act(step.target, visit, elsewhere)


@pytest.mark.parametrize("step", [s for s in TRANSITIONS if s.needs_reason], ids=lambda s: f"{s.source}-{s.target}")
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_step_back_needs_a_reason(step, reason, at_state, reviewer, director):
    by = reviewer if step.permission == "visit.endorse" else director
    with pytest.raises(ValueError, match="reason"):
        act(step.target, at_state(step.source), by, reason=reason)


@pytest.mark.parametrize("column", ["endorsed_by", "approved_by"])
def test_database_refuses_the_author_as_judge(column, submitted_visit, officer):
    stamp = {column: officer, column.replace("_by", "_at"): timezone.now()}
    with pytest.raises(IntegrityError, match="visit_author_never_decides"):
        Visit.objects.filter(pk=submitted_visit.pk).update(**stamp)


@pytest.mark.parametrize("state", [s for s in State if s not in (State.PLANNED, State.DRAFT)])
def test_no_report_starts_in_the_middle(state, visit, officer):
    with pytest.raises(DatabaseError, match="cannot start as"):
        Visit.objects.create(
            reference="NTS-2566-9999", author=officer, date_start=visit.date_start, date_end=visit.date_end, state=state
        )


@pytest.mark.parametrize("stem", ["submitted", "returned", "endorsed", "approved", "published", "withdrawn"])
@pytest.mark.parametrize("end", ["at", "by"])
def test_when_and_who_stand_together(stem, end, visit, director):
    value = timezone.now() if end == "at" else director
    with pytest.raises(IntegrityError, match=f"visit_{stem}_at_and_by"):
        Visit.objects.filter(pk=visit.pk).update(**{f"{stem}_{end}": value})


@pytest.mark.parametrize(
    ("state", "column", "constraint"),
    [
        (State.RETURNED, "return_reason", "visit_return_has_reason"),
        (State.WITHDRAWN, "withdraw_reason", "visit_withdrawal_has_reason"),
    ],
)
def test_database_keeps_the_reason(state, column, constraint, at_state):
    visit = at_state(state)
    with pytest.raises(IntegrityError, match=constraint):
        Visit.objects.filter(pk=visit.pk).update(**{column: ""})


def test_every_step_is_recorded(at_state, officer, reviewer, director):
    visit = at_state(State.PUBLISHED)
    steps = list(TransitionRecord.objects.filter(visit=visit).values_list("source", "target", "by__username"))
    assert steps == [
        ("", "draft", "officer"),
        ("draft", "submitted", "officer"),
        ("submitted", "endorsed", "reviewer"),
        ("endorsed", "approved", "director"),
        ("approved", "published", "director"),
    ]


def test_a_recorded_step_stays_as_it_is(submitted_visit):
    with pytest.raises(DatabaseError):
        TransitionRecord.objects.filter(visit=submitted_visit).update(reason="other")


def test_a_stale_version_takes_no_step(submitted_visit, reviewer):
    with pytest.raises(actions.Conflict) as caught:
        actions.endorse(visit=submitted_visit, by=reviewer, version=submitted_visit.version - 1)
    assert caught.value.by == submitted_visit.author


def test_approval_marks_its_places_visited(approved_visit):
    assert Checkpoint.objects.get(code="ban-laem").last_visited_on == approved_visit.date_end


def test_approval_never_moves_the_last_visit_back(endorsed_visit, director):
    later = endorsed_visit.date_end.replace(year=2024)
    Checkpoint.objects.update(last_visited_on=later)
    actions.approve(visit=endorsed_visit, by=director, version=endorsed_visit.version)
    assert Checkpoint.objects.get(code="ban-laem").last_visited_on == later


def test_the_state_cannot_jump_by_plain_sql(visit):
    with pytest.raises(DatabaseError, match="no step from draft to approved"), connection.cursor() as cursor:
        cursor.execute("UPDATE visits_visit SET state = 'approved' WHERE id = %s", [visit.pk])


def test_editable_are_exactly_the_states_before_sending():
    assert {State.PLANNED, State.DRAFT, State.RETURNED} == EDITABLE_STATES
