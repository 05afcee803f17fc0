"""Courses over time as numbers for a drawing."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

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


MONTHS = [dt.date(2026, month, 1) for month in (1, 2, 3, 4)]


def bars(**asked):
    visits = Series("Visits", [4, 2, 0, 8], ["/v/1", "/v/2", "", "/v/4"])
    return chart("k", "Visits", MONTHS, [visits, Series("Major", [1, 0, 0, 4])], bars=True, months=True, **asked)


def test_bars_stand_side_by_side_and_parts_inside_the_whole():
    whole, part = bars().lines
    assert [float(mark.height) for mark in whole.marks] == [61.0, 30.5, 0.0, 122.0]
    for outer, inner in zip(whole.marks, part.marks, strict=True):
        assert outer.x == inner.x
        assert float(inner.width) < float(outer.width) < (WIDTH - LEFT - RIGHT) / 4


def test_marks_say_what_they_are_and_lead_there():
    with override("en"):
        drawn = bars()
    assert (drawn.lines[0].marks[1].words, drawn.lines[0].marks[1].url) == ("Visits, Feb 2026: 2", "/v/2")
    assert drawn.leads
    plain = chart("k", "People", DAYS, [Series("in", [1, 2, 3])])
    assert plain is not None
    assert not plain.leads


def test_the_figures_stand_behind_the_drawing():
    with override("en"):
        html = render_to_string("ui/chart.html", {"chart": bars(table=True)})
    body = html[html.index("<tbody>") :]
    assert '<th scope="row">Jan 2026</th><td><a href="/v/1">4</a></td><td>1</td>' in body
    assert html.count('href="/v/4"') == 2  # on its mark and in the table
    assert 'role="group"' in html  # what an image holds cannot be reached
    assert "<table" not in render_to_string("ui/chart.html", {"chart": bars()})


def test_charts_beside_each_other_share_a_scale():
    assert bars(reach=60).levels[-1].label == "60"
    assert float(bars(reach=60).lines[0].marks[3].height) < float(bars().lines[0].marks[3].height)


def test_what_is_usual_is_a_band():
    band = bars(usual=("usually 2 to 4", 2, 4)).band
    assert (float(band.y), float(band.height)) == (73.0, 30.5)
