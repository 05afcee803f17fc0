"""Dates in and out: either era in, the reader's era out, and refusals that say what was typed."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ui import dates
from ui.fields import read_date, read_time
from ui.forms import DateField, DateTimeField, Form

MARCH_11 = dt.date(2023, 3, 11)
BANGKOK_0930 = dt.datetime(2023, 3, 11, 2, 30, tzinfo=dt.UTC)


class VisitDay(Form):
    day = DateField(earliest=dt.date(2010, 1, 1), latest=dt.date(2030, 12, 31))
    at = DateTimeField(required=False, earliest=dt.date(2010, 1, 1), latest=dt.date(2030, 12, 31))


def typed(day: str, month: str, year: str, **more: str) -> VisitDay:
    return VisitDay({"day_day": day, "day_month": month, "day_year": year, **more})


def complaint(form: VisitDay, field: str = "day") -> str:
    with translation.override("en"):
        return str(form.errors[field][0])


def test_thai_date_names_weekday_and_era() -> None:
    assert dates.full_date(MARCH_11, "th") == "เสาร์ 11 มีนาคม พ.ศ. 2566"


def test_english_date_names_weekday() -> None:
    assert dates.full_date(MARCH_11, "en") == "Saturday 11 March 2023"


def test_moment_is_told_in_bangkok() -> None:
    assert dates.full_datetime(BANGKOK_0930, "th") == "เสาร์ 11 มีนาคม พ.ศ. 2566 เวลา 09.30 น."


def test_range_names_the_month_once() -> None:
    assert dates.date_range(MARCH_11, dt.date(2023, 3, 13), "th") == "เสาร์ 11 – จันทร์ 13 มีนาคม พ.ศ. 2566"


def test_range_across_years_names_both() -> None:
    shown = dates.date_range(dt.date(2023, 12, 31), dt.date(2024, 1, 1), "en")
    assert shown == "Sunday 31 December 2023 – Monday 1 January 2024"


@pytest.mark.parametrize("year", ["2566", "2023", "๒๕๖๖", " 2566 "])
def test_either_era_and_thai_digits_are_read(year: str) -> None:
    form = typed("11", "3", year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == MARCH_11


@given(st.dates(min_value=dt.date(1857, 1, 1), max_value=dt.date(2399, 12, 31)), st.sampled_from(["th", "en"]))
def test_every_date_survives_being_shown_and_read(day: dt.date, lang: str) -> None:
    assert read_date([str(day.day), str(day.month), str(dates.shown_year(day.year, lang))]) == day


@pytest.mark.parametrize("parts", [("31", "2", "2566"), ("0", "3", "2566"), ("11", "13", "2566"), ("x", "3", "2566")])
def test_impossible_day_is_refused_naming_it(parts: tuple[str, str, str]) -> None:
    form = typed(*parts)
    assert "There is no such date" in complaint(form)
    assert parts[0] in complaint(form)


@pytest.mark.parametrize("year", ["1966", "2533", "2600", "9999", "0023"])
def test_implausible_year_is_refused_naming_it(year: str) -> None:
    assert year in complaint(typed("11", "3", year))


def test_two_digit_year_asks_for_four() -> None:
    assert "four digits" in complaint(typed("11", "3", "66"))


def test_missing_part_is_named() -> None:
    assert "You typed “11 2566”" in complaint(typed("11", "", "2566"))


def test_refused_date_keeps_what_was_typed() -> None:
    page = typed("31", "2", "2566").as_div()
    assert 'value="31"' in page
    assert 'value="2566"' in page


def test_date_from_a_link_is_read() -> None:
    form = VisitDay({"day": "2023-03-11"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == MARCH_11


def test_unchanged_date_is_not_a_change() -> None:
    form = VisitDay({"day_day": "11", "day_month": "3", "day_year": "2566"}, initial={"day": MARCH_11})
    assert "day" not in form.changed_data


def test_moment_is_read_in_bangkok() -> None:
    form = typed("11", "3", "2566", at_day="11", at_month="3", at_year="2566", at_time="9.30 น.")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == BANGKOK_0930


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"at_time": "09:30"}, "date as well"),
        ({"at_day": "11", "at_month": "3", "at_year": "2566"}, "time as well"),
        ({"at_day": "11", "at_month": "3", "at_year": "2566", "at_time": "25:00"}, "no such time"),
    ],
)
def test_half_a_moment_is_refused(more: dict[str, Any], says: str) -> None:
    assert says in complaint(typed("11", "3", "2566", **more), "at")


@pytest.mark.parametrize("text", ["09:30", "9.30", "0930", "930", "09.30 น."])
def test_time_is_read_as_people_write_it(text: str) -> None:
    assert read_time(text) == dt.time(9, 30)


def test_thai_page_shows_buddhist_year_and_weekday() -> None:
    with translation.override("th"):
        page = VisitDay(initial={"day": MARCH_11}).as_div()
    assert 'value="2566"' in page
    assert "เสาร์ 11 มีนาคม พ.ศ. 2566" in page
