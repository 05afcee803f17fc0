"""Periods: whole months, named by keys that an address can hold."""

import datetime as dt

import pytest

from ui import periods

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("12m", "2025-12-01", "2026-11-30"),
        ("24m", "2024-12-01", "2026-11-30"),
        ("fy2568", "2024-10-01", "2025-09-30"),
        ("fy2568q1", "2024-10-01", "2024-12-31"),
        ("fy2568q4", "2025-07-01", "2025-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-10_2026-03", "2025-10-01", "2026-03-31"),
    ],
)
def test_key_names_whole_months(key, start, end):
    period = periods.read(key, TODAY)
    assert (period.key, period.start.isoformat(), period.end.isoformat()) == (key, start, end)


@pytest.mark.parametrize(
    "key",
    ["", "x", "13m", "fy25", "fy2568q5", "fy0001", "fy9999", "2024-13", "2024-00", "0000-01", "2026-03_2025-10",
     "1990-01_2190-01", "%00"],
)  # fmt: skip
def test_what_names_no_period_is_the_last_twelve_months(key):
    assert periods.read(key, TODAY).key == "12m"


def test_months_that_are_a_quarter_are_called_so():
    assert periods.read("2024-10_2024-12", TODAY).key == "fy2568q1"
    assert periods.read("2024-10_2025-09", TODAY).key == "fy2568"


def test_before_and_the_year_before():
    quarter = periods.read("fy2568q1", TODAY)
    assert (quarter.before.key, quarter.year_before.key) == ("fy2567q4", "fy2567q1")


def test_quarters_on_offer_have_begun():
    keys = [one.key for one in periods.quarters(TODAY)]
    assert keys == ["fy2570q1", "fy2569q1", "fy2569q2", "fy2569q3", "fy2569q4"]
