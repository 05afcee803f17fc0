"""A district's year: what is expected, across the new year, and what was observed beside it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from checklists import sheets
from checklists.document import Document, Kind, Section
from checklists.models import Purpose
from labour import calendar
from labour.models import Crop, SeasonExpectation
from labour.observed import Sight
from labour.templatetags.labour_tags import month_words, season_months
from places.models import District
from tests.checklists.factories import ask, make_published
from tests.labour.factories import approve, count, draft, expect_season, longan
from tests.visits.reading.conftest import add_photo
from visits import actions
from visits.models import Activity, ActivitySheet, Visit

TODAY = dt.date(2022, 12, 15)  # in fiscal year 2566 = 2023
LONGAN = Crop(pk=1, code="longan", name_th="ลำไย", name_en="Longan")


def season(first: int, last: int, low: int | None = 200, high: int | None = 400, **fields: Any) -> SeasonExpectation:
    values = {"sector": "agriculture", "crop_id": 1, "route": "mou", "valid_from": 2021}
    return SeasonExpectation(month_from=first, month_to=last, people_low=low, people_high=high, **(values | fields))


def year(seasons: list[SeasonExpectation], seen: Sequence[Sight] = ()) -> list[calendar.Line]:
    return calendar.lines(seasons, seen, [LONGAN], year=2023, today=TODAY)


def sight(month: int, people: int, day: int = 12, **fields: Any) -> Sight:
    first = dt.date(2022 if month >= 10 else 2023, month, day)
    values: dict[str, Any] = {
        "reference": f"NTS-{month}-{day}",
        "day": first,
        "sector": "agriculture",
        "crop": 1,
        "people": people,
    }
    return Sight(**(values | fields))


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_season_goes_from_its_first_month_to_its_last(first: int, last: int):
    months = season(first, last).months
    assert {first, last} <= months <= set(range(1, 13))
    assert len(months) == (last - first) % 12 + 1
    assert all(month == last or month % 12 + 1 in months for month in months)


def test_longan_goes_on_into_the_new_year():
    (line,) = year([season(8, 1)])
    expected = [month.first.month for month in line.months if month.expected]
    assert expected == [10, 11, 12, 1, 8, 9]
    assert line.months[0].first == dt.date(2022, 10, 1)
    assert line.months[-1].first == dt.date(2023, 9, 1)
    assert line.now is not None


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (35, "Dec 2022: expected 200–400 people, observed 35 on Mon 12 Dec 2022: fewer than expected."),
        (300, "Dec 2022: expected 200–400 people, observed 300 on Mon 12 Dec 2022: as expected."),
        (900, "Dec 2022: expected 200–400 people, observed 900 on Mon 12 Dec 2022: more than expected."),
        (3, "Dec 2022: expected 200–400 people, observed fewer than 5 on Mon 12 Dec 2022: fewer than expected."),
    ],
)
def test_the_difference_is_said_in_words(people: int, words: str):
    (line,) = year([season(8, 1)], [sight(12, people)])
    with translation.override("en"):
        assert [month_words(month) for month in line.observed] == [words]


def test_thai_dates_are_of_the_buddhist_era():
    (line,) = year([season(8, 1)], [sight(12, 35)])
    with translation.override("th"):
        assert "ธ.ค. 2565" in month_words(line.observed[0])


def test_a_season_without_numbers_and_work_that_nobody_expected():
    expected, surprise = year([season(8, 1, None, None)], [sight(11, 35), sight(4, 35, crop=None, sector="factory")])
    with translation.override("en"):
        assert "a season is expected" in month_words(expected.observed[0])
        assert "no season is expected" in month_words(surprise.observed[0])
    assert not surprise.seasons


def test_visits_of_one_month_are_not_added_up():
    (line,) = year([season(8, 1)], [sight(12, 35, 2), sight(12, 60, 9), sight(12, 10, 20)])
    (month,) = line.observed
    assert (month.seen and month.seen.value, month.sight and month.sight.day.day) == (60, 9)


def test_routes_of_one_work_are_expected_together():
    (line,) = year([season(8, 1), season(12, 12, 50, 80, route="s64_daily")])
    assert {month.first.month: str(month.expected) for month in line.months if month.expected}[12] == "250–480"


def test_the_drawing_tells_no_small_number():
    """Neither its scale nor the height of a mark."""
    (three,), (four,) = (year([], [sight(12, people)]) for people in (3, 4))
    assert three.most == four.most
    assert three.observed[0].seen_height == four.observed[0].seen_height


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 2000))
def test_the_drawing_stays_within_its_frame(low: int, more: int, people: int):
    (line,) = year([season(8, 1, low, low + more)], [sight(12, people)])
    for month in line.months:
        assert -0.001 <= month.seen_top <= calendar.HIGH
        assert month.range_top >= -0.001
        assert month.range_top + month.range_height <= calendar.HIGH + calendar.LEAST


def test_months_of_a_season_in_words():
    with translation.override("en"):
        assert [season_months(season(*months)) for months in ((8, 1), (3, 3), (5, 4))] == ["Aug–Jan", "Mar", "all year"]


def page(browser: Client, code: str = "2204", **query: Any) -> str:
    answer = browser.get(reverse("labour:district", args=[code]), {"year": 2566} | query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def approved(observation: Activity, season: SeasonExpectation, reviewer: Any, director: Any) -> Visit:
    count(observation, women=20, men=15, children=4)
    return approve(observation, reviewer, director)


OBSERVED = "Mar 2023: no season is expected, observed 35 on Sun 12 Mar 2023."


@pytest.mark.usefixtures("_years")
@pytest.mark.parametrize("person", ["officer", "center_staff", "reviewer", "director", "neighbour"])
def test_readers_of_the_report_see_what_it_observed(person: str, request: Any, client_of: Any, approved: Visit):
    words = page(client_of(request.getfixturevalue(person), "en"))
    assert OBSERVED in words
    assert approved.reference in words


@pytest.mark.usefixtures("_years", "approved")
def test_the_administrator_sees_what_is_expected_and_no_report(admin: Any, client_of: Any, approved: Visit):
    words = page(client_of(admin, "en"))
    assert "200–400 people" in words
    assert OBSERVED not in words
    assert approved.reference not in words


@pytest.fixture
def _years() -> Any:
    """It is December 2022."""
    with time_machine.travel(dt.datetime(2022, 12, 15, 5, tzinfo=dt.UTC), tick=True):
        yield


@pytest.mark.usefixtures("_years")
@pytest.mark.parametrize("step", ["draft", "submitted"])
def test_what_is_not_approved_is_not_counted(
    step: str, observation: Activity, client_of: Any, director: Any, season: Any
):
    count(observation, women=35)
    visit = observation.stop.visit
    if step == "submitted":
        visit.refresh_from_db()
        actions.submit(visit=visit, by=visit.author, version=visit.version)
    assert "observed" not in page(client_of(director, "en"))


@pytest.mark.usefixtures("_years")
def test_what_may_concern_trafficking_stays_in_its_circle(
    officer: Any, neighbour: Any, reviewer: Any, director: Any, core_categories: Any, pong_nam_ron: District,
    season: Any, client_of: Any,
):  # fmt: skip
    hidden = draft(officer, pong_nam_ron, may_concern_tip=True, restricted=True, details={"housing": "Locked at night"})
    count(hidden, women=20, men=15)
    visit = approve(hidden, reviewer, director)
    add_words = (OBSERVED, "Locked at night", visit.reference)
    for person, sees in ((officer, True), (reviewer, True), (neighbour, False)):
        words = page(client_of(person, "en"))
        assert [one in words for one in add_words] == [sees] * 3, person


@pytest.mark.usefixtures("_years")
def test_an_observation_lies_where_its_stop_does(
    officer: Any, reviewer: Any, director: Any, core_categories: Any, pong_nam_ron: District, soi_dao: District,
    client_of: Any,
):  # fmt: skip
    there = draft(officer, pong_nam_ron, soi_dao, where={"place": "Orchard", "district": soi_dao})
    count(there, women=35)
    nowhere = draft(officer, pong_nam_ron, where={"place": "Roadside"}, day=dt.date(2023, 4, 2))
    count(nowhere, women=28)
    for one in (there, nowhere):
        approve(one, reviewer, director)
    browser = client_of(director, "en")
    assert ("observed 35" in page(browser, "2207"), "observed 28" in page(browser, "2207")) == (True, False)
    assert ("observed 35" in page(browser), "observed 28" in page(browser)) == (False, True)


@pytest.mark.usefixtures("_years")
def test_numbers_told_in_earlier_fields_are_observed_too(
    observation: Activity, reviewer: Any, director: Any, client_of: Any
):
    longan()
    observation.details = {"women": 20, "men": 15, "crop": "longan, picking", "permit_route": "mou"}
    observation.save()
    approve(observation, reviewer, director)
    words = page(client_of(director, "en"))
    assert OBSERVED in words
    assert '<h2 id="line-1">Longan' in words


@pytest.mark.usefixtures("_years")
def test_how_people_live_is_told_with_photographs_that_may_be_shown(
    observation: Activity, reviewer: Any, director: Any, client_of: Any, neighbour: Any
):
    observation.details = {"housing": "Rooms with water", "wage_note": "Two weeks late", "access_to_help": "no"}
    observation.save()
    stop, visit = observation.stop, observation.stop.visit
    of = {"activity": observation, "stop": stop}
    add_photo(visit, caption="The rooms", **of)
    add_photo(visit, caption="A child at play", shows_child=True, **of)
    add_photo(visit, caption="A face", consent="none", **of)
    add_photo(visit, caption="Behind the wall", restricted=True, **of)
    approve(observation, reviewer, director)
    for person in (director, neighbour):
        words = page(client_of(person, "en"))
        for told in ("Rooms with water", "Two weeks late", "Know where to turn for help", "The rooms"):
            assert told in words, told
        for closed in ("A child at play", "A face", "Behind the wall"):
            assert closed not in words, closed


@pytest.mark.usefixtures("_years")
def test_the_page_costs_the_same_for_many_observations(
    officer: Any,
    reviewer: Any,
    director: Any,
    pong_nam_ron: District,
    core_categories: Any,
    season: Any,
    client_of: Any,
):
    browser = client_of(director, "en")

    def observe(number: int) -> None:
        for month in range(1, number + 1):
            one = draft(officer, pong_nam_ron, day=dt.date(2023, month, 3), details={"housing": "Rooms"})
            count(one, women=10 * month)
            add_photo(one.stop.visit, activity=one, stop=one.stop)
            approve(one, reviewer, director)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(browser)
        return len(queries)

    observe(1)
    page(browser)
    few = cost()
    observe(7)
    expect_season(reviewer, pong_nam_ron, month_from=2, month_to=3)
    assert cost() == few <= 25


def test_the_address_of_a_year_is_read_in_either_era(client_of: Any, director: Any, pong_nam_ron: District):
    browser, url = client_of(director, "en"), reverse("labour:district", args=["2204"])
    now = calendar.year_of(dt.date.today())
    for typed, shown in (
        (now, now),
        (now + 543, now),
        (now - 1, now - 1),
        ("x", now),
        ("", now),
        (1066, now),
        ("²", now),
    ):
        assert browser.get(url, {"year": typed}).context["year"] == shown, typed


@pytest.mark.usefixtures("_years")
def test_answers_of_a_checklist_tell_how_people_live(
    observation: Activity, admin: Any, reviewer: Any, director: Any, client_of: Any
):
    questions = (ask("housing", Kind.TEXT), ask("grievances", Kind.TEXT), ask("paid_on_time", Kind.YES_NO, weight=1))
    document = Document((Section("life", "ชีวิต", "Life", questions=questions),))
    version = make_published(admin, code="own-list", purpose=Purpose.OBSERVATION, document=document)
    answers = {"housing": "Tents by the canal", "paid_on_time": "no"}
    by = observation.stop.visit.author
    sheet = sheets.fill(version=version, answers=answers, by=by, client_uuid=observation.client_uuid)
    ActivitySheet.objects.create(activity=observation, sheet=sheet)
    approve(observation, reviewer, director)
    words = page(client_of(director, "en"))
    assert "Tents by the canal" in words
    assert "Question paid_on_time" in words
    assert "Question grievances" not in words
