"""Numbers of patrol records from their tallies (ADR 28): not slower with more of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from accounts.roles import Permission
from centers.models import Center
from checkpoints.models import Checkpoint
from patrols.figures import Counts, count
from patrols.filters import PatrolFilters
from patrols.models import Patrol, PatrolTally
from patrols.models.visible import PatrolQuerySet
from visits.models import MissionMember, Stop, Visit
from visits.models.tally import decides, reaches
from visits.tallies import whole_months
from visits.workflow import FINAL_STATES, State

FIRST, LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)
AREAS = ("province", "district")
AT: dict[str, type[Checkpoint | Center]] = {"checkpoint": Checkpoint, "center": Center}
# Those of some records, which are counted otherwise, are taken away: in one statement, so that they are the same ones.
SUMS = """
    WITH besides(id) AS MATERIALIZED ({besides})
    SELECT ARRAY(SELECT id FROM besides), {sums} FROM (
        SELECT 1 AS way, {columns} FROM patrols_patroltally
        UNION ALL SELECT -1, lines.* FROM patrols_patroltally_lines(ARRAY(SELECT id FROM besides)) lines
    ) told
    WHERE month BETWEEN %s AND %s AND area_codes && %s::varchar[] AND NOT later && %s::varchar[]
    AND deciding = %s AND (%s OR NOT restricted)
"""
SUM = """
    COALESCE(sum(way * {name}) FILTER (
        WHERE month BETWEEN %s AND %s AND area_codes @> %s::varchar[]
        AND checkpoint_id IS NOT DISTINCT FROM %s::bigint AND center_id IS NOT DISTINCT FROM %s::bigint
    ), 0)::integer
"""


@dataclass(frozen=True)
class Where:
    """Reports from the first day of a month to the last of one, in all of `areas` (TH22), of visits to the checkpoint
    or center of that key."""

    first: dt.date
    last: dt.date
    areas: Sequence[str] = ()
    checkpoint: int | None = None
    center: int | None = None

    @property
    def reports(self) -> Q:
        found = Q(date_start__range=(self.first, self.last))
        if self.areas:
            found &= Q(area_codes__contains=list(self.areas))
        for kind, key in (("checkpoint", self.checkpoint), ("center", self.center)):
            if key is not None:
                found &= Q(Exists(Stop.objects.filter(visit=OuterRef("pk"), **{kind: key})))
        return found

    @property
    def lines(self) -> list[Any]:
        """The values of SUM."""
        return [self.first, self.last, list(self.areas), self.checkpoint, self.center]


def counts(filters: PatrolFilters) -> Counts:
    """Of the rows of `filters`; from the tallies where only whole months, areas, one place, states and whether accounts
    differ narrow them. At most two queries, and one for the place."""
    user, rows = filters.user, filters.rows()
    days = whole_months(filters, *AREAS, *AT, "state", "differing")
    at = [(name, value) for name, value, _term in filters.terms if name in AT]
    if days is None or not reaches(user) or len(at) > 1:
        return count(rows)
    areas = [f"TH{value}" for name, value, _term in filters.terms if name in AREAS]
    places = {name: AT[name].objects.values_list("pk", flat=True).get(code=value) for name, value in at}
    states = {value for name, value, _term in filters.terms if name == "state"}
    differing = "disagreeing" if user.may(Permission.VISIT_RESTRICTED) else "disagreeing_openly"
    where = Where(days[0] or FIRST, days[1] or LAST, areas, **places)
    keys, numbers = told(user, [where], "records", "both_sides", "ours", "theirs", differing)
    found = among(Counts(*numbers), states, differing=any(name == "differing" for name, _value, _term in filters.terms))
    return found + count(rows.filter(pk__in=keys)) if keys else found


def among(found: Counts, states: set[str], *, differing: bool) -> Counts:
    """Of those counted in `found`, the ones in one of `states` (none: any), or of these those whose accounts differ.

    Accounts differ only where both sides signed off.
    """
    if differing:
        number = 0 if states and "both" not in states else found.differing
        return Counts(number, number, 0, 0, number)
    if not states:
        return found
    neither = found.ours + found.theirs + found.both - found.records
    both, differ = (found.both, found.differing) if "both" in states else (0, 0)
    ours = found.ours if "ours" in states else neither if "theirs" in states else 0
    theirs = found.theirs if "theirs" in states else neither if "ours" in states else 0
    waiting = ours + theirs - neither if states & {"ours", "theirs"} else 0
    return Counts(both + waiting, both, ours, theirs, differ)


def records(user: User, wheres: Sequence[Where]) -> list[int]:
    """How many records there are of each. At most two queries, for all `wheres` together."""
    rows = Patrol.objects.visible_to(user)
    if not reaches(user):
        return counted_live(rows, wheres)
    keys, found = told(user, wheres, "records")
    more = counted_live(rows.filter(pk__in=keys), wheres) if keys else [0] * len(wheres)
    return [sum(pair) for pair in zip(found, more, strict=True)]


def told(user: User, wheres: Sequence[Where], *names: str) -> tuple[list[int], list[int]]:
    """The keys of the records that the tallies do not tell `user` of, and what they tell of all others: the sums of the
    columns `names`, for each of `wheres`. One query."""
    besides, keys = untold(user).values("pk").query.sql_with_params()
    sums = ", ".join(SUM.format(name=name) for _where in wheres for name in names)
    statement = SUMS.format(besides=besides, sums=sums, columns=PatrolTally._columns())
    values = [value for where in wheres for _name in names for value in where.lines]
    days = [min(where.first for where in wheres), max(where.last for where in wheres)]
    mine, reads = user.area_codes, user.may(Permission.VISIT_RESTRICTED)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*keys, *values, *days, mine, mine, decides(user), reads])
        found, *numbers = cursor.fetchone()
    return found, numbers


def untold(user: User) -> PatrolQuerySet:
    """The records that `user` may see by another revision than the tallies say: of reports own or in review."""
    ways = [Q(author=user), Q(pk__in=MissionMember.objects.filter(user=user).order_by().values("visit"))]
    if decides(user):
        ways.append(Q(state__in=sorted(set(State) - FINAL_STATES - {State.DRAFT})))
    known = [Visit.objects.filter(way).order_by().values("reference") for way in ways]
    return Patrol.objects.filter(reference__in=known[0].union(*known[1:])).order_by()


def counted_live(rows: PatrolQuerySet, wheres: Sequence[Where]) -> list[int]:
    """How many of `rows`, of `visible_to`, are of each: counted."""
    any_of = Visit.objects.filter(Q(*(where.reports for where in wheres), _connector=Q.OR))
    rows = rows.filter(reference__in=any_of.order_by().values("reference"))  # before it is asked which revision is seen
    counts = {}
    for n, where in enumerate(wheres):
        rows = rows.annotate(**{f"at_{n}": Exists(Visit.objects.filter(where.reports, pk=OuterRef("anchor")))})
        counts[f"n_{n}"] = Count("pk", filter=Q((f"at_{n}", True)))
    return list(rows.order_by().aggregate(**counts).values())
