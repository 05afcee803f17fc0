"""Figures over approved reports from their tallies: the same as counting the reports, but not slower with more of them.

What a reader sees for the areas of responsibility is tallied. The few reports seen besides (own ones, missions) are
counted when asked, by the same function of the database; so none is left out and none counted twice.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Count as Counts
from django.db.models import Max, Q, QuerySet, Sum

from accounts.models import User
from accounts.roles import Permission
from visits.filters import Filters, fiscal_period
from visits.models import Counted, MissionMember, Tally, Visit
from visits.models.tally import decides, reaches
from visits.workflow import COUNTED_STATES, State

Rows = TypeVar("Rows", bound=QuerySet[Any])
LINES = """
    SELECT 0 AS id, {part} AS part, lines.* FROM visits_tally_lines(ARRAY({keys})) lines
    WHERE counted = ANY(%s) AND (%s OR NOT restricted) AND cut = %s
"""


@dataclass(frozen=True)
class Count:
    """Visits, those with a minor or major finding that the reader may know of, those with a major one, and the last
    day of the latest."""

    visits: int
    found: int
    major: int
    last_day: dt.date

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.visits + other.visits,
            self.found + other.found,
            self.major + other.major,
            max(self.last_day, other.last_day),
        )


Part = Callable[[Tally], Count]


class Tallies:
    """The approved reports that `user` may know of, from the first day of a month to the last of one.

    `areas`: only reports in all of them (TH22, TH2204). `cut`: only these, as `cut_of` names them. `among`: only
    these, all of them approved ones that `user` may know of; they are then counted when asked, for no line is of them.
    Restricted assessments count for those who may read them in their areas, and for the people of the report.
    """

    def __init__(
        self,
        user: User,
        *,
        first: dt.date,
        last: dt.date,
        areas: Iterable[str] = (),
        cut: str = "",
        among: "QuerySet[Visit] | None" = None,
    ) -> None:
        self.user, self.first, self.last = user, first, last
        self.areas, self.cut, self.among = list(areas), cut, among

    def count(self, *counted: Counted, by: tuple[str, ...], **only: Collection[Any]) -> dict[Any, Count]:
        """Counts by the values of the columns `by` of Tally: tuples, or bare values where it is one column.

        `only`: lines of these values of a column.
        """
        reads, writes = self.user.may(Permission.VISIT_RESTRICTED), self.user.may(Permission.VISIT_WRITE)
        found = dict(self._tallied(*counted, by=by, only=only, reads=reads))
        parts = [(self._asked(), whole if reads else openly), (self._besides(), whole if writes else openly)]
        if writes and not reads:
            parts.append((self._own_inside(), hidden))
        for line in self._lines(parts, counted):
            if all(getattr(line, column) in wanted for column, wanted in only.items()):
                name, one = key([getattr(line, column) for column in by]), parts[line.part][1](line)
                found[name] = found[name] + one if name in found else one
        return found

    def _tallied(
        self, *counted: Counted, by: tuple[str, ...], only: dict[str, Collection[Any]], reads: bool
    ) -> Iterator[tuple[Any, Count]]:
        if self.among is not None:
            return
        rows = Tally.objects.readable_by(self.user).filter(cut=self.cut, counted__in=counted)
        rows = self._narrow(rows, month="month")
        rows = rows.filter(**{f"{column}__in": list(values) for column, values in only.items()})
        troubled = ("found", "major") if reads else ("found_openly", "major_openly")
        sums = (Sum("visits"), *map(Sum, troubled), Max("last_day"))
        name = key if "area_codes" in by else plain
        for row in rows.order_by().values_list(*by).annotate(*sums):
            yield name(row[:-4]), Count(*row[-4:])

    def _lines(self, parts: "Sequence[tuple[QuerySet[Visit], Part]]", counted: Sequence[Counted]) -> Iterable[Any]:
        """The lines of the reports of each part, which `part` numbers. One query, none where nobody's are asked for."""
        statements: list[str] = []
        values: list[Any] = []
        for number, (rows, part) in enumerate(parts):
            try:
                keys, asked = self._narrow(rows, month="date_start").order_by().values("pk").query.sql_with_params()
            except EmptyResultSet:
                continue
            statements.append(LINES.format(part=number, keys=keys))
            values += [*asked, list(counted), part is not openly, self.cut]
        return Tally.objects.raw(" UNION ALL ".join(statements), values) if statements else ()

    def _asked(self) -> "QuerySet[Visit]":
        """The reports asked for that lie in the areas of `user`, where the tallies do not know them."""
        if self.among is None or not reaches(self.user):
            return Visit.objects.none()
        return self.among.filter(area_codes__overlap=self.user.area_codes)

    def _besides(self) -> "QuerySet[Visit]":
        """The reports that `user` sees outside the areas of responsibility."""
        return besides(self.user, among=self.among)

    def _own_inside(self) -> "QuerySet[Visit]":
        """The reports in the areas of `user` whose restricted assessments are known to them as their own."""
        rows = Visit.objects.visible_to(self.user).approved() if self.among is None else self.among
        return rows.filter(pk__in=own(self.user), area_codes__overlap=self.user.area_codes)

    def _narrow(self, rows: Any, *, month: str) -> Any:
        """`rows` of the period and areas; `month`: their column of the date."""
        rows = rows.filter(**{f"{month}__range": (self.first, self.last)})
        return rows.filter(area_codes__contains=self.areas) if self.areas else rows


