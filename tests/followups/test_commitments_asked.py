"""Which actions are asked of a visit, and which are not."""

import pytest

from followups import actions, commitments
from tests.followups.conftest import make_followup
from tests.visits.factories import CenterFactory, fill, make_stop, make_visit
from visits import task_list
from visits.amend import amend
from visits.sections import missing


def asked_of(visit) -> list[str]:
    return [row.title for row in commitments.pending(visit)]


def test_carried_over_is_asked_again_of_the_visit_after(next_visit, left, officer, pong_nam_ron):
    actions.answer(visit=next_visit, followup=left, by=officer, version=1, outcome="carried_over", words="Not yet")
    after = fill(make_visit(officer, pong_nam_ron))
    assert (asked_of(next_visit), asked_of(after)) == ([], ["Repair the camera"])


@pytest.mark.usefixtures("_in_english")
def test_what_is_asked_stands_among_the_sections_that_the_report_needs(next_visit, left):
    needed = [task for task in task_list.read(next_visit).needed if task.missing]
    assert [task.missing for task in needed] == [["Say what was seen of “Repair the camera”"]]


@pytest.mark.usefixtures("_in_english")
def test_a_visit_that_is_asked_nothing_needs_no_more_than_before(officer, pong_nam_ron):
    read = task_list.read(make_visit(officer, pong_nam_ron))
    assert "Commitments of these places" in [task.label for task in read.optional]


def test_what_arises_meanwhile_counts_too(next_visit, approved_visit, ban_laem):
    make_followup(approved_visit, title="Paint the lane", checkpoint=ban_laem)
    assert asked_of(next_visit) == ["Repair the camera", "Paint the lane"]


def test_what_the_visit_itself_asks_for_does_not_count(next_visit, ban_laem):
    make_followup(next_visit, title="Its own", checkpoint=ban_laem)
    assert "Its own" not in asked_of(next_visit)


@pytest.mark.parametrize("state", ["done", "verified", "dropped"])
def test_what_is_resolved_is_not_asked(state, approved_visit, ban_laem, officer, pong_nam_ron):
    make_followup(approved_visit, checkpoint=ban_laem, state=state, outcome="x")
    assert missing(fill(make_visit(officer, pong_nam_ron))) == []


def test_the_center_and_the_district_of_the_place_are_asked_for(approved_visit, officer, pong_nam_ron):
    make_followup(approved_visit, title="center", center=CenterFactory.create())
    make_followup(approved_visit, title="district", district=pong_nam_ron)
    assert set(asked_of(make_visit(officer, pong_nam_ron))) == {"center", "district"}


def test_another_place_is_not_asked_for(left, officer, soi_dao):
    visit = make_visit(officer, soi_dao)
    make_stop(visit, place="An orchard")
    assert asked_of(visit) == []


def test_what_the_author_may_not_know_of_stays_hidden(left, stranger, pong_nam_ron):
    visit = make_visit(stranger, pong_nam_ron)
    make_stop(visit)
    assert asked_of(visit) == []


def test_what_is_not_sent_yet_is_not_asked(officer, pong_nam_ron, ban_laem):
    make_followup(make_visit(officer, pong_nam_ron), checkpoint=ban_laem)
    visit = make_visit(officer, pong_nam_ron)
    make_stop(visit)
    assert asked_of(visit) == []


def test_an_amendment_is_asked_nothing(left, approved_visit, officer):
    make_followup(approved_visit, title="x", checkpoint=left.checkpoint)
    assert asked_of(amend(visit=approved_visit, by=officer)) == []
