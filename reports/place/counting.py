"""The figures of places in periods, each with the list of exactly what it counts.

From tallies (ADR 28).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from followups import figures as of_followups
from patrols import tallies as of_patrols
from reports import links
from reports.measures import MEASURES
from reports.place.spots import Spot
from reports.scope import Scope
from seizures.figures import Totals, beside_tallies, found_between, totals_of
from seizures.models import GoodsTally, Standing
from visits.models import Counted
from visits.tallies import Count as OfVisits
from visits.tallies import Tallies

ByMonth = dict[dt.date, int]
LINE = ("counted", "subject", "area_codes", "month", "category", "level")
Line = tuple[Counted, int, tuple[str, ...], dt.date, int, str]


@dataclass(frozen=True)
class Figure:
    """`url`: the list of what is counted. `better`: "more" or "fewer", where one of them is good news."""

    key: str
    label: str
    value: int
    url: str
    better: str = ""


@dataclass
class Side:
    """A place in a period. `months`: for each measure of visits, by the first day of the month; `figures`: all else;
    `actions`: of a checkpoint or center, also those open today."""

    spot: Spot
    scope: Scope
    months: dict[str, ByMonth] = field(default_factory=lambda: {one.key: {} for one in MEASURES})
    figures: list[Figure] = field(default_factory=list)
    actions: of_followups.AtPlace | None = None

    @cached_property
    def visits(self) -> list[Figure]:
        """The measures of visits over the whole period, in their order."""
        return [
            Figure(one.key, str(one.label), sum(self.months[one.key].values()), one.url(self.scope), one.better)
            for one in MEASURES
        ]

    def tells(self, counted: tuple[str, int], areas: Sequence[str], month: dt.date) -> bool:
        """Whether a line of tallies is about it."""
        there = not self.spot.is_area or self.spot.thing.area_code in areas
        return there and self.spot.counted == counted and self.days[0] <= month <= self.days[1]

    @cached_property
    def lines(self) -> dict[Line, OfVisits]:
        """All that tallies of visits say of it, and of an area also of what lies there; two queries."""
        codes = [self.spot.thing.area_code] if self.spot.is_area else []
        tallies = Tallies(self.scope.user, first=self.days[0], last=self.days[1], areas=codes)
        kinds = {self.spot.counted[0], self.spot.levels, *self.spot.below}
        return tallies.count(*kinds, by=LINE, **self.spot.only)

    @cached_property
    def goods(self) -> Totals:
        areas, at = (
            ([self.spot.thing.area_code], None) if self.spot.is_area else ([], {self.spot.kind: self.spot.thing.pk})
        )
        return totals_of(self.scope.user, *self.days, areas=areas, at=at)

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return self.scope.period.start, self.scope.period.end

    @property
    def here(self) -> dict[str, str]:
        """As the filters of the other lists say it: the place, first and last day."""
        return {self.spot.kind: self.spot.code, "from": self.days[0].isoformat(), "to": self.days[1].isoformat()}


def count(sides: Sequence[Side], user: User) -> None:
    """Count everything of `sides`."""
    if sides:
        count_visits(sides, user)
        count_patrols(sides, user)
        count_goods(sides, user)
        count_followups(sides, user)


def count_visits(sides: Sequence[Side], user: User) -> None:
    """Approved visits, those with an issue that the reader may know of, those with a major one. From tallies."""
    of = {"visits": "visits", "troubled": "found", "major": "major"}  # by measure
    found = sides[0].lines if len(sides) == 1 else lines_of(sides, user)
    for (counted, subject, areas, month, *_said), count in found.items():
        for side in sides:
            if side.tells((counted, subject), areas, month):
                for one in MEASURES:
                    months = side.months[one.key]
                    months[month] = months.get(month, 0) + getattr(count, of[one.key])


def lines_of(sides: Sequence[Side], user: User) -> dict[Any, OfVisits]:
    """What tallies say of the visits to `sides`, the first columns of LINE."""
    asked = [side.spot.counted for side in sides]
    first, last = min(side.days[0] for side in sides), max(side.days[1] for side in sides)
    return Tallies(user, first=first, last=last).count(
        *{counted for counted, _subject in asked}, by=LINE[:4], subject={subject for _counted, subject in asked}
    )


def count_patrols(sides: Sequence[Side], user: User) -> None:
    """Records of reports of the place, by the first day of the visit."""
    found = of_patrols.records(user, [reports_of(side) for side in sides])
    for side, records in zip(sides, found, strict=True):
        url = links.address("patrols:list", side.here)
        side.figures.append(Figure("patrols", _("Joint patrols"), records, url))


def reports_of(side: Side) -> of_patrols.Where:
    spot = side.spot
    there: dict[str, Any] = {"areas": [spot.thing.area_code]} if spot.is_area else {spot.kind: spot.thing.pk}
    return of_patrols.Where(*side.days, **there)


def apart(sides: Sequence[Side]) -> tuple[list[int], list[int]]:
    """Which are areas, and which are checkpoints or centers."""
    areas = [n for n, side in enumerate(sides) if side.spot.is_area]
    return areas, [n for n in range(len(sides)) if n not in areas]


def in_area(side: Side) -> tuple[dt.date, dt.date, str]:
    return (*side.days, side.spot.thing.area_code)


def count_goods(sides: Sequence[Side], user: User) -> None:
    """Records of goods that are settled. Two queries."""
    found = [sides[0].goods.records] if len(sides) == 1 else goods_records(sides, user)
    for side, records in zip(sides, found, strict=True):
        url = links.goods(**side.here, standing=Standing.COUNTS.value)
        side.figures.append(Figure("goods", _("Records of goods"), records, url))


def goods_records(sides: Sequence[Side], user: User) -> list[int]:
    counts, lines = {}, {}
    for n, side in enumerate(sides):
        counts[f"n_{n}"] = Count("pk", filter=side.spot.of_goods & found_between(*side.days))
        lines[f"n_{n}"] = Sum("records", filter=side.spot.of_lines & Q(month__range=side.days), default=0)
    found = beside_tallies(user).filter(lot__standing=Standing.COUNTS).order_by().aggregate(**counts)
    kept = GoodsTally.objects.readable_by(user).aggregate(**lines)
    return [found[name] + kept[name] for name in counts]


def count_followups(sides: Sequence[Side], user: User) -> None:
    """Due in the period, and of these done by the day they were due. Of areas and of points two queries each."""
    if not user.may(Permission.FOLLOWUP_LIST):
        return
    areas, points = apart(sides)
    found = dict(zip(areas, of_followups.due(user, [in_area(sides[n]) for n in areas]), strict=True)) if areas else {}
    if points:
        places = [(*sides[n].days, sides[n].spot.kind, sides[n].spot.thing.pk) for n in points]
        for n, there in zip(points, of_followups.at_places(user, places, on=sides[0].scope.today), strict=True):
            sides[n].actions, found[n] = there, (there.due, there.on_time)
    for n, side in enumerate(sides):
        (due, on_time), here = found[n], side.here
        every, in_time = links.followups(**here, finished="yes"), links.followups(**here, closed="on_time")
        side.figures.append(Figure("due", _("Follow-ups due"), due, every))
        side.figures.append(Figure("on_time", _("Follow-ups done on time"), on_time, in_time, "more"))
