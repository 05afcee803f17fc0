"""Numbers of patrol records from their tallies (ADR 28): not slower with more of them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from accounts.roles import Permission
from patrols.figures import Counts, count
from patrols.filters import PatrolFilters
from patrols.models import Patrol, PatrolTally
from patrols.models.visible import PatrolQuerySet
from visits.filters import fiscal_period
from visits.models import MissionMember, Visit
from visits.models.tally import decides, reaches
from visits.workflow import FINAL_STATES, State

FIRST, LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)
AREAS = ("province", "district")
# Those of some records, which are counted otherwise, are taken away: in one statement, so that they are the same ones.
SUMS = """
    SELECT {sums} FROM (
        SELECT 1 AS way, {columns} FROM patrols_patroltally
        UNION ALL SELECT -1, lines.* FROM patrols_patroltally_lines(%(without)s) lines
    ) told
    WHERE month BETWEEN %(first)s AND %(last)s AND area_codes @> %(areas)s::varchar[]
    AND area_codes && %(mine)s::varchar[] AND NOT later && %(mine)s::varchar[]
    AND deciding = %(deciding)s AND (%(reads)s OR NOT restricted)
"""


def counts(filters: PatrolFilters) -> Counts:
    """Of the rows of `filters`; from the tallies where only months and areas narrow them. At most three queries."""
    user, rows, days = filters.user, filters.rows(), whole_months(filters)
    if days is None or not reaches(user):
        return count(rows)
    asked = [f"TH{value}" for name, value, _term in filters.terms if name in AREAS]
    keys = untold(user)
    found = told(user, *days, areas=asked, without=keys)
    return found + count(rows.filter(pk__in=keys)) if keys else found


def told(user: User, first: dt.date, last: dt.date, *, areas: list[str], without: list[int]) -> Counts:
    """What the tallies say to `user` for their areas, of records in all of `areas`, but for those of keys `without`."""
    reads = user.may(Permission.VISIT_RESTRICTED)
    names = ("records", "both_sides", "ours", "theirs", "disagreeing" if reads else "disagreeing_openly")
    sums = ", ".join(f"COALESCE(sum(way * {name}), 0)::integer" for name in names)
    statement = SUMS.format(sums=sums, columns=PatrolTally._columns())
    with connection.cursor() as cursor:
        cursor.execute(statement, asked_of(user, first, last, areas, without))
        return Counts(*cursor.fetchone())


def asked_of(user: User, first: dt.date, last: dt.date, areas: list[str], without: list[int]) -> dict[str, Any]:
    """The values of SUMS."""
    asked = {"first": first, "last": last, "areas": areas, "mine": user.area_codes, "without": without}
    return {**asked, "deciding": decides(user), "reads": user.may(Permission.VISIT_RESTRICTED)}


def untold(user: User) -> list[int]:
    """Keys of the records that `user` may see by another revision than the tallies say: of reports own or in review."""
    ways = [Q(author=user), Q(pk__in=MissionMember.objects.filter(user=user).order_by().values("visit"))]
    if decides(user):
        ways.append(Q(state__in=sorted(set(State) - FINAL_STATES - {State.DRAFT})))
    known = [Visit.objects.filter(way).order_by().values("reference") for way in ways]
    rows = Patrol.objects.filter(reference__in=known[0].union(*known[1:]))
    return list(rows.order_by().values_list("pk", flat=True))


def whole_months(filters: PatrolFilters) -> tuple[dt.date, dt.date] | None:
    """First and last day asked for; None where not only whole months and areas narrow the rows."""
    first, last = FIRST, LAST
    for name, value, _term in filters.terms:
        if name == "fy":
            start, end = fiscal_period(int(value))
            first, last = max(first, start), min(last, end)
        elif name == "from":
            first = max(first, dt.date.fromisoformat(value))
        elif name == "to":
            last = min(last, dt.date.fromisoformat(value))
        elif name not in AREAS:
            return None
    whole = first.day == 1 and (last == LAST or (last + dt.timedelta(days=1)).day == 1)
    return (first, last) if whole else None


def records(user: User, wheres: Sequence[tuple[dt.date, dt.date, str]]) -> list[int]:
    """How many records there are from the first day of a month to the last of one, of reports in an area (TH22).

    At most three queries, for all `wheres` together.
    """
    if not reaches(user):
        return counted_live(Patrol.objects.visible_to(user), wheres)
    keys = untold(user)
    kept = lines(user, min(first for first, _last, _area in wheres), max(last for _first, last, _area in wheres), keys)
    found = [
        sum(number for month, codes, number in kept if first <= month <= last and area in codes)
        for first, last, area in wheres
    ]
    more = counted_live(Patrol.objects.visible_to(user).filter(pk__in=keys), wheres) if keys else [0] * len(wheres)
    return [sum(pair) for pair in zip(found, more, strict=True)]


def lines(user: User, first: dt.date, last: dt.date, without: list[int]) -> list[tuple[dt.date, list[str], int]]:
    """What the tallies say to `user` by month and areas."""
    by = SUMS.format(sums="month, area_codes, sum(way * records)::integer", columns=PatrolTally._columns())
    with connection.cursor() as cursor:
        cursor.execute(f"{by} GROUP BY month, area_codes", asked_of(user, first, last, [], without))
        return list(cursor.fetchall())


def counted_live(rows: PatrolQuerySet, wheres: Sequence[tuple[dt.date, dt.date, str]]) -> list[int]:
    reports = [Q(date_start__range=(first, last), area_codes__contains=[area]) for first, last, area in wheres]
    return of_reports(rows, reports)


def of_reports(rows: PatrolQuerySet, reports: Sequence[Q]) -> list[int]:
    """How many of `rows`, of `visible_to`, are of each of these reports: counted."""
    any_of = Visit.objects.filter(Q(*reports, _connector=Q.OR))
    rows = rows.filter(reference__in=any_of.order_by().values("reference"))  # before it is asked which revision is seen
    counts = {}
    for n, which in enumerate(reports):
        rows = rows.annotate(**{f"at_{n}": Exists(Visit.objects.filter(which, pk=OuterRef("anchor")))})
        counts[f"n_{n}"] = Count("pk", filter=Q((f"at_{n}", True)))
    return list(rows.order_by().aggregate(**counts).values())
