"""Two to four practices beside each other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.workflow import PracticeState
from tests.practices.library.factories import advance, make_practice, rate

COMPARE = reverse("practices:compare")


@pytest.fixture
def five(officer, reviewer, pong_nam_ron, principles):
    made = [make_practice(officer, pong_nam_ron, title_en=f"Practice number {at}") for at in range(5)]
    for at, practice in enumerate(made):
        rate(practice, "trust", min(at, 4))
    return [advance(practice, PracticeState.PUBLISHED, by=reviewer) for practice in made]


def compared(browser, practices):
    return browser.get(COMPARE, {"code": [practice.code for practice in practices]})


def test_principle_by_principle_in_the_order_asked(client_of, partner, five):
    page = compared(client_of(partner), [five[2], five[0]])
    assert [one.practice for one in page.context["readings"]] == [five[2], five[0]]
    trust = next(row for row in page.context["rows"] if row[0].principle.code == "trust")
    assert [axis.score for axis in trust] == [2, 0]


def test_the_fifth_is_left_out_and_said_so(client_of, officer, five):
    page = compared(client_of(officer), five)
    assert len(page.context["readings"]) == 4
    assert b"the first four are shown" in page.content


def test_one_alone_leads_back_to_the_library(client_of, officer, five):
    page = compared(client_of(officer), five[:1])
    assert page.status_code == 200
    assert b"Two practices at least" in page.content


def test_an_invisible_one_is_as_an_unknown_one(client_of, partner, five, candidate):
    page = client_of(partner).get(COMPARE, {"code": [five[0].code, candidate.code, "BP-1", "\x00"]})
    assert [one.practice for one in page.context["readings"]] == [five[0]]


def test_four_cost_as_many_queries_as_two(client_of, officer, five):
    browser, counts = client_of(officer), []
    for number in (2, 4):
        with CaptureQueriesContext(connection) as captured:
            compared(browser, five[:number])
        counts.append(len(captured))
    assert counts[0] == counts[1] - 0
