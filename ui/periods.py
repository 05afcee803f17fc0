"""Periods that figures are counted over. Always whole months, so that the months add up to the period.

12m 24m              the last months, this one included
fy2568 fy2568q1      a Thai fiscal year, Buddhist era (it starts on 1 October), and one of its quarters
2026-03              a month
2025-10_2026-03      from one month to another
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ui import dates

QUARTER = 3  # months
MOST_MONTHS = 240
EARLIEST, LATEST = 1990, 2190
FISCAL = re.compile(r"fy(\d{4})(?:q([1-4]))?")
MONTHS = re.compile(r"(\d{4})-(\d{2})(?:_(\d{4})-(\d{2}))?")


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included; `key` is what an address says."""

    key: str
    label: str
    start: dt.date
    end: dt.date

    @property
    def months(self) -> list[dt.date]:
        """The first day of each month."""
        return months(self.start, self.end)

    def begun(self, today: dt.date) -> list[dt.date]:
        """The months that have begun by `today`."""
        return [month for month in self.months if month <= today]

    @property
    def before(self) -> "Period":
        """As many months just before."""
        return between(add_months(self.start, -len(self.months)), add_months(self.start, -1))

    @property
    def year_before(self) -> "Period":
        """The same months of the year before."""
        return between(add_months(self.start, -12), add_months(self.end, -12))


def add_months(day: dt.date, number: int) -> dt.date:
    """The first day of the month `number` months after that of `day`."""
    month = day.year * 12 + day.month - 1 + number
    return dt.date(month // 12, month % 12 + 1, 1)


def count_months(first: dt.date, last: dt.date) -> int:
    """How many months the days from `first` to `last` touch."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first day of each month that the days from `first` to `last` touch."""
    return [add_months(first, number) for number in range(count_months(first, last))]


def last_day(month: dt.date) -> dt.date:
    return add_months(month, 1) - dt.timedelta(days=1)


def fiscal(year: int) -> Period:
    """The fiscal year that ends in `year` (CE)."""
    label = _("Fiscal year %(year)s") % {"year": dates.shown_year(year)}
    return Period(f"fy{year + dates.BUDDHIST_OFFSET}", label, dt.date(year - 1, 10, 1), dt.date(year, 9, 30))


def quarter(year: int, number: int) -> Period:
    """Quarter 1 to 4 of the fiscal year that ends in `year` (CE)."""
    whole = fiscal(year)
    start = add_months(whole.start, QUARTER * (number - 1))
    label = _("Quarter %(number)s of fiscal year %(year)s") % {"number": number, "year": dates.shown_year(year)}
    return Period(f"{whole.key}q{number}", label, start, last_day(add_months(start, QUARTER - 1)))


def between(first: dt.date, last: dt.date) -> Period:
    """The months from that of `first` to that of `last`; a fiscal year or quarter where they are one."""
    start, end = add_months(first, 0), last_day(last)
    year, months = dates.ce_year(dates.fiscal_year(start)), count_months(start, end)
    named = [fiscal(year), *(quarter(year, number) for number in range(1, 5))]
    for one in named:
        if (one.start, one.end) == (start, end):
            return one
    if months == 1:
        return Period(f"{start:%Y-%m}", dates.month_year(start), start, end)
    label = f"{dates.month_year(start)} – {dates.month_year(end)}"
    return Period(f"{start:%Y-%m}_{end:%Y-%m}", label, start, end)


def latest(today: dt.date, number: int) -> Period:
    """The last `number` months, this one included."""
    label = _("Last %(n)s months") % {"n": number}
    return Period(f"{number}m", label, add_months(today, 1 - number), last_day(today))


def choices(today: dt.date) -> list[Period]:
    """The periods on offer: the last months first, then fiscal years."""
    year = dates.ce_year(dates.fiscal_year(today))
    return [latest(today, 12), latest(today, 24), fiscal(year), fiscal(year - 1), fiscal(year - 2)]


def quarters(today: dt.date) -> list[Period]:
    """The quarters of this fiscal year that have begun, and the four of the one before."""
    year = dates.ce_year(dates.fiscal_year(today))
    found = [quarter(year, number) for number in range(1, 5)]
    return [*(one for one in found if one.start <= today), *(quarter(year - 1, number) for number in range(1, 5))]


def read(key: str | None, today: dt.date) -> Period:
    """The period that an address names; the last twelve months where it names none."""
    return parse(key or "", today) or latest(today, 12)


def parse(key: str, today: dt.date) -> Period | None:
    """The period of a key; None where it names none in reason."""
    if key in ("12m", "24m"):
        return latest(today, int(key[:2]))
    if (found := FISCAL.fullmatch(key)) and EARLIEST <= int(found[1]) - dates.BUDDHIST_OFFSET <= LATEST:
        year = int(found[1]) - dates.BUDDHIST_OFFSET
        return quarter(year, int(found[2])) if found[2] else fiscal(year)
    if found := MONTHS.fullmatch(key):
        first = month_of(found[1], found[2])
        last = month_of(found[3], found[4]) if found[3] else first
        if first and last and first <= last and count_months(first, last) <= MOST_MONTHS:
            return between(first, last)
    return None


def month_of(year: str, month: str) -> dt.date | None:
    """The first day of a month in reason."""
    return dt.date(int(year), int(month), 1) if EARLIEST <= int(year) <= LATEST and 1 <= int(month) <= 12 else None
