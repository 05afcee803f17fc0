"""The dashboard's numbers of people at work, as far as small numbers may be shown.

Counted from their tallies (ADR 28), and from the few reports that a reader sees for another reason than their areas.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from accounts.models import User
from accounts.roles import Permission
from labour.disclosure import Cell
from labour.groups import Group, Margin, margins, sectors, total
from labour.models import WorkerCount, WorkerTally
from labour.observed import VISIT, Said, counted_in, observations, told_as_groups, told_by
from visits.models import Activity
from visits.models.tally import reaches
from visits.tallies import narrowed, untallied

REPORT = f"activity__{VISIT}"


@dataclass(frozen=True)
class Figures:
    """People seen at work on `visits`; somebody seen on two visits is counted on both."""

    total: Cell
    visits: int
    margins: list[Margin]


def figures(user: User, *, first: dt.date, last: dt.date, areas: Iterable[str] = ()) -> Figures | None:
    """In the approved reports of these whole months in all of `areas`; None where they counted nobody."""
    within = list(areas)
    rows = observations(user, first=first, last=last, areas=within)
    elsewhere = list(told_by(rows))
    found, seen = tallied(user, first, last, within)
    besides = untallied(rows, user, visit=VISIT, restricted="restricted")
    if visits := visits_with_counts(besides):
        found += counted_in(besides)
        seen += len(visits - told_of(user, visits))
    found += told_as_groups(elsewhere)
    seen += told_alone(rows, elsewhere)
    return Figures(total(found), seen, margins(found, sectors)) if found else None


def tallied(user: User, first: dt.date, last: dt.date, areas: list[str]) -> tuple[list[Group], int]:
    """People by their traits, and on how many visits, in the areas of `user`."""
    reads = user.may(Permission.VISIT_RESTRICTED)
    rows = narrowed(WorkerTally.objects.readable_by(user), first, last, areas)
    sums = ("women", "men", "unrecorded", "visits" if reads else "visits_openly")
    groups, visits = [], 0
    lines = rows.values_list("nationality", "sector", "route").annotate(*(Sum(name) for name in sums))
    for nationality, sector, route, women, men, unrecorded, seen in lines:
        visits += seen
        if nationality:
            groups.append(Group(nationality, sector, sector, route, int(women), int(men), int(unrecorded)))
    return groups, visits


def visits_with_counts(rows: QuerySet[Activity]) -> set[int]:
    counts = WorkerCount.objects.filter(activity__in=rows.values("pk")).order_by()
    return set(counts.values_list(REPORT, flat=True).distinct())


def told_of(user: User, visits: set[int]) -> set[int]:
    """Those of `visits` that the tallies count for what is not restricted in them."""
    if not reaches(user):
        return set()
    openly = {"activity__restricted": False, f"{REPORT}__area_codes__overlap": user.area_codes}
    return set(WorkerCount.objects.filter(**{f"{REPORT}__in": visits}, **openly).values_list(REPORT, flat=True))


def told_alone(rows: QuerySet[Activity], elsewhere: list[Said]) -> int:
    """On how many visits numbers were told, and nobody counted."""
    references = {said.reference for said in elsewhere}
    if not references:
        return 0
    counts = WorkerCount.objects.filter(activity__in=rows.values("pk"), **{f"{REPORT}__reference__in": references})
    return len(references) - int(counts.values(f"{REPORT}__reference").order_by().distinct().count())
