"""The list of border points: found by any spelling, narrowed by filters, at one price."""

import pytest
from django.utils import timezone

from checkpoints.models import Checkpoint
from tests.factories import CountryFactory, ProvinceFactory
from tests.visits.factories import CheckpointFactory

URL = "/checkpoints/"


@pytest.fixture
def all_points(ban_laem, ban_phakkad, chanang_lang, khlong_luek) -> list[Checkpoint]:
    return [ban_laem, ban_phakkad, chanang_lang, khlong_luek]


def names(answer) -> set[str]:
    return {row.code for row in answer.context["page"].rows}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Chananglang", "bueng-chanang-lang"),
        ("บึงชนังล่าง", "bueng-chanang-lang"),
        ("pakard", "ban-phakkad"),
        ("ผักกาด", "ban-phakkad"),
        ("BAN LEAM", "ban-laem"),
        ("laem kamrieng", "ban-laem"),
    ],
)
def test_a_point_is_found_by_any_spelling(client_of, officer, all_points, words, code):
    assert names(client_of(officer).get(URL, {"q": words})) == {code}


@pytest.mark.parametrize("words", ["%", "_", "\x00", "ไม่มีที่นี่", "ban'; drop"])
def test_odd_words_find_nothing_and_break_nothing(client_of, officer, ban_laem, words):
    answer = client_of(officer).get(URL, {"q": words})
    assert answer.status_code == 200
    assert names(answer) == (set() if words.strip("\x00") else {"ban-laem"})


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"kind": "TRADE"}, {"bueng-chanang-lang"}),
        ({"province": "27"}, {"khlong-luek"}),
        ({"border": "KH"}, {"ban-laem"}),
        ({"position": "confirm"}, {"ban-laem", "bueng-chanang-lang", "khlong-luek"}),
        ({"visited": "never"}, {"ban-laem", "bueng-chanang-lang", "khlong-luek"}),
        ({"visited": "365"}, {"ban-laem", "ban-phakkad", "bueng-chanang-lang", "khlong-luek"}),
        ({"status": "closed"}, set()),
        ({"kind": "nonsense"}, {"ban-laem", "ban-phakkad", "bueng-chanang-lang", "khlong-luek"}),
        ({"retired": "1"}, set()),
        ({"q": "ban", "kind": "PERMANENT", "position": "confirm"}, {"ban-laem"}),
    ],
)
def test_filters_narrow_the_list(client_of, officer, all_points, query, codes):
    assert names(client_of(officer).get(URL, query)) == codes


def test_a_province_without_points_has_an_empty_list_and_its_chip(client_of, officer, all_points):
    ProvinceFactory.create(code="90", name_en="Songkhla")
    answer = client_of(officer, "en").get(URL, {"province": "90"})
    assert (names(answer), [chip.value for chip in answer.context["found"].chips]) == (set(), ["Songkhla"])


def test_filters_in_force_can_be_taken_away(client_of, officer, all_points):
    answer = client_of(officer, "en").get(URL, {"kind": "TRADE", "q": "bueng"})
    (chip,) = answer.context["found"].chips
    assert (chip.label, chip.value, chip.url) == ("Kind", "border trade point", "?q=bueng")


def test_a_status_stands_with_its_date(client_of, officer, closed):
    page = client_of(officer, "en").get(URL).content.decode()
    assert "as of Thu\N{NO-BREAK SPACE}18\N{NO-BREAK SPACE}Sep\N{NO-BREAK SPACE}2025" in page


def test_retired_points_are_listed_apart(client_of, officer, director, ban_laem):
    Checkpoint.objects.update(retired_at=timezone.now(), retired_by=director, retired_reason="ยุบ")
    browser = client_of(officer)
    assert names(browser.get(URL)) == set()
    assert names(browser.get(URL, {"retired": "1"})) == {"ban-laem"}


@pytest.mark.parametrize("words", ["บ้านเเหลม", "บ้านแหลม"])
def test_slips_of_the_thai_keyboard_are_forgiven(client_of, officer, all_points, words):
    assert names(client_of(officer).get(URL, {"q": words})) == {"ban-laem"}


@pytest.mark.parametrize("words", ["Phakkat", "ผักกาต"])
def test_a_search_that_finds_nothing_offers_what_looks_like_it(client_of, officer, all_points, words):
    answer = client_of(officer).get(URL, {"q": words})
    assert names(answer) == set()
    assert [row.code for row in answer.context["near"]][:1] == ["ban-phakkad"]


def test_an_empty_search_offers_the_way_back(client_of, officer, ban_laem):
    assert "Show all checkpoints" in client_of(officer, "en").get(URL, {"q": "zzz"}).content.decode()


def test_paging_reaches_every_point_once(client_of, officer, pong_nam_ron):
    for number in range(60):
        CheckpointFactory.create(code=f"point-{number:02d}", name_en=f"Point {number}")
    browser = client_of(officer)
    first = browser.get(URL)
    second = browser.get(URL, {"after": first.context["page"].next})
    assert len(names(first)) == 50
    assert len(names(first) | names(second)) == 60
    assert not second.context["page"].next


def test_the_list_costs_the_same_at_10_and_200_points(client_of, officer, pong_nam_ron, django_assert_num_queries):
    def make(first: int, last: int) -> None:
        country = CountryFactory.create(code="KH")
        for number in range(first, last):
            CheckpointFactory.create(code=f"p-{number}", counterpart_country=country)

    def count() -> int:
        with django_assert_num_queries(EXPECTED):
            return len(browser.get(URL).context["page"].rows)

    browser = client_of(officer)
    make(0, 10)
    assert count() == 10
    make(10, 200)
    assert count() == 50


EXPECTED = 5  # session, user; provinces and countries to choose from; the rows
