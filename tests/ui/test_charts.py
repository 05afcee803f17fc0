"""Courses over time as numbers for a drawing."""

import datetime as dt

import pytest

from ui.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Series, chart, round_levels

DAYS = [dt.date(2023, 1, 1), dt.date(2023, 1, 11), dt.date(2023, 4, 11)]


def test_days_stand_as_far_apart_as_they_are():
    drawn = chart("k", "People", DAYS, [Series("in", [0, 50, 100])])
    assert drawn is not None
    (line,) = drawn.lines
    assert (line.marks[0].x, line.marks[0].y) == (f"{LEFT}.0", f"{HEIGHT - BOTTOM}.0")
    assert (line.marks[2].x, line.marks[2].y) == (f"{WIDTH - RIGHT}.0", f"{TOP}.0")
    assert float(line.marks[1].x) == pytest.approx(LEFT + (WIDTH - LEFT - RIGHT) / 10)
    assert line.said == "in 0 → 100"


def test_what_was_not_counted_has_no_mark():
    drawn = chart("k", "People", DAYS, [Series("in", [1, None, 3]), Series("out", [None, None, None])])
    assert drawn is not None
    assert [len(line.marks) for line in drawn.lines] == [2]


@pytest.mark.parametrize("values", [[], [None, None, None], [5, None, None]])
def test_one_point_is_no_course(values: list[float | None]):
    assert chart("k", "People", DAYS[: len(values)], [Series("in", values)]) is None


def test_a_scale_shows_each_of_its_points():
    drawn = chart("k", "Rating", DAYS, [Series("", [1, 1, 2])], top=4)
    assert drawn is not None
    assert [level.label for level in drawn.levels] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(("highest", "reach"), [(0, 1), (1, 1), (7, 8), (29_000, 30_000), (0.3, 0.3), (10**12, 10**12)])
def test_levels_are_round_and_high_enough(highest: float, reach: float):
    assert round_levels(highest)[-1] == pytest.approx(reach)


def test_several_inspections_on_one_day_are_drawn():
    drawn = chart("k", "People", [DAYS[0]] * 2, [Series("in", [1, 2])])
    assert drawn is not None
    assert {mark.x for mark in drawn.lines[0].marks} == {f"{LEFT}.0"}
