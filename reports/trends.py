"""Visits by month, three courses beside each other: all of them, those with an issue, those with a major one."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports import links
from reports.scope import Scope
from ui import dates
from visits.filters import FOUND
from visits.models import Counted, Level


@dataclass(frozen=True)
class Bar:
    """The visits of a month; `height` in percent of the fullest month. `url`: none of a month still to come."""

    month: dt.date
    value: int
    height: int
    url: str

    @property
    def short(self) -> str:
        """The name of the month alone, for the foot of its bar."""
        return dates.SHORT_MONTHS[dates.language()][self.month.month - 1]


@dataclass(frozen=True)
class Course:
    """`url`: the list of all `total`."""

    key: str
    label: str
    tone: str
    bars: list[Bar]
    total: int
    url: str


def courses(scope: Scope) -> list[Course]:
    """All three on their own scale: what is rare would not be seen beside what is common."""
    counted = scope.tallies.count(Counted.REPORTS, by=("month",))
    visits, found, major = (
        {month: getattr(count, name) for month, count in counted.items()} for name in ("visits", "found", "major")
    )
    if scope.asks("category"):  # issues of that category only, which the tallies of reports do not know
        found, major = at_level(scope, FOUND), at_level(scope, Level.MAJOR)
    return [
        course(scope, "visits", _("Visits"), "river", visits),
        course(scope, "found", _("With a minor or major issue"), "saffron", found, level=FOUND),
        course(scope, "major", _("With a major issue"), "clay", major, level=Level.MAJOR.value),
    ]


def at_level(scope: Scope, level: str) -> dict[dt.date, int]:
    counted = scope.tallies_at(level).count(Counted.REPORTS, by=("month",))
    return {month: count.visits for month, count in counted.items()}


def course(scope: Scope, key: str, label: str, tone: str, values: dict[dt.date, int], **level: links.Value) -> Course:
    most = max(values.values(), default=0) or 1
    bars = [
        Bar(month, value, round(100 * value / most), scope.visits_url(**links.days(month), **level) if is_told else "")
        for month in scope.period.months
        for value in [values.get(month, 0)]
        for is_told in [value or month <= scope.today]
    ]
    return Course(key, label, tone, bars, sum(values.values()), scope.visits_url(**level))
