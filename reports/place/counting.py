"""The figures of places in periods, each with the list of exactly what it counts.

From tallies (ADR 28), but for what no tally knows of a checkpoint or center: patrols and actions.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Q, Sum
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from followups import figures as of_followups
from patrols import tallies as of_patrols
from patrols.filters import PatrolFilters
from reports import links
from reports.measures import MEASURES
from reports.place.spots import Spot
from reports.scope import Scope
from seizures.figures import beside_tallies, found_between, lines_for
from seizures.models import Standing
from visits.tallies import Tallies

ByMonth = dict[dt.date, int]


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
    """A place in a period. `months`: for each measure of visits, by the first day of the month; `figures`: all else."""

    spot: Spot
    scope: Scope
    months: dict[str, ByMonth] = field(default_factory=lambda: {one.key: {} for one in MEASURES})
    figures: list[Figure] = field(default_factory=list)

    @cached_property
    def visits(self) -> list[Figure]:
        """The measures of visits over the whole period, in their order."""
        return [
            Figure(one.key, str(one.label), sum(self.months[one.key].values()), one.url(self.scope), one.better)
            for one in MEASURES
        ]

    @cached_property
    def tallies(self) -> Tallies:
        codes = [self.spot.thing.area_code] if self.spot.is_area else []
        return Tallies(self.scope.user, first=self.days[0], last=self.days[1], areas=codes)

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
    for side in sides:
        counted = side.tallies.count(side.spot.counted, by=("month",), subjects=side.spot.subjects)
        for month, found in counted.items():
            for one in MEASURES:
                if number := getattr(found, of[one.key]):
                    side.months[one.key][month] = number


def count_patrols(sides: Sequence[Side], user: User) -> None:
    """Records of reports of the place, by the first day of the visit."""
    wheres = [(*side.days, side.spot.thing.area_code) for side in sides if side.spot.is_area]
    in_areas = iter(of_patrols.records(user, wheres) if wheres else ())
    for side in sides:
        found = next(in_areas) if side.spot.is_area else patrols_at(side, user)
        side.figures.append(Figure("patrols", _("Joint patrols"), found, links.address("patrols:list", side.here)))


def patrols_at(side: Side, user: User) -> int:
    """Of one checkpoint or center: counted."""
    asked = QueryDict(mutable=True)
    asked.update(side.here)
    return PatrolFilters(asked, user).rows().count()


def count_goods(sides: Sequence[Side], user: User) -> None:
    """Records of goods that are settled. Two queries."""
    counts, lines = {}, {}
    for n, side in enumerate(sides):
        counts[f"n_{n}"] = Count("pk", filter=side.spot.of_goods & found_between(*side.days))
        lines[f"n_{n}"] = Sum("records", filter=side.spot.of_lines & Q(month__range=side.days), default=0)
    found = beside_tallies(user).filter(lot__standing=Standing.COUNTS).order_by().aggregate(**counts)
    kept = lines_for(user).aggregate(**lines)
    for n, side in enumerate(sides):
        url = links.goods(**side.here, standing=Standing.COUNTS.value)
        side.figures.append(Figure("goods", _("Records of goods"), found[f"n_{n}"] + kept[f"n_{n}"], url))


def count_followups(sides: Sequence[Side], user: User) -> None:
    """Due in the period, and of these done by the day they were due."""
    if not user.may(Permission.FOLLOWUP_LIST):
        return
    wheres = [(*side.days, side.spot.thing.area_code) for side in sides if side.spot.is_area]
    in_areas = iter(of_followups.due(user, wheres) if wheres else ())
    for side in sides:
        first, last = side.days
        if side.spot.is_area:
            due, on_time = next(in_areas)
        else:
            due, on_time = of_followups.due_at(user, side.spot.of_followups, first=first, last=last)
        every, in_time = links.followups(**side.here, finished="yes"), links.followups(**side.here, closed="on_time")
        side.figures.append(Figure("due", _("Follow-ups due"), due, every))
        side.figures.append(Figure("on_time", _("Follow-ups done on time"), on_time, in_time, "more"))
