"""Deciding on a report in the browser."""

import pytest

from tests.visits.reading.conftest import move
from visits import actions
from visits.amend import amend
from visits.models import ReviewComment, Visit
from visits.sections import BY_KEY
from visits.workflow import State

STEPS = ("endorse", "return", "approve", "publish", "withdraw", "comment")


def post(client, visit, verb, **data):
    return client.post(f"/visits/{visit.reference}/{verb}/", {"version": visit.version, **data})


def state_of(visit) -> str:
    return Visit.objects.get(pk=visit.pk).state


def test_a_report_goes_all_the_way_in_the_browser(client_of, submitted_visit, reviewer, director, partner):
    visit = submitted_visit
    for person, verb, data, state in (
        (reviewer, "endorse", {}, State.ENDORSED),
        (director, "approve", {}, State.APPROVED),
        (director, "publish", {"released_to": [partner.pk]}, State.PUBLISHED),
        (director, "withdraw", {"reason": "Wrong place"}, State.WITHDRAWN),
    ):
        answer = post(client_of(person), visit, verb, **data)
        assert (answer.status_code, state_of(visit)) == (302, state)
        visit.refresh_from_db()
    assert list(visit.released_to.all()) == [partner]
    assert visit.withdraw_reason == "Wrong place"


def test_return_needs_a_reason(client_of, submitted_visit, reviewer):
    answer = post(client_of(reviewer), submitted_visit, "return", reason="  ")
    assert answer.status_code == 422
    assert "Write the reason" in answer.content.decode()
    assert state_of(submitted_visit) == State.SUBMITTED


def test_withdrawal_needs_a_reason(client_of, published_visit, director):
    assert post(client_of(director), published_visit, "withdraw").status_code == 422
    assert state_of(published_visit) == State.PUBLISHED


def test_returned_report_bears_the_reason(client_of, submitted_visit, reviewer):
    assert post(client_of(reviewer), submitted_visit, "return", reason="Count the lanes").status_code == 302
    submitted_visit.refresh_from_db()
    assert (submitted_visit.state, submitted_visit.return_reason) == (State.RETURNED, "Count the lanes")


