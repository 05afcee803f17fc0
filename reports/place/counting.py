"""The figures of places in periods, each with the list of exactly what it counts.

Of several places or periods at once: they are asked for together, so that four cost hardly more than one.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from followups.filters import done_in_time
from followups.models import FollowUp, FollowUpState
from patrols.models import Patrol
from reports import links
from reports.measures import MEASURES
from reports.place.spots import Spot
from reports.scope import Scope
from seizures.figures import found_between
from seizures.models import Seizure, Standing
from visits.filters import levels_of
from visits.models import Visit
from visits.queries import assessments_readable_by

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

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return self.scope.period.start, self.scope.period.end

    @property
    def here(self) -> dict[str, str]:
        """As the filters of the other lists say it: the place, first and last day."""
        return {self.spot.kind: self.spot.code, "from": self.days[0].isoformat(), "to": self.days[1].isoformat()}


def count(sides: Sequence[Side], user: User) -> None:
    """Count everything of `sides`. Four queries, and one for each place whose actions are looked for."""
    if sides:
        count_visits(sides, user)
        count_patrols(sides, user)
        count_goods(sides, user)
        count_followups(sides, user)


def count_visits(sides: Sequence[Side], user: User) -> None:
    """Approved visits, those with an issue that the reader may know of, those with a major one."""
    told = assessments_readable_by(user).filter(visit=OuterRef("pk"))
    levels = {
        one.key: Q(Exists(told.filter(level__in=levels_of(level)[0]))) if (level := one.filters.get("level")) else Q()
        for one in MEASURES
    }
    reports = [side.spot.of_visits & Q(date_start__range=side.days) for side in sides]
    counts = {
        f"{name}_{n}": Count("pk", filter=one & level)
        for n, one in enumerate(reports)
        for name, level in levels.items()
    }
    rows = Visit.objects.visible_to(user).approved().filter(Q(*reports, _connector=Q.OR)).order_by()
    row: Any
    for row in rows.annotate(month=TruncMonth("date_start")).values("month").annotate(**counts):
        for n, side in enumerate(sides):
            for name in levels:
                if row[f"{name}_{n}"]:
                    side.months[name][row["month"]] = row[f"{name}_{n}"]


def count_patrols(sides: Sequence[Side], user: User) -> None:
    """Records of reports of the place, by the first day of the visit."""
    rows = Patrol.objects.visible_to(user).order_by()
    for n, side in enumerate(sides):
        reports = Visit.objects.filter(side.spot.of_visits, date_start__range=side.days, pk=OuterRef("anchor"))
        rows = rows.annotate(**{f"at_{n}": Exists(reports)})
    found = rows.aggregate(**{f"n_{n}": Count("pk", filter=Q((f"at_{n}", True))) for n in range(len(sides))})
    for n, side in enumerate(sides):
        url = links.address("patrols:list", side.here)
        side.figures.append(Figure("patrols", _("Joint patrols"), found[f"n_{n}"], url))


def count_goods(sides: Sequence[Side], user: User) -> None:
    """Records of goods that are settled."""
    places = [side.spot.of_goods & found_between(*side.days) for side in sides]
    counts = {f"n_{n}": Count("pk", filter=one) for n, one in enumerate(places)}
    rows = Seizure.objects.visible_to(user).current().filter(lot__standing=Standing.COUNTS)
    found = rows.order_by().aggregate(**counts)
    for n, side in enumerate(sides):
        url = links.goods(**side.here, standing=Standing.COUNTS.value)
        side.figures.append(Figure("goods", _("Records of goods"), found[f"n_{n}"], url))


def count_followups(sides: Sequence[Side], user: User) -> None:
    """Due in the period, and of these done by today, and in time."""
    if not user.may(Permission.FOLLOWUP_LIST):
        return
    places = {side.spot.key: side.spot.of_followups for side in sides}
    counts = {}
    for n, side in enumerate(sides):
        due = places[side.spot.key] & Q(due_on__range=side.days)
        counts[f"due_{n}"] = Count("pk", filter=due)
        counts[f"done_{n}"] = Count("pk", filter=due & Q(state=FollowUpState.DONE))
        counts[f"on_time_{n}"] = Count("pk", filter=due & done_in_time(late=False))
    rows = FollowUp.objects.visible_to(user).filter(Q(*places.values(), _connector=Q.OR))
    found = rows.order_by().aggregate(**counts)
    for n, side in enumerate(sides):
        every = links.address("followups:list", {**side.here, "finished": "yes"})
        done = links.address("followups:list", {**side.here, "state": FollowUpState.DONE.value})
        side.figures.append(Figure("due", _("Follow-ups due"), found[f"due_{n}"], every))
        in_time = links.address("followups:list", {**side.here, "closed": "on_time"})
        side.figures.append(Figure("done", _("Follow-ups due and done"), found[f"done_{n}"], done, "more"))
        side.figures.append(Figure("on_time", _("Follow-ups done on time"), found[f"on_time_{n}"], in_time, "more"))
