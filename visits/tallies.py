"""Figures over approved reports from their tallies: the same as counting the reports, but not slower with more of them.

What a reader sees for the areas of responsibility is tallied. The few reports seen besides (own ones, missions) are
counted when asked, by the same function of the database; so none is left out and none counted twice.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Max, QuerySet, Sum

from accounts.models import User
from accounts.roles import Permission
from visits.models import Counted, MissionMember, Tally, Visit

LINES = "SELECT 0 AS id, lines.* FROM visits_tally_lines(%s) lines WHERE counted = ANY(%s) AND (%s OR NOT restricted)"


@dataclass(frozen=True)
class Count:
    """Visits, those with a minor or major finding that the reader may know of, and the last day of the latest."""

    visits: int
    found: int
    last_day: dt.date

    def __add__(self, other: "Count") -> "Count":
        return Count(self.visits + other.visits, self.found + other.found, max(self.last_day, other.last_day))


class Tallies:
    """The approved reports that `user` may know of, from the first day of a month to the last of one.

    `areas`: only reports in all of them (TH22, TH2204). `among`: only these reports; they are then counted when asked,
    for the tallies know areas and months alone. Restricted assessments count for those who may read them in their
    areas. Authors, who may read their own alone, are told of none: rather too little than what is not for them.
    """

    def __init__(
        self,
        user: User,
        *,
        first: dt.date,
        last: dt.date,
        areas: Iterable[str] = (),
        among: "QuerySet[Visit] | None" = None,
    ) -> None:
        self.user, self.first, self.last, self.areas, self.among = user, first, last, list(areas), among

    def count(
        self, *counted: Counted, by: tuple[str, ...], subjects: Collection[int] | None = None
    ) -> dict[Any, Count]:
        """Counts by the values of the columns `by` of Tally: tuples, or bare values where it is one column."""
        reads = self.user.may(Permission.VISIT_RESTRICTED)
        found = dict(self._tallied(*counted, by=by, subjects=subjects, reads=reads))
        for keys, openly in ((self._asked, not reads), (self._besides, True)):
            for line in Tally.objects.raw(LINES, [keys, list(counted), not openly]) if keys else ():
                if subjects is not None and line.subject not in subjects:
                    continue
                name = key([getattr(line, column) for column in by])
                one = Count(line.visits, line.found_openly if openly else line.found, line.last_day)
                found[name] = found[name] + one if name in found else one
        return found

    def _tallied(
        self, *counted: Counted, by: tuple[str, ...], subjects: Collection[int] | None, reads: bool
    ) -> Iterator[tuple[Any, Count]]:
        if self.among is not None:
            return
        rows = self._narrow(Tally.objects.visible_to(self.user), month="month").filter(counted__in=counted)
        if subjects is not None:
            rows = rows.filter(subject__in=list(subjects))
        if not reads:
            rows = rows.exclude(restricted=True)
        sums = (Sum("visits"), Sum("found" if reads else "found_openly"), Max("last_day"))
        for row in rows.order_by().values_list(*by).annotate(*sums):
            yield key(row[:-3]), Count(*row[-3:])

    @cached_property
    def _asked(self) -> list[int]:
        """Keys of the reports asked for that lie in the areas of `user`, where the tallies do not know them."""
        if self.among is None or not Tally.objects.reaches(self.user):
            return []
        rows = Visit.objects.visible_to(self.user).approved().filter(area_codes__overlap=self.user.area_codes)
        return self._keys(rows)

    @cached_property
    def _besides(self) -> list[int]:
        """Keys of the reports that `user` sees outside the areas of responsibility."""
        return self._keys(besides(self.user))

    def _keys(self, rows: "QuerySet[Visit]") -> list[int]:
        rows = self._narrow(rows, month="date_start")
        if self.among is not None:
            rows = rows.filter(pk__in=self.among.order_by().values("pk"))
        return list(rows.order_by().values_list("pk", flat=True))

    def _narrow(self, rows: Any, *, month: str) -> Any:
        """`rows` of the period and areas; `month`: their column of the date."""
        rows = rows.filter(**{f"{month}__range": (self.first, self.last)})
        return rows.filter(area_codes__contains=self.areas) if self.areas else rows


def key(values: Any) -> Any:
    plain = tuple(tuple(value) if isinstance(value, list) else value for value in values)
    return plain if len(plain) > 1 else plain[0]


def besides(user: User) -> "QuerySet[Visit]":
    """The approved reports that `user` may know of for another reason than their areas."""
    rows = Visit.objects.visible_to(user).approved()
    if not Tally.objects.reaches(user):
        return rows
    # Their keys are looked up first: going through everybody's reports would find the same.
    own = Visit.objects.filter(author=user).order_by().values("pk")
    missions = MissionMember.objects.filter(user=user).order_by().values("visit")
    return rows.filter(pk__in=own.union(missions)).exclude(area_codes__overlap=user.area_codes)
