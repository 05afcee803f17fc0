"""Two periods of one place, or up to four places in one period: every figure beside each other.

place=district-2204        repeatable, up to MOST; one alone is compared over two periods
period=12m                 as ui.periods reads it
with=before                or year (the same months a year before), or the key of any period
"""

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from reports.place.counting import Figure, Side, count
from reports.place.figures import over_time
from reports.place.further import count_further
from reports.place.spots import Spot, get_spot, scope_of
from reports.scope import Scope
from ui import periods
from ui.charts import Chart
from ui.periods import Period

MOST = 4


@dataclass(frozen=True)
class Column:
    side: Side
    title: str
    url: str

    @property
    def figures(self) -> list[Figure]:
        return [*self.side.visits, *self.side.figures]

    def figure(self, key: str) -> Figure | None:
        return next((one for one in self.figures if one.key == key), None)


@dataclass(frozen=True)
class Line:
    """One figure of every column, None where it says nothing of that place. `difference`: from the second period to the
    first; `tone`: whether that is good."""

    label: str
    cells: list[Figure | None]
    difference: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Comparison:
    """`other`: the second period, where one place is compared over two."""

    spots: list[Spot]
    period: Period
    other: Period | None
    columns: list[Column]
    today: dt.date

    @property
    def lines(self) -> list[Line]:
        """Every figure that any column has, in the order in which they were counted."""
        known = {figure.key: figure for column in self.columns for figure in column.figures}
        lines = [line(known[key], [column.figure(key) for column in self.columns], self.other) for key in known]
        return [replace(one, tone="neutral") for one in lines] if self.uneven else lines

    @property
    def uneven(self) -> str:
        """That one period has more months than the other, by now: then more or less says little. Empty where not."""
        if self.other is None:
            return ""
        months, others = (len(one.begun(self.today)) for one in (self.period, self.other))
        if months == others:
            return ""
        words = _("Months so far: %(one)s %(months)s, %(other)s %(others)s. A difference may come from that alone.")
        return words % {"one": self.period.label, "months": months, "other": self.other.label, "others": others}

    @property
    def even_url(self) -> str:
        """The months of the first period that have begun, beside the same months a year before."""
        begun = self.period.begun(self.today)
        if not begun:
            return ""
        asked = {"place": self.spots[0].key, "period": periods.between(begun[0], begun[-1]).key, "with": "year"}
        return f"?{urlencode(asked)}"

    @property
    def charts(self) -> list[Chart]:
        """Visits by month of each column, on one scale."""
        sides = [column.side for column in self.columns]
        reach = max((value for side in sides for value in side.months["visits"].values()), default=0)
        drawn = [
            over_time(column.side, key=f"side-{number}", title=column.title, reach=reach)
            for number, column in enumerate(self.columns)
        ]
        return [one for one in drawn if one]


def compare(params: QueryDict, user: User) -> Comparison:
    """What the address asks for; of no place that the reader does not know."""
    keys = [key for key in dict.fromkeys(params.getlist("place")) if key][:MOST]
    spots = [spot for key in keys if (spot := read_spot(user, key))]
    scope = Scope(params, user)
    period = scope.period
    other = other_period(params.get("with"), period) if len(spots) == 1 else None
    if other:
        columns = [column(spots[0], user, one, one.label) for one in (period, other)]
    else:
        columns = [column(spot, user, period, spot.title) for spot in spots]
    sides = [one.side for one in columns]
    count(sides, user)
    count_further(sides, user, today=other is None)
    return Comparison(spots, period, other, columns, scope.today)


def read_spot(user: User, key: str) -> Spot | None:
    kind, _dash, code = key.partition("-")
    try:
        return get_spot(user, kind, code)
    except Http404:
        return None


def other_period(text: str | None, period: Period) -> Period:
    if text == "year":
        return period.year_before
    return periods.parse(text or "", period.end) or period.before


def column(spot: Spot, user: User, period: Period, title: str) -> Column:
    return Column(Side(spot, scope_of(spot, user, period.key)), title, f"{spot.url}?period={period.key}")


def line(named: Figure, cells: list[Figure | None], other: Period | None) -> Line:
    now, before = cells if other else (None, None)
    if not now or not before:
        return Line(named.label, cells)
    return Line(named.label, cells, difference(now.value, before.value), tone(now, before))


def difference(now: int, before: int) -> str:
    """+3 (+50 %), broken at most before the share; without a share where there was nothing."""
    if now == before:
        return _("the same")
    share = f" ({100 * (now - before) / before:+,.0f}\N{NO-BREAK SPACE}%)" if before else ""
    return f"{now - before:+,}{share}".replace("-", "−")


def tone(now: Figure, before: Figure) -> str:
    if now.value == before.value or not now.better:
        return "neutral"
    return "leaf" if (now.value > before.value) == (now.better == "more") else "saffron"
