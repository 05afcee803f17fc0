"""What a report asked for, and what it answered, when it is amended: nothing is lost and nothing is asked twice."""

import pytest
from django.urls import reverse

from followups import actions, commitments
from followups.evidence import offered
from followups.models import Commitment, FollowUp
from tests.followups.conftest import make_followup
from visits import actions as visit_actions
from visits.amend import amend


def approve(visit, officer, reviewer, director):
    """Take a report in hand to approval."""
    visit.refresh_from_db()
    visit = visit_actions.submit(visit=visit, by=officer, version=visit.version)
    visit = visit_actions.endorse(visit=visit, by=reviewer, version=visit.version)
    return visit_actions.approve(visit=visit, by=director, version=visit.version)


@pytest.fixture
def answered(next_visit, left, officer, reviewer, director):
    """The later visit to Ban Laem, approved; it carried over what was left there."""
    actions.answer(
        visit=next_visit, followup=left, by=officer, version=1, outcome="carried_over", words="Still dark at night"
    )
    return approve(next_visit, officer, reviewer, director)


@pytest.fixture
def amendment(answered, officer):
    return amend(visit=answered, by=officer)


def test_an_amendment_is_asked_nothing_again(amendment, left):
    left.refresh_from_db()
    assert left.is_unresolved
    assert list(commitments.pending(amendment)) == []
    assert list(commitments.open_to(amendment)) == []
    assert commitments.missing(amendment) == []


def test_the_answers_of_the_first_revision_stand_in_the_amendment(amendment, officer, client_of):
    client = client_of(officer)
    section = client.get(reverse("followups:commitments", args=[amendment.reference]))
    check = client.get(reverse("visits:check", args=[amendment.reference]))
    assert "Still dark at night" in section.content.decode()
    assert [question.form for question in section.context["questions"]] == [None]
    assert "Still dark at night" in check.content.decode()


def test_they_are_not_answered_a_second_time(amendment, left, officer, client_of):
    url = reverse("followups:answer", args=[amendment.reference, left.pk])
    data = {f"c{left.pk}-version": 2, f"c{left.pk}-outcome": "done", f"c{left.pk}-words": "Seen"}
    assert client_of(officer).post(url, data).status_code == 404
    with pytest.raises(ValueError, match="not a commitment"):
        actions.answer(visit=amendment, followup=left, by=officer, version=2, outcome="done", words="Seen")


def test_an_approved_amendment_keeps_them(amendment, left, officer, reviewer, director, neighbour, client_of):
    newest = approve(amendment, officer, reviewer, director)
    assert list(commitments.answered(newest, neighbour)) == [Commitment.objects.get(followup=left)]
    assert "Still dark at night" in client_of(neighbour).get(newest.get_absolute_url()).content.decode()
    assert newest.reference in client_of(neighbour).get(f"/follow-ups/{left.pk}/").content.decode()


def test_the_next_visit_is_asked_what_an_amended_one_carried_over(amendment, left, officer, reviewer, director):
    from tests.visits.factories import fill, make_visit

    approve(amendment, officer, reviewer, director)
    third = fill(make_visit(officer, amendment.districts.get()))
    assert list(commitments.pending(third)) == [left]


@pytest.fixture
def asked(approved_visit, officer, reviewer, director, neighbour):
    """An action of high priority and no place, of a report that has been amended since."""
    row = make_followup(approved_visit, title="Repair the camera", owner=neighbour, priority="high")
    approve(amend(visit=approved_visit, by=officer), officer, reviewer, director)
    return FollowUp.objects.get(pk=row.pk)


def test_actions_of_the_first_revision_stay_with_the_report(asked, neighbour, reviewer, client_of):
    for user in (neighbour, reviewer):
        client = client_of(user)
        assert asked.title in client.get(asked.visit.get_absolute_url()).content.decode()
        assert [row.pk for row in client.get("/follow-ups/").context["page"].rows] == [asked.pk]


def test_they_are_shown_as_earlier_ones_to_who_amends_again(asked, officer, client_of):
    newest = type(asked.visit).objects.filter(reference=asked.visit.reference).latest("revision")
    amend(visit=newest, by=officer)
    page = client_of(officer).get(reverse("followups:section", args=[newest.reference]))
    assert (page.context["rows"], page.context["earlier"]) == ([], [asked])


def test_they_are_done_with_what_the_amended_report_shows(asked, neighbour):
    (group,) = offered(asked, neighbour)
    newest = type(asked.visit).objects.filter(reference=asked.visit.reference).latest("revision")
    assert {piece.thing.visit for piece in group[1] if hasattr(piece.thing, "visit")} == {newest}


def test_an_amendment_in_hand_shows_nothing(approved_visit, officer):
    row = make_followup(approved_visit, owner=officer)
    amend(visit=approved_visit, by=officer)
    (group,) = offered(row, officer)
    assert {piece.thing.visit for piece in group[1] if hasattr(piece.thing, "visit")} == {approved_visit}


def test_what_the_amendment_asks_for_is_known_once_it_is_sent(asked, officer, neighbour, client_of):
    newest = type(asked.visit).objects.filter(reference=asked.visit.reference).latest("revision")
    third = amend(visit=newest, by=officer)
    make_followup(third, title="Only in the third", owner=neighbour)
    known = lambda: set(FollowUp.objects.visible_to(neighbour).values_list("title", flat=True))  # noqa: E731
    assert known() == {asked.title}
    third.refresh_from_db()
    visit_actions.submit(visit=third, by=officer, version=third.version)
    assert known() == {asked.title, "Only in the third"}
