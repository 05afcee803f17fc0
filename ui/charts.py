"""Small charts over time, as numbers for an SVG: ui/chart.html draws them. Knows no domain word.

Lines by default; bars where `bars` is asked for, the second series then stands inside the first, of which it is a part.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from ui import dates

WIDTH, HEIGHT = 340, 160
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 12, 26
MARK = 3.6  # half of a mark
FILLED = 0.72  # of the room of a day, by its bar
INNER = 0.5  # of the width of a bar, by the one inside


@dataclass(frozen=True)
class Series:
    """`values`: one for each day of the chart, None where nothing was counted. `urls`: where they lead, if anywhere."""

    label: str
    values: Sequence[float | None]
    urls: Sequence[str] = ()


@dataclass(frozen=True)
class Mark:
    """`x`, `y`: its middle, and of a bar its left upper corner. `words`: what it says."""

    x: str
    y: str
    corner_x: str
    corner_y: str
    words: str
    url: str = ""
    width: str = ""
    height: str = ""


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
class Band:
    """What is usual: between two heights."""

    label: str
    y: str
    height: str


@dataclass(frozen=True)
class Row:
    """A day in the table behind the chart; `cells`: value in words and where it leads, for each series."""

    label: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class Chart:
    key: str  # for the ids on the page
    title: str
    lines: list[Line]
    levels: list[Tick]
    first: str
    last: str
    bars: bool = False
    band: Band | None = None
    heads: list[str] = field(default_factory=list)  # of the table
    rows: list[Row] = field(default_factory=list)  # of the table; none: the page has one of its own
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    span: int = WIDTH - LEFT - RIGHT
    side: str = f"{2 * MARK:.1f}"
    radius: str = f"{MARK:.1f}"

    @property
    def leads(self) -> bool:
        """Whether a mark is a link."""
        return any(mark.url for line in self.lines for mark in line.marks)


def chart(
    key: str,
    title: str,
    days: Sequence[dt.date],
    series: Sequence[Series],
    *,
    top: float | None = None,
    reach: float = 0,
    bars: bool = False,
    months: bool = False,
    usual: tuple[str, float, float] | None = None,
    table: bool = False,
) -> Chart | None:
    """`days` in rising order. `top`: the highest value there can be, each whole step then has its line.

    `reach`: a value that the scale must hold, so that charts beside each other share it. `months`: the days stand for
    their months. `usual`: a band, its name, lowest and highest value. `table`: with the figures behind it.
    None where fewer than two days have a value: one point is no course.
    """
    known = [value for one in series for value in one.values if value is not None]
    if sum(any(one.values[n] is not None for one in series) for n in range(len(days))) < 2:
        return None
    highest = max(top or 0, reach, usual[2] if usual else 0, *known)
    levels = range(int(highest) + 1) if top else round_levels(highest)
    scale = Scale(days, float(levels[-1]) or 1.0, bars=bars, months=months)
    drawn = [one for one in series if any(value is not None for value in one.values)]
    return Chart(
        key,
        title,
        [scale.line(one, share=INNER**number) for number, one in enumerate(drawn)],
        [Tick(number(scale.height(level)), f"{level:,g}") for level in levels],
        scale.name(days[0]),
        scale.name(days[-1]),
        bars=bars,
        band=scale.band(*usual) if usual else None,
        heads=[one.label for one in series],
        rows=[scale.row(n, series) for n in range(len(days))] if table else [],
    )


def round_levels(highest: float) -> list[float]:
    """Nothing and a round number that is no less than `highest`, with the half where it is no fraction of a count."""
    if highest <= 0:
        return [0, 1]
    step = 10 ** math.floor(math.log10(highest))
    reach = next(step * factor for factor in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * factor >= highest)
    return [0, reach] if reach % 2 == 1 else [0, reach / 2, reach]


class Scale:
    """Where days and values stand. `reach`: the value at the top."""

    def __init__(self, days: Sequence[dt.date], reach: float, *, bars: bool, months: bool) -> None:
        self.days, self.reach, self.bars, self.months = days, reach, bars, months

    def name(self, day: dt.date) -> str:
        return dates.month_year(day) if self.months else dates.short_date(day)

    def x(self, position: int) -> float:
        """Bars stand side by side, marks as far apart as their days are."""
        room = WIDTH - LEFT - RIGHT
        if self.bars:
            return LEFT + room * (position + 0.5) / len(self.days)
        span = max((self.days[-1] - self.days[0]).days, 1)
        return LEFT + room * (self.days[position] - self.days[0]).days / span

    def height(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.reach

    def line(self, series: Series, *, share: float) -> Line:
        given = [(n, value) for n, value in enumerate(series.values) if value is not None]
        marks = [self.mark(series, n, value, share) for n, value in given]
        path = " ".join(f"{mark.x},{mark.y}" for mark in marks)
        return Line(series.label, path, marks, f"{series.label} {given[0][1]:,g} → {given[-1][1]:,g}")

    def mark(self, series: Series, n: int, value: float, share: float) -> Mark:
        x, y = self.x(n), self.height(value)
        name = f"{series.label}, {self.name(self.days[n])}" if series.label else self.name(self.days[n])
        words, url = f"{name}: {value:,g}", series.urls[n] if series.urls else ""
        if not self.bars:
            return Mark(number(x), number(y), number(x - MARK), number(y - MARK), words, url)
        width = (WIDTH - LEFT - RIGHT) / len(self.days) * FILLED * share
        tall = number(HEIGHT - BOTTOM - y)
        return Mark(number(x), number(y), number(x - width / 2), number(y), words, url, number(width), tall)

    def band(self, label: str, lowest: float, highest: float) -> Band:
        y = self.height(highest)
        return Band(label, number(y), number(max(self.height(lowest) - y, 2)))

    def row(self, n: int, series: Sequence[Series]) -> Row:
        cells = [
            ("–" if one.values[n] is None else f"{one.values[n]:,g}", one.urls[n] if one.urls else "") for one in series
        ]
        return Row(self.name(self.days[n]), cells)


def number(value: float) -> str:
    """As SVG reads it, whatever the language of the page."""
    return f"{value:.1f}"