def test_somebody_was_faster_nothing_is_overwritten_and_the_reason_is_kept(
    client_of, submitted_visit, reviewer, director
):
    stale = submitted_visit.version
    actions.endorse(visit=submitted_visit, by=reviewer, version=stale)
    answer = client_of(reviewer).post(
        f"/visits/{submitted_visit.reference}/return/", {"version": stale, "reason": "Count the lanes again"}
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Count the lanes again" in text
    assert reviewer.name_en in text
    assert "returned" not in answer.context["forms"]  # the reviewer's step has gone: no button that leads nowhere
    assert state_of(submitted_visit) == State.ENDORSED


def test_sent_again_because_the_answer_was_lost_it_was_decided(client_of, submitted_visit, reviewer):
    web, sent = client_of(reviewer), {"version": submitted_visit.version, "reason": "Count the lanes"}
    statuses = [web.post(f"/visits/{submitted_visit.reference}/return/", sent).status_code for _time in range(2)]
    assert statuses == [302, 302]
    assert submitted_visit.transitions.filter(target=State.RETURNED).count() == 1


def test_returned_for_another_reason_is_a_conflict_with_oneself(client_of, submitted_visit, reviewer):
    web, sent = client_of(reviewer), {"version": submitted_visit.version, "reason": "Count the lanes"}
    web.post(f"/visits/{submitted_visit.reference}/return/", sent)
    answer = web.post(f"/visits/{submitted_visit.reference}/return/", sent | {"reason": "Name the leader"})
    assert (answer.status_code, "Name the leader" in answer.content.decode()) == (409, True)


def test_after_a_conflict_sending_again_is_a_decision(client_of, submitted_visit, reviewer):
    answer = client_of(reviewer).post(
        f"/visits/{submitted_visit.reference}/return/", {"version": 1, "reason": "Count the lanes"}
    )
    assert answer.status_code == 409
    form = answer.context["forms"]["returned"]
    assert form["version"].value() == str(submitted_visit.version)


@pytest.mark.parametrize("verb", STEPS)
def test_author_decides_nothing(verb, client_of, submitted_visit, officer):
    assert post(client_of(officer), submitted_visit, verb, reason="x", text="x").status_code == 403


@pytest.mark.parametrize("role", ["reviewer", "director"])
@pytest.mark.parametrize("verb", STEPS)
def test_author_who_became_a_judge_still_decides_nothing(role, verb, client_of, submitted_visit, officer):
    officer.role = role
    officer.save()
    answer = post(client_of(officer), submitted_visit, verb, reason="x", text="x", section="basics")
    assert answer.status_code == 403
    assert state_of(submitted_visit) == State.SUBMITTED


@pytest.mark.parametrize("verb", STEPS)
def test_a_stranger_does_not_find_it(verb, client_of, submitted_visit):
    from accounts.roles import Role
    from tests.factories import UserFactory

    for role in (Role.REVIEWER, Role.DIRECTOR):
        elsewhere = client_of(UserFactory.create(role=role, areas=["TH27"]))
        assert post(elsewhere, submitted_visit, verb, reason="x").status_code in (403, 404)
    assert state_of(submitted_visit) == State.SUBMITTED


@pytest.mark.parametrize("verb", [*STEPS, "amend", "start"])
def test_steps_are_never_taken_by_reading(verb, client_of, submitted_visit, reviewer, director, officer):
    codes = {
        client_of(user).get(f"/visits/{submitted_visit.reference}/{verb}/").status_code
        for user in (reviewer, director, officer)
    }
    assert codes <= {403, 405}


def test_reviewer_does_not_approve_and_director_does_not_endorse(client_of, submitted_visit, reviewer, director):
    assert post(client_of(reviewer), submitted_visit, "approve").status_code == 403
    assert post(client_of(director), submitted_visit, "endorse").status_code == 403


def test_a_step_that_is_not_next_is_a_conflict(client_of, submitted_visit, director):
    assert post(client_of(director), submitted_visit, "approve").status_code == 409
    assert state_of(submitted_visit) == State.SUBMITTED


def test_only_partners_receive_an_edition(client_of, approved_visit, director, stranger):
    answer = post(client_of(director), approved_visit, "publish", released_to=[stranger.pk])
    assert answer.status_code == 422
    assert state_of(approved_visit) == State.APPROVED


def test_remark_on_a_section_reaches_the_page(client_of, submitted_visit, reviewer):
    client = client_of(reviewer)
    answer = post(client, submitted_visit, "comment", section="team", text="Who drove?")
    assert answer.url.endswith("/review/#section-team")
    assert "Who drove?" in client.get(f"/visits/{submitted_visit.reference}/review/").content.decode()


@pytest.mark.parametrize(("section", "text"), [("team", " "), ("nonsense", "x"), ("", "")])
def test_remark_needs_words_and_a_section(section, text, client_of, submitted_visit, reviewer):
    assert post(client_of(reviewer), submitted_visit, "comment", section=section, text=text).status_code == 422
    assert not ReviewComment.objects.exists()


def test_no_remarks_after_approval(client_of, approved_visit, director):
    assert post(client_of(director), approved_visit, "comment", section="team", text="Late").status_code == 403


def test_author_marks_a_remark_as_answered(client_of, submitted_visit, reviewer, officer, neighbour, director):
    remark = actions.comment(visit=submitted_visit, by=reviewer, section="team", text="Who drove?")
    visit = move(submitted_visit, "return", reviewer=reviewer, director=director)
    address = f"/visits/{visit.reference}/comment/{remark.pk}/resolve/"
    assert client_of(neighbour).post(address).status_code == 404
    assert client_of(officer).post(address).status_code == 302
    remark.refresh_from_db()
    assert remark.resolved_by == officer


def test_a_remark_of_another_report_is_not_found(client_of, submitted_visit, reviewer, officer):
    from tests.visits.factories import make_visit

    remark = ReviewComment.objects.create(visit=make_visit(officer), section="team", text="x", by=reviewer)
    address = f"/visits/{submitted_visit.reference}/comment/{remark.pk}/resolve/"
    assert client_of(reviewer).post(address).status_code == 404


def test_a_report_sent_again_says_why_it_was_returned_and_what_was_done_since(
    client_of, submitted_visit, officer, reviewer, director
):
    visit = submitted_visit
    asked = [actions.comment(visit=visit, by=reviewer, section=key, text=f"{key}?") for key in ("team", "outlook")]
    actions.send_back(visit=visit, by=reviewer, version=visit.version, reason="Count the lanes")
    actions.save_section(visit=visit, section="outlook", by=officer, version=None, write=lambda _visit: None)
    actions.resolve_comment(comment=asked[1], by=officer)
    actions.submit(visit=visit, by=officer, version=visit.version)
    told = client_of(reviewer).get(f"/visits/{visit.reference}/review/").text.partition('class="report"')[0]
    assert "Count the lanes" in told
    assert ('href="#section-outlook"' in told, 'href="#section-team"' in told) == (True, False)
    assert told.index("not answered yet") < told.index("team?") < told.index("outlook?")


def test_a_report_sent_for_the_first_time_says_nothing_of_that(client_of, submitted_visit, reviewer):
    assert "sent-again" not in client_of(reviewer).get(f"/visits/{submitted_visit.reference}/review/").text


@pytest.mark.parametrize("section", ["team", "photos", "followups", "commitments"])
def test_the_author_marks_a_remark_as_answered_where_it_is_mended(
    section, client_of, submitted_visit, officer, reviewer
):
    visit = submitted_visit
    remark = actions.comment(visit=visit, by=reviewer, section=section, text="Is that all?")
    actions.send_back(visit=visit, by=reviewer, version=visit.version, reason="Count the lanes")
    web, page = client_of(officer), BY_KEY[section].address(visit)
    action = f"/visits/{visit.reference}/comment/{remark.pk}/resolve/"
    assert f'action="{action}"' in web.get(page).text
    assert web.post(action, follow=True).redirect_chain == [(page, 302)]
    assert f'action="{action}"' not in web.get(page).text


def test_an_amendment_says_which_sections_were_saved_since_it_was_begun(client_of, approved_visit, officer, reviewer):
    new = amend(visit=approved_visit, by=officer)
    actions.save_section(visit=new, section="outlook", by=officer, version=None, write=lambda _visit: None)
    actions.submit(visit=new, by=officer, version=new.version)
    told = client_of(reviewer).get(f"/visits/{new.reference}/review/").text.partition('class="report"')[0]
    assert ('href="#section-outlook"' in told, 'href="#section-team"' in told) == (True, False)
    assert f'href="/visits/{new.reference}/revisions/1/"' in told
