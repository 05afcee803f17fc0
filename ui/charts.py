"""Small line charts over time, as numbers for an SVG: ui/chart.html draws them. Knows no domain word."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from ui import dates

WIDTH, HEIGHT = 340, 160
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 12, 26
MARK = 3.6  # half of a mark


@dataclass(frozen=True)
class Series:
    """`values`: one for each day of the chart, None where nothing was counted."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Mark:
    x: str
    y: str
    corner_x: str
    corner_y: str


@dataclass(frozen=True)
class Line:
    label: str
    path: str
    marks: list[Mark]
    said: str  # the first and the last value in words


@dataclass(frozen=True)
class Tick:
    at: str
    label: str


@dataclass(frozen=True)
class Chart:
    key: str  # for the ids on the page
    title: str
    lines: list[Line]
    levels: list[Tick]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    side: str = f"{2 * MARK:.1f}"
    radius: str = f"{MARK:.1f}"


def chart(
    key: str, title: str, days: Sequence[dt.date], series: Sequence[Series], *, top: float | None = None
) -> Chart | None:
    """`days` in rising order. `top`: the highest value there can be, each whole step then has its line.

    None where fewer than two days have a value: one point is no course.
    """
    known = [value for one in series for value in one.values if value is not None]
    if sum(any(one.values[n] is not None for one in series) for n in range(len(days))) < 2:
        return None
    highest = max(top or 0, *known)
    levels = range(int(highest) + 1) if top else round_levels(highest)
    reach = float(levels[-1]) or 1.0
    lines = [line(one, days, reach) for one in series if any(value is not None for value in one.values)]
    ticks = [Tick(number(height(level, reach)), f"{level:,g}") for level in levels]
    return Chart(key, title, lines, ticks, dates.short_date(days[0]), dates.short_date(days[-1]))


def round_levels(highest: float) -> list[float]:
    """Nothing, half and all of a round number that is no less than `highest`."""
    if highest <= 0:
        return [0, 1]
    step = 10 ** math.floor(math.log10(highest))
    reach = next(step * factor for factor in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * factor >= highest)
    return [0, reach / 2, reach]


def line(series: Series, days: Sequence[dt.date], reach: float) -> Line:
    span = max((days[-1] - days[0]).days, 1)
    spots = [
        (LEFT + (WIDTH - LEFT - RIGHT) * (day - days[0]).days / span, height(value, reach))
        for day, value in zip(days, series.values, strict=True)
        if value is not None
    ]
    given = [value for value in series.values if value is not None]
    marks = [Mark(number(x), number(y), number(x - MARK), number(y - MARK)) for x, y in spots]
    path = " ".join(f"{number(x)},{number(y)}" for x, y in spots)
    return Line(series.label, path, marks, f"{series.label} {given[0]:,g} → {given[-1]:,g}")


def height(value: float, reach: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / reach


def number(value: float) -> str:
    """As SVG reads it, whatever the language of the page."""
    return f"{value:.1f}"
