"""The life of an action: which step follows which, who takes it, and what it needs."""

import pgtrigger
import pytest
from django.db import IntegrityError

from accounts.models import AccessEntry
from followups import actions
from followups.models import Evidence, FollowUp, FollowUpState
from followups.workflow import TRANSITIONS
from tests.followups.conftest import make_followup
from tests.visits.factories import CenterFactory, make_activity, make_stop, make_visit
from visits.workflow import find

STATES = [state.value for state in FollowUpState]


def post(client, row, **data):
    return client.post(f"/follow-ups/{row.pk}/state/", {"version": row.version, "outcome": "", **data})


def closed(state, **more):
    return {"state": state, "outcome": "" if state in ("open", "in_progress", "carried_over") else "x", **more}


@pytest.fixture
def done(approved_visit, neighbour):
    """Done by its owner, the neighbour."""
    row = make_followup(approved_visit, owner=neighbour)
    return actions.change_state(followup=row, by=neighbour, version=1, state="done", outcome="Camera replaced")


@pytest.mark.parametrize("target", STATES)
@pytest.mark.parametrize("source", STATES)
def test_database_knows_the_steps(source, target, approved_visit):
    row = make_followup(approved_visit, **closed(source))
    change = FollowUp.objects.filter(pk=row.pk)
    if source == target or find(TRANSITIONS, source, target):
        assert change.update(**closed(target)) == 1
        return
    with pytest.raises(IntegrityError, match="no step from"):
        change.update(**closed(target))


@pytest.mark.parametrize("state", [state for state in STATES if state != "open"])
def test_database_lets_actions_start_open_only(state, approved_visit, officer):
    fields = {"title": "x", "owner": officer, "created_by": officer, "due_on": approved_visit.date_end}
    with pytest.raises(IntegrityError, match="cannot start as"):
        FollowUp.objects.create(visit=approved_visit, **fields, **closed(state))


@pytest.mark.parametrize("step", [step for step in TRANSITIONS if step.needs_words], ids=str)
def test_words_are_asked_for_at_the_field(step, client_of, approved_visit, director):
    row = make_followup(approved_visit, **closed(step.source))
    answer = post(client_of(director), row, state=step.target)
    assert answer.status_code == 422
    assert list(answer.context["failed"].errors) == ["outcome"]


def test_a_step_is_recorded(client_of, approved_visit, officer):
    row = make_followup(approved_visit, owner=officer)
    post(client_of(officer), row, state="done", outcome="Camera replaced")
    step = row.steps.get()
    assert (step.source, step.target, step.by, step.words) == ("open", "done", officer, "Camera replaced")


def test_the_history_is_read_on_the_page(client_of, done, reviewer):
    page = client_of(reviewer).get(f"/follow-ups/{done.pk}/")
    assert [(entry.what, entry.note) for entry in page.context["history"]] == [("done", "Camera replaced")]
    assert "Camera replaced" in page.content.decode()


def test_the_newest_step_is_read_first(client_of, done, reviewer):
    post(client_of(reviewer), done, state="verified")
    page = client_of(reviewer).get(f"/follow-ups/{done.pk}/")
    assert [entry.what for entry in page.context["history"]] == ["verified", "done"]


def test_reviewer_verifies_and_the_outcome_stays(client_of, done, reviewer):
    assert post(client_of(reviewer), done, state="verified").status_code == 302
    done.refresh_from_db()
    assert (done.state, done.outcome) == ("verified", "Camera replaced")


def test_owner_does_not_verify(client_of, done, neighbour):
    assert post(client_of(neighbour), done, state="verified").status_code == 422


def test_reviewer_does_not_verify_their_own(client_of, approved_visit, reviewer, director):
    row = make_followup(approved_visit, owner=reviewer, state="done", outcome="x")
    assert post(client_of(reviewer), row, state="verified").status_code == 422
    assert post(client_of(director), row, state="verified").status_code == 302


def test_who_said_it_is_done_does_not_verify(client_of, approved_visit, reviewer, director):
    row = make_followup(approved_visit)
    row = actions.change_state(followup=row, by=reviewer, version=1, state="done", outcome="Seen")
    assert post(client_of(reviewer), row, state="verified").status_code == 422
    assert post(client_of(director), row, state="verified").status_code == 302


def test_reviewer_opens_it_again_with_a_reason(client_of, done, reviewer):
    assert post(client_of(reviewer), done, state="in_progress", outcome="Dark at night").status_code == 302
    done.refresh_from_db()
    assert (done.state, done.outcome, done.steps.last().words) == ("in_progress", "", "Dark at night")


@pytest.mark.usefixtures("_in_english")
def test_action_refuses_who_may_not(done, neighbour):
    with pytest.raises(Exception, match="verifies"):
        actions.change_state(followup=done, by=neighbour, version=done.version, state="verified", outcome="")