def whole(line: Tally) -> Count:
    return Count(line.visits, line.found, line.major, line.last_day)


def openly(line: Tally) -> Count:
    """Without what is restricted."""
    return Count(line.visits, line.found_openly, line.major_openly, line.last_day)


def hidden(line: Tally) -> Count:
    """What is restricted, and nothing else."""
    if line.restricted:
        return whole(line)
    return Count(0, line.found - line.found_openly, line.major - line.major_openly, line.last_day)


def key(values: Any) -> Any:
    return plain(tuple(tuple(value) if isinstance(value, list) else value for value in values))


def plain(values: tuple[Any, ...]) -> Any:
    return values if len(values) > 1 else values[0]


def besides(user: User, *, among: "QuerySet[Visit] | None" = None) -> "QuerySet[Visit]":
    """The approved reports (or those `among` them) that `user` may know of for another reason than their areas."""
    rows = Visit.objects.visible_to(user).approved() if among is None else among
    return rows.filter(pk__in=own(user)).exclude(area_codes__overlap=user.area_codes) if reaches(user) else rows


def own(user: User) -> list[int]:
    """Keys of the reports that `user` wrote or went along for. Asked once for each request: most readers have none."""
    kept: list[int] | None = user.__dict__.get("own_reports")
    if kept is None:
        written = Visit.objects.filter(author=user).order_by().values_list("pk", flat=True)
        missions = MissionMember.objects.filter(user=user).order_by().values_list("visit", flat=True)
        kept = user.__dict__["own_reports"] = sorted(written.union(missions))
    return kept


def narrowed(kept: Any, first: dt.date, last: dt.date, areas: Iterable[str]) -> Any:
    """Lines of tallies (with `month` and `area_codes`) of whole months, of reports in all of `areas`."""
    kept, within = kept.filter(month__range=(first, last)).order_by(), list(areas)
    return kept.filter(area_codes__contains=within) if within else kept


def whole_months(filters: Filters, *others: str) -> tuple[dt.date | None, dt.date | None] | None:
    """First and last day asked for (None: any) where nothing narrows the rows but whole months and `others`; else
    None."""
    firsts, lasts = set[dt.date](), set[dt.date]()
    for name, value, _term in filters.terms:
        if name == "fy":
            start, end = fiscal_period(int(value))
            firsts.add(start)
            lasts.add(end)
        elif name == "from":
            firsts.add(dt.date.fromisoformat(value))
        elif name == "to":
            lasts.add(dt.date.fromisoformat(value))
        elif name not in others:
            return None
    first, last = max(firsts, default=None), min(lasts, default=None)
    whole = (first is None or first.day == 1) and (last is None or last.day == monthrange(last.year, last.month)[1])
    return (first, last) if whole else None


def untallied(rows: Rows, user: User, *, visit: str, restricted: str) -> Rows:
    """Of `rows` of approved reports that `user` may read, those that tallies do not count for them.

    `visit`, `restricted`: the ways from a row to its report and to whether it is restricted.
    """
    if not reaches(user):
        return rows
    told = Q((f"{visit}__area_codes__overlap", user.area_codes))
    if not user.may(Permission.VISIT_RESTRICTED):
        told &= Q((restricted, False))
    # Nobody's reports: Django asks nothing.
    return rows.filter(~told, **{f"{visit}__in": own(user)})


def not_approved(
    user: User, filters: Filters, *, first: dt.date, last: dt.date, areas: Iterable[str], kept: Mapping[str, Any] | None
) -> dict[str, int]:
    """Current reports within `filters` that are not approved (now): `in_review` today, and all `dated` in these whole
    months.

    `areas`: as the filters ask. `kept`: the lines of Tally that count the withdrawn ones within the filters; None: no
    line does.
    """
    told = kept if decides(user) else None
    withdrawn = Q(state=State.WITHDRAWN)
    if told is not None:
        withdrawn &= ~Q(area_codes__overlap=user.area_codes)
    if told is not None or not decides(user):
        withdrawn &= Q(pk__in=own(user))
    in_hand = Q(state__in=sorted(set(State) - COUNTED_STATES - {State.WITHDRAWN}))  # does not grow with the archive
    found = filters.apply(Visit.objects.visible_to(user).current().filter(in_hand | withdrawn))
    counts = found.aggregate(
        in_review=Counts("pk", filter=Q(state__in=[State.SUBMITTED, State.ENDORSED])),
        dated=Counts("pk", filter=Q(date_start__range=(first, last))),
    )
    if told is not None:
        lines = narrowed(Tally.objects.readable_by(user).filter(**told), first, last, areas)
        counts["dated"] += lines.aggregate(n=Sum("visits"))["n"] or 0
    return counts
