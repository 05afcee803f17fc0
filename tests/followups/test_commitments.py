"""What earlier visits left at a place is asked of the next one, before it is sent."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access import Refused
from followups import actions, commitments
from followups.models import Commitment, FollowUp
from tests.followups.conftest import make_followup, make_many
from tests.visits.factories import make_stop, make_visit
from visits import actions as visit_actions
from visits.sections import missing


def address(visit, row=None):
    return f"/follow-ups/of/{visit.reference}/commitments/{f'{row.pk}/' if row else ''}"


def reply(client, visit, row, **data):
    typed = {"version": row.version, "outcome": "done", "words": "The camera shows both lanes"} | data
    return client.post(address(visit, row), {f"c{row.pk}-{name}": value for name, value in typed.items()})


def test_the_next_visit_is_asked(next_visit, client_of, officer):
    page = client_of(officer).get(address(next_visit))
    assert [question.followup.title for question in page.context["questions"]] == ["Repair the camera"]


def test_the_report_is_not_sent_before_it_is_answered(next_visit, client_of, officer):
    answer = client_of(officer).post(
        reverse("visits:submit", args=[next_visit.reference]), {"version": next_visit.version}
    )
    assert answer.status_code == 422
    assert [(url, "Repair the camera" in message) for message, url in answer.context["lacks"]] == [
        (address(next_visit), True)
    ]


def test_the_task_list_says_what_is_missing(next_visit, client_of, officer):
    page = client_of(officer).get(f"/visits/{next_visit.reference}/report/")
    assert not page.context["list"].is_complete
    assert "Repair the camera" in page.content.decode()


def test_done_closes_the_action_with_the_visit_as_evidence(next_visit, left, client_of, officer):
    assert reply(client_of(officer), next_visit, left).status_code == 302
    left.refresh_from_db()
    assert (left.state, left.outcome) == ("done", "The camera shows both lanes")
    assert (left.evidence.get().visit, left.steps.get().visit) == (next_visit, next_visit)


def test_done_needs_no_more_evidence_for_high_priority(next_visit, left, client_of, officer):
    FollowUp.objects.filter(pk=left.pk).update(priority="high")
    assert reply(client_of(officer), next_visit, left).status_code == 302


def test_once_answered_the_report_is_sent(next_visit, left, client_of, officer):
    reply(client_of(officer), next_visit, left)
    assert missing(next_visit) == []
    sent = visit_actions.submit(visit=next_visit, by=officer, version=next_visit.version)
    assert sent.state == "submitted"


def test_carried_over_stays_unresolved_with_another_date(next_visit, left, client_of, officer):
    date = {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2570"}
    assert reply(client_of(officer), next_visit, left, outcome="carried_over", **date).status_code == 302
    left.refresh_from_db()
    assert (left.state, left.is_unresolved, left.due_on) == ("carried_over", True, dt.date(2027, 2, 1))
    assert missing(next_visit) == []


def test_an_answer_that_carries_over_may_be_changed(next_visit, left, client_of, officer):
    reply(client_of(officer), next_visit, left, outcome="carried_over", words="Not yet")
    left.refresh_from_db()
    assert reply(client_of(officer), next_visit, left).status_code == 302
    assert Commitment.objects.get().outcome == "done"


@pytest.mark.parametrize("outcome", ["done", "carried_over"])
def test_sent_again_because_the_answer_was_lost_it_was_answered(outcome, next_visit, left, client_of, officer):
    web = client_of(officer)
    assert [reply(web, next_visit, left, outcome=outcome).status_code for _time in range(2)] == [302, 302]
    assert left.steps.count() == 1


def test_the_same_words_with_another_date_move_the_date(next_visit, left, client_of, officer):
    web, date = client_of(officer), {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2027"}
    reply(web, next_visit, left, outcome="carried_over")
    left.refresh_from_db()
    reply(web, next_visit, left, outcome="carried_over", **date)
    left.refresh_from_db()
    assert left.due_on == dt.date(2027, 2, 1)


def test_a_final_answer_is_final(next_visit, left, client_of, officer):
    reply(client_of(officer), next_visit, left)
    assert reply(client_of(officer), next_visit, left, outcome="carried_over").status_code == 404


def test_who_does_not_own_it_does_not_drop_it(next_visit, left, client_of, officer):
    answer = reply(client_of(officer), next_visit, left, outcome="dropped")
    assert answer.status_code == 422
    assert list(answer.context["failed"].errors) == ["outcome"]
    with pytest.raises(Refused):
        actions.answer(visit=next_visit, followup=left, by=officer, version=1, outcome="dropped", words="x")


def test_its_owner_drops_it_on_the_visit(next_visit, left, client_of, officer):
    FollowUp.objects.filter(pk=left.pk).update(owner=officer)
    assert reply(client_of(officer), next_visit, left, outcome="dropped", words="The lane is closed").status_code == 302
    left.refresh_from_db()
    assert (left.state, left.outcome) == ("dropped", "The lane is closed")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"words": ""}, "words"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "verified"}, "outcome"),
        ({"outcome": "carried_over", "due_on_day": "31", "due_on_month": "2", "due_on_year": "2570"}, "due_on"),
        ({"outcome": "done", "due_on_day": "1", "due_on_month": "2", "due_on_year": "2570"}, "due_on"),
    ],
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_bad_answer_is_refused_at_its_field_and_kept(language, change, says, client_of, next_visit, left, officer):
    answer = reply(client_of(officer, language), next_visit, left, **{"words": "Typed by me", **change})
    assert answer.status_code == 422
    assert list(answer.context["failed"].errors) == [says]
    assert says == "words" or "Typed by me" in answer.content.decode()


def test_somebody_was_faster(client_of, next_visit, left, officer):
    FollowUp.objects.filter(pk=left.pk).update(version=2)
    answer = reply(client_of(officer), next_visit, left, words="Typed by me")
    assert answer.status_code == 409
    assert "Typed by me" in answer.content.decode()
    assert not Commitment.objects.exists()


def test_only_the_mission_answers(next_visit, left, client_of, neighbour, reviewer, partner):
    answers = {reply(client_of(user), next_visit, left).status_code for user in (neighbour, reviewer, partner)}
    assert answers <= {403, 404}
    assert not Commitment.objects.exists()


def test_answers_are_fixed_once_the_report_is_sent(next_visit, left, officer):
    actions.answer(visit=next_visit, followup=left, by=officer, version=1, outcome="carried_over", words="Not yet")
    visit_actions.submit(visit=next_visit, by=officer, version=next_visit.version)
    with pytest.raises(IntegrityError, match="its content is fixed"):
        Commitment.objects.update(words="x")


def test_one_answer_a_visit(next_visit, left, officer):
    values = {"visit": next_visit, "followup": left, "outcome": "done", "words": "x", "by": officer}
    Commitment.objects.create(**values)
    with pytest.raises(IntegrityError, match="commitment_once_a_visit"):
        Commitment.objects.create(**values)


def test_nothing_is_answered_by_reading(next_visit, left, client_of, officer):
    assert client_of(officer).get(address(next_visit, left)).status_code == 405


def test_the_report_and_the_action_show_the_answer(next_visit, left, client_of, officer):
    reply(client_of(officer), next_visit, left)
    assert "The camera shows both lanes" in client_of(officer).get(f"/visits/{next_visit.reference}/").content.decode()
    looked = client_of(officer).get(f"/follow-ups/{left.pk}/").context["looked"]
    assert [row.visit for row in looked] == [next_visit]


def test_a_visit_in_hand_that_looked_is_not_given_away(next_visit, left, client_of, officer, neighbour):
    reply(client_of(officer), next_visit, left)
    page = client_of(neighbour).get(f"/follow-ups/{left.pk}/")
    assert list(page.context["looked"]) == []
    assert next_visit.reference not in page.content.decode()


def test_an_action_that_was_looked_at_is_not_removed(returned_visit, ban_laem, officer, pong_nam_ron):
    row, visit = make_followup(returned_visit, checkpoint=ban_laem), make_visit(officer, pong_nam_ron)
    make_stop(visit)
    actions.answer(visit=visit, followup=row, by=officer, version=1, outcome="carried_over", words="Not yet")
    with pytest.raises(Refused):
        actions.remove(followup=row, by=officer, version=0)


def test_the_page_costs_the_same_for_10_and_1000(next_visit, approved_visit, ban_laem, client_of, officer):
    client = client_of(officer)

    def cost(count: int) -> int:
        shared = {"visit": approved_visit, "owner_name": "x", "created_by": officer, "checkpoint": ban_laem}
        rows = [FollowUp(title=f"a{n}", due_on=dt.date(2026, 1, 1), **shared) for n in range(count)]
        make_many(rows)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address(next_visit)).status_code == 200
        return len(caught)

    assert cost(9) == cost(990)


def test_the_printed_report_says_what_was_found(next_visit, left, officer, stranger):
    actions.answer(visit=next_visit, followup=left, by=officer, version=1, outcome="carried_over", words="Not yet")
    assert [row.words for row in commitments.answered(next_visit, officer)] == ["Not yet"]
    assert not commitments.answered(next_visit, stranger).exists()