def test_high_priority_is_done_with_evidence_only(client_of, approved_visit, officer):
    row = make_followup(approved_visit, owner=officer, priority="high")
    answer = post(client_of(officer), row, state="done", outcome="Camera replaced")
    assert answer.status_code == 422
    assert list(answer.context["failed"].errors) == ["evidence"]
    assert "Camera replaced" in answer.content.decode()


def test_action_refuses_high_priority_without_evidence(approved_visit, officer):
    row = make_followup(approved_visit, owner=officer, priority="high")
    with pytest.raises(ValueError, match="evidence"):
        actions.change_state(followup=row, by=officer, version=1, state="done", outcome="x")


def test_evidence_is_kept_and_shown(client_of, approved_visit, officer):
    row = make_followup(approved_visit, owner=officer, priority="high")
    stop = approved_visit.stops.get()
    data = {"state": "done", "outcome": "Camera replaced", "evidence": f"stop:{stop.pk}"}
    assert post(client_of(officer), row, **data).status_code == 302
    page = client_of(officer).get(f"/follow-ups/{row.pk}/")
    assert [piece.thing for piece in page.context["evidence"]] == [stop]


def test_evidence_that_the_writer_may_not_see_is_refused(client_of, approved_visit, officer, director):
    row = make_followup(approved_visit, owner=officer)
    hidden = make_activity(make_stop(make_visit(director)))
    data = {"state": "done", "outcome": "x", "evidence": f"activity:{hidden.pk}"}
    assert post(client_of(officer), row, **data).status_code == 422
    with pytest.raises(Exception, match="may see"):
        actions.change_state(followup=row, by=officer, version=1, state="done", outcome="x", evidence=[hidden])


def test_evidence_that_the_reader_may_not_see_is_counted_only(client_of, approved_visit, officer, neighbour):
    row = make_followup(approved_visit)
    stop = make_stop(make_visit(officer), place="Behind the market")
    Evidence.objects.create(followup=row, stop=stop, added_by=officer)
    page = client_of(neighbour).get(f"/follow-ups/{row.pk}/")
    assert (page.context["evidence"], page.context["evidence_withheld"]) == ([], 1)
    assert "Behind the market" not in page.content.decode()


def test_restricted_things_offered_or_named_as_evidence_are_read_on_the_record(client_of, approved_visit, officer):
    row = make_followup(approved_visit, owner=officer)
    with pgtrigger.ignore():
        hidden = make_activity(approved_visit.stops.get(), kind="briefing", narrative="Hush", restricted=True)
    said = {"user": officer, "what": "restricted_read", "subject": approved_visit.reference}
    client_of(officer).get(f"/follow-ups/{row.pk}/")
    assert AccessEntry.objects.filter(**said, detail=f"evidence of action {row.pk}").count() == 1
    actions.change_state(followup=row, by=officer, version=1, state="done", outcome="x", evidence=[hidden])
    client_of(officer).get(f"/follow-ups/{row.pk}/")
    assert AccessEntry.objects.filter(**said).count() == 2


def test_evidence_is_one_thing(approved_visit, officer):
    row, stop = make_followup(approved_visit), approved_visit.stops.get()
    with pytest.raises(IntegrityError, match="one_thing"):
        Evidence.objects.create(followup=row, stop=stop, visit=approved_visit, added_by=officer)


def test_staff_of_the_owning_center_answer_for_it(client_of, approved_visit, center_staff, neighbour):
    center = CenterFactory.create()
    center.staff.add(center_staff)
    row = make_followup(approved_visit, owner_center=center)
    assert post(client_of(neighbour), row, state="in_progress").status_code == 403
    assert post(client_of(center_staff), row, state="in_progress").status_code == 302


def test_a_stale_step_is_a_conflict_also_where_it_is_offered_no_more(client_of, done, reviewer):
    answer = client_of(reviewer).post(
        f"/follow-ups/{done.pk}/state/", {"version": 1, "state": "dropped", "outcome": "Typed by me"}
    )
    assert answer.status_code == 409
    assert "Typed by me" in answer.content.decode()


def test_a_step_is_never_rewritten(done):
    with pytest.raises(Exception, match="Cannot update"):
        done.steps.update(words="x")


def test_sent_again_because_the_answer_was_lost_the_step_was_taken(client_of, approved_visit, officer):
    shown = approved_visit.stops.get()
    row = make_followup(approved_visit, owner=officer, priority="high")
    said = closed("done", evidence=f"stop:{shown.pk}")
    assert [post(client_of(officer), row, **said).status_code for _time in range(2)] == [302, 302]
    assert row.steps.filter(target="done").count() == 1
