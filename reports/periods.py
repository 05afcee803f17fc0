"""Periods that figures are counted over. Always whole months, so that the months add up to the period."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ui import dates


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
        count = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        return [add_months(self.start, number) for number in range(count)]


def add_months(day: dt.date, number: int) -> dt.date:
    """The first day of the month `number` months after that of `day`."""
    month = day.year * 12 + day.month - 1 + number
    return dt.date(month // 12, month % 12 + 1, 1)


def last_day(month: dt.date) -> dt.date:
    return add_months(month, 1) - dt.timedelta(days=1)


def fiscal(year: int) -> Period:
    label = _("Fiscal year %(year)s") % {"year": dates.shown_year(year)}
    return Period(f"fy{year + dates.BUDDHIST_OFFSET}", label, dt.date(year - 1, 10, 1), dt.date(year, 9, 30))


def choices(today: dt.date) -> list[Period]:
    """The periods on offer: the last months first, then fiscal years."""
    year, end = dates.ce_year(dates.fiscal_year(today)), last_day(today)
    return [
        Period("12m", _("Last 12 months"), add_months(today, -11), end),
        Period("24m", _("Last 24 months"), add_months(today, -23), end),
        fiscal(year),
        fiscal(year - 1),
        fiscal(year - 2),
    ]


def read(key: str | None, today: dt.date) -> Period:
    """The period that an address names; the last twelve months where it names none of ours."""
    offered = choices(today)
    return next((period for period in offered if period.key == key), offered[0])
