"""Who learns that a practice waits for them, and its author of what became of it: on home."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from practices import actions, proof
from practices.missing import missing
from practices.models import Practice
from practices.workflow import PracticeState as State
from tests.factories import UserFactory
from tests.practices.factories import make_complete, make_practice

HOME = reverse("reports:home")
BECAUSE = "The second rating needs a justification.\nAnd a photograph."


def pile(page, key):
    return next((one for one in page.context["piles"] if one.key == key), None)


@pytest.fixture
def taken_back(validated, reviewer):
    return actions.take_step(
        practice=validated, to=State.CANDIDATE, by=reviewer, version=validated.version, reason=BECAUSE
    )


def test_a_complete_candidate_waits_for_those_who_validate(client_of, reviewer, complete, officer):
    found = pile(client_of(reviewer).get(HOME), "practices")
    (task,) = found.tasks
    assert (found.title, task.note) == ("Best practices to validate", "came today")
    assert task.url == reverse("practices:review", args=[complete.code])
    assert officer.name_en in task.kicker


def test_one_with_something_missing_waits_for_nobody(client_of, reviewer, practice):
    assert pile(client_of(reviewer).get(HOME), "practices") is None


@pytest.mark.parametrize("person", ["officer", "center_staff", "director"])
def test_who_does_not_validate_is_not_asked(request, client_of, complete, person):
    assert pile(client_of(request.getfixturevalue(person)).get(HOME), "practices") is None


def test_reviewer_of_another_province_is_not_asked(client_of, complete):
    stranger = UserFactory.create(role=Role.REVIEWER, areas=["TH27"])
    assert pile(client_of(stranger).get(HOME), "practices") is None


def test_reviewer_is_not_asked_about_their_own(client_of, complete, reviewer):
    Practice.objects.filter(pk=complete.pk).update(author=reviewer)
    assert pile(client_of(reviewer).get(HOME), "practices") is None


def test_a_validated_practice_waits_for_those_who_publish(client_of, director, reviewer, validated):
    found = pile(client_of(director).get(HOME), "practices")
    assert (found.title, len(found.tasks)) == ("Best practices to publish", 1)
    assert pile(client_of(reviewer).get(HOME), "practices") is None


def test_the_oldest_comes_first_and_is_marked(client_of, reviewer, complete, officer, pong_nam_ron, activity):
    old = make_complete(make_practice(officer, pong_nam_ron, title_en="Older"), activity)
    Practice.objects.filter(pk=old.pk).update(ready_at=timezone.now() - dt.timedelta(days=9))
    first, second = pile(client_of(reviewer).get(HOME), "practices").tasks
    assert (first.kicker[:12], first.note, first.attention) == (old.code, "waiting for 9 days", True)
    assert not second.attention


def test_what_waits_is_the_list_that_home_leads_to(client_of, reviewer, complete, officer, pong_nam_ron):
    make_practice(officer, pong_nam_ron)
    page = client_of(reviewer).get(reverse("practices:list"), {"awaiting": "me"})
    assert [card.code for card in page.context["cards"]] == [complete.code]


def test_the_author_finds_their_own_in_the_library(client_of, reviewer, complete, pong_nam_ron):
    make_practice(reviewer, pong_nam_ron)
    page = client_of(complete.author).get(reverse("practices:list"), {"author": "me"})
    assert [card.code for card in page.context["cards"]] == [complete.code]


def test_it_waits_no_more_when_evidence_is_removed(client_of, reviewer, complete, officer):
    proof.remove_evidence(evidence=complete.evidence.get(), by=officer)
    assert missing(complete)
    assert pile(client_of(reviewer).get(HOME), "practices") is None


def test_a_change_does_not_make_it_younger(complete, officer):
    actions.edit_part(practice=complete, part="doing", by=officer, version=0, write=Practice.save)
    assert Practice.objects.get().ready_at == complete.ready_at


def test_taken_back_it_waits_for_its_author_with_the_reason(client_of, officer, reviewer, taken_back):
    (task,) = pile(client_of(officer).get(HOME), "practices-back").tasks
    assert (task.note, task.attention) == ("The second rating needs a justification.", True)
    assert task.url == reverse("practices:write", args=[taken_back.code])
    assert pile(client_of(reviewer).get(HOME), "practices") is None


def test_mended_it_waits_for_those_who_validate_again(client_of, officer, reviewer, taken_back, rate):
    rate(4, 20)
    assert pile(client_of(officer).get(HOME), "practices-back") is None
    assert len(pile(client_of(reviewer).get(HOME), "practices").tasks) == 1


def test_the_author_learns_of_each_decision(client_of, officer, published, director):
    (change,) = client_of(officer).get(HOME).context["changes"][:1]
    assert (change.reference, change.state, change.by) == (published.code, State.PUBLISHED, director.name_en)


def test_the_author_reads_why_it_was_retired(client_of, officer, published, director):
    values = {"practice": published, "by": director, "version": published.version}
    actions.take_step(to=State.RETIRED, reason="The market closed.", **values)
    assert "The market closed." in client_of(officer).get(HOME).content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_home_says_it_in_the_readers_language(client_of, reviewer, complete, language):
    words = {"th": "แนวปฏิบัติที่ดีรอท่านรับรอง", "en": "Best practices to validate"}[language]
    assert words in client_of(reviewer, language).get(HOME).content.decode()


def test_others_do_not_read_the_decisions_about_it(client_of, published):
    colleague = UserFactory.create(role=Role.OFFICER, areas=["TH2204"])
    found = client_of(colleague).get(HOME).context["changes"]
    assert published.code not in [change.reference for change in found]


@pytest.mark.parametrize("person", ["officer", "reviewer", "director"])
def test_home_costs_the_same_with_many_practices(
    request, client_of, validated, officer, reviewer, pong_nam_ron, activity, person
):
    browser = client_of(request.getfixturevalue(person))
    browser.get(HOME)
    with CaptureQueriesContext(connection) as before:
        browser.get(HOME)
    for number in range(4):
        made = make_complete(make_practice(officer, pong_nam_ron), activity)
        if number % 2:
            actions.take_step(practice=made, to=State.VALIDATED, by=reviewer, version=made.version)
    with CaptureQueriesContext(connection) as after:
        browser.get(HOME)
    assert len(after) == len(before)


def test_candidates_complete_before_there_was_a_queue_join_it(complete, taken_back_twin, practice_begun):
    Practice.objects.update(ready_at=None)
    with connection.cursor() as cursor:
        cursor.execute(import_module("practices.migrations.0005_complete_candidates_wait").COMPLETE)
    assert [row.code for row in Practice.objects.filter(ready_at__isnull=False)] == [complete.code]


@pytest.fixture
def practice_begun(officer, pong_nam_ron, complete):
    return make_practice(officer, pong_nam_ron)


@pytest.fixture
def taken_back_twin(officer, reviewer, pong_nam_ron, activity, complete):
    twin = make_complete(make_practice(officer, pong_nam_ron), activity)
    twin = actions.take_step(practice=twin, to=State.VALIDATED, by=reviewer, version=twin.version)
    return actions.take_step(practice=twin, to=State.CANDIDATE, by=reviewer, version=twin.version, reason=BECAUSE)
