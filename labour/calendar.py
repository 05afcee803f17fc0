"""A fiscal year of a district: for each kind of work the season that is expected, and what was observed beside it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from labour.disclosure import SMALLEST, Cell, cell
from labour.models import FISCAL, Crop, SeasonExpectation, Sector
from labour.observed import Sight
from ui import dates
from ui.templatetags.ui import bilingual

WIDE, HIGH, SEEN = 10, 40, 4  # of a month, of the drawing, of the mark of what was seen
LEAST = 1.5  # height of the smallest mark


@dataclass(frozen=True)
class Range:
    """People expected in a month; both None where a season is expected and nobody says how many."""

    low: int | None = None
    high: int | None = None

    def __add__(self, other: "Range") -> "Range":
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return Range()
        return Range(self.low + other.low, self.high + other.high)

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return ""
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


@dataclass(frozen=True)
class Month:
    """One month of one line. `seen`: the most people on one visit, as may be shown; heights in HIGH of the drawing."""

    first: dt.date
    x: int
    expected: Range | None = None
    sight: Sight | None = None
    seen: Cell | None = None
    is_now: bool = False
    scale: float = 0.0

    @property
    def seen_height(self) -> float:
        return max(self.scale * (self.seen.value or 0), LEAST) if self.seen else 0

    @property
    def range_top(self) -> float:
        high = self.expected.high if self.expected else None
        return 0 if high is None else HIGH - max(self.scale * high, LEAST)

    @property
    def range_height(self) -> float:
        if self.expected is None or self.expected.low is None:
            return HIGH
        return max(HIGH - self.range_top - self.scale * self.expected.low, LEAST)

    @property
    def seen_top(self) -> float:
        return HIGH - self.seen_height

    @property
    def seen_x(self) -> float:
        return self.x + (WIDE - SEEN) / 2

    @property
    def verdict(self) -> str:
        """fewer, as_expected, more; unknown where one of the two was not said; empty where nobody was observed."""
        if self.seen is None:
            return ""
        if self.expected is None:
            return "unexpected"
        if self.expected.low is None or self.expected.high is None:
            return "unknown"
        if self.seen.value is None:
            return "fewer" if self.expected.low >= SMALLEST else "unknown"
        if self.seen.value < self.expected.low:
            return "fewer"
        return "more" if self.seen.value > self.expected.high else "as_expected"


@dataclass(frozen=True)
class Line:
    """A kind of work over the year; `most`: what the drawing reaches up to."""

    title: str
    seasons: list[SeasonExpectation]
    months: list[Month]
    most: int

    @property
    def observed(self) -> list[Month]:
        return [month for month in self.months if month.seen]

    @property
    def now(self) -> Month | None:
        return next((month for month in self.months if month.is_now and month.expected), None)


def year_of(day: dt.date) -> int:
    """The fiscal year of a day, CE."""
    return dates.ce_year(dates.fiscal_year(day))


def months_of(year: int) -> list[dt.date]:
    """The first days of the months of a fiscal year."""
    return [dt.date(year - 1 if month >= FISCAL[0] else year, month, 1) for month in FISCAL]


def last_day(year: int) -> dt.date:
    return dt.date(year, FISCAL[-1] + 1, 1) - dt.timedelta(days=1)


def lines(
    seasons: Iterable[SeasonExpectation], seen: Iterable[Sight], crops: Iterable[Crop], *, year: int, today: dt.date
) -> list[Line]:
    """Each kind of work that is expected or was observed, those with a season first."""
    names = {crop.pk: bilingual(crop) for crop in crops}
    expected: dict[tuple[str, int | None], list[SeasonExpectation]] = {}
    for season in seasons:
        expected.setdefault((season.sector, season.crop_id), []).append(season)
    found: dict[tuple[str, int | None], list[Sight]] = {}
    for sight in seen:
        found.setdefault((sight.sector, sight.crop), []).append(sight)
    keys = [*expected, *(key for key in sorted(found, key=str) if key not in expected)]
    return [line(title(key, names), expected.get(key, []), found.get(key, []), year, today) for key in keys]


def title(work: tuple[str, int | None], crops: dict[int, str]) -> str:
    """Empty where the work was not recorded."""
    sector, crop = work
    return crops[crop] if crop else str(Sector(sector).label) if sector else ""


def line(name: str, seasons: list[SeasonExpectation], seen: list[Sight], year: int, today: dt.date) -> Line:
    ranges = {month: expected_in(seasons, month) for month in FISCAL}
    most = max([SMALLEST, *(sight.people for sight in seen), *(one.high or 0 for one in ranges.values() if one)])
    months = [
        month_of(first, number * WIDE, ranges[first.month], seen, HIGH / most, today)
        for number, first in enumerate(months_of(year))
    ]
    return Line(name, seasons, months, most)


def expected_in(seasons: list[SeasonExpectation], month: int) -> Range | None:
    """Of several routes together."""
    ranges = [Range(season.people_low, season.people_high) for season in seasons if month in season.months]
    return sum(ranges[1:], ranges[0]) if ranges else None


def month_of(first: dt.date, x: int, expected: Range | None, seen: list[Sight], scale: float, today: dt.date) -> Month:
    """Visits of a month are not added up: they may have met the same people."""
    here = [sight for sight in seen if sight.day.replace(day=1) == first]
    best = max(here, key=lambda sight: (sight.people, sight.day), default=None)
    is_now = today.replace(day=1) == first
    return Month(first, x, expected, best, cell(best.people) if best else None, is_now, scale)
