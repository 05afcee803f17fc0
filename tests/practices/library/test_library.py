"""The shelf: who sees which practice, search and filters, and that it costs the same however long it is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import Theme
from practices.workflow import PracticeState
from tests.factories import CountryFactory, DistrictFactory, UserFactory
from tests.practices.library.factories import advance, make_practice, rate, recognise
from tests.visits.factories import NtsCategoryFactory

LIST = reverse("practices:list")


def codes(browser, **query):
    return [card.code for card in browser.get(LIST, query).context["cards"]]


@pytest.mark.parametrize("person", ["officer", "center_staff", "reviewer", "director", "partner"])
def test_everybody_who_reads_finds_what_is_published(client_of, request, practice, person):
    assert codes(client_of(request.getfixturevalue(person))) == [practice.code]


@pytest.mark.parametrize("person", ["auditor", "admin"])
def test_library_is_not_for(client_of, request, practice, person):
    assert client_of(request.getfixturevalue(person)).get(LIST).status_code == 403


def test_a_candidate_is_seen_by_its_author_and_those_who_decide(client_of, candidate, officer, reviewer, partner):
    stranger = UserFactory.create(areas=["TH2706"])
    assert codes(client_of(officer)) == codes(client_of(reviewer)) == [candidate.code]
    assert codes(client_of(stranger)) == codes(client_of(partner)) == []


@pytest.mark.parametrize("words", ["villagers TRUST", "ไว้วางใจ", "หกหน่วยงาน", "six agencies"])
def test_search_knows_both_languages(client_of, officer, practice, words):
    assert codes(client_of(officer), q=words) == [practice.code]
    assert codes(client_of(officer), q=f"{words} nowhere") == []


def test_search_knows_the_code(client_of, officer, practice):
    assert codes(client_of(officer), q=practice.code.lower()) == [practice.code]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"theme": "goods"}, True),
        ({"theme": "labour"}, False),
        ({"state": "published"}, True),
        ({"state": "candidate"}, False),
        ({"province": "22"}, True),
        ({"district": "2207"}, False),
        ({"model": "yes"}, False),
    ],
)
def test_filters(client_of, officer, practice, soi_dao, query, found):
    assert codes(client_of(officer), **query) == ([practice.code] if found else [])


def test_filters_by_border_and_category(client_of, officer, reviewer, candidate):
    candidate.borders.add(CountryFactory.create(code="KH"))
    candidate.categories.add(NtsCategoryFactory.create(code="GOODS"))
    practice = advance(candidate, PracticeState.PUBLISHED, by=reviewer)
    CountryFactory.create(code="LA")
    NtsCategoryFactory.create(code="DRUG")
    assert codes(client_of(officer), border="KH", category="GOODS") == [practice.code]
    assert codes(client_of(officer), border="LA") == codes(client_of(officer), category="DRUG") == []


def test_a_principle_asks_for_a_newest_rating_of_three_or_four(client_of, officer, practice):
    assert codes(client_of(officer), principle="trust") == [practice.code]
    assert codes(client_of(officer), principle="law") == []
    rate(practice, "trust", 2, on=dt.date(2025, 1, 1))
    assert codes(client_of(officer), principle="trust") == []


def test_a_model_site_is_found_while_it_holds(client_of, officer, practice):
    site = recognise(practice, valid_until=dt.date(2099, 1, 1))
    assert codes(client_of(officer), model="yes") == [practice.code]
    site.valid_until = dt.date(2024, 6, 1)
    site.save()
    assert codes(client_of(officer), model="yes") == []


def test_filters_are_chips_that_say_their_value(client_of, officer, practice):
    page = client_of(officer).get(LIST, {"theme": "goods", "principle": "trust"})
    assert [(chip.label, chip.value) for chip in page.context["chips"]] == [
        ("Theme", str(Theme.GOODS.label)),
        ("Does well by", "Mutual trust"),
    ]


@pytest.mark.parametrize(
    "query", ["theme=x", "principle=x", "border=zz", "q=%00", "state=x", "after=%00", "filters=open"]
)
def test_nonsense_in_the_address_is_left_out(client_of, officer, practice, query):
    assert client_of(officer).get(f"{LIST}?{query}").status_code == 200


def test_a_card_shows_the_rating_that_counts(client_of, officer, practice):
    rate(practice, "trust", 3, on=dt.date(2025, 1, 1))
    (card,) = client_of(officer).get(LIST).context["cards"]
    assert dict(card.scores)["Mutual trust"] == 3
    assert dict(card.scores)["Economic prosperity"] is None


def test_pages_hold_every_practice_once(client_of, officer, pong_nam_ron, principles, monkeypatch):
    monkeypatch.setattr("practices.library.views.PAGE", 2)
    made = [make_practice(officer, pong_nam_ron).code for _number in range(5)]
    query: dict[str, str] = {}
    seen, browser = [], client_of(officer)
    while True:
        page = browser.get(LIST, query).context
        seen += [card.code for card in page["cards"]]
        if not page["page"].next:
            break
        query = {"after": page["page"].next}
    assert seen == made[::-1]


def queries_of(browser, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("query", ["", "?q=villagers", "?theme=goods&principle=trust"])
def test_as_many_queries_for_a_thousand_as_for_ten(client_of, officer, reviewer, soi_dao, practice, query):
    browser = client_of(officer)
    for _number in range(9):
        advance(make_practice(officer, soi_dao), PracticeState.PUBLISHED, by=reviewer)
    few = queries_of(browser, LIST + query)
    for _number in range(60):
        rate(make_practice(officer, DistrictFactory.create(code="2207")), "trust", 4)
    assert queries_of(browser, LIST + query) == few <= 20


def test_the_navigation_has_a_door(client_of, officer, partner):
    for person in (officer, partner):
        page = client_of(person).get(LIST)
        assert any(link.key == "practices" and link.current for link in page.context["nav"])
