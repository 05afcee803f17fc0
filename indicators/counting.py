"""How each indicator is counted: from rows that the reader may know of, which can all be listed.

A source answers the rows of a period and area, how many these are, the words of one of them, and who is told at all.
The value of an indicator is the number of its rows; of entered ones the sum of the readings in force. Rows that grow
with the archive are counted from what is kept (ADR 28).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Sum

from accounts.models import User
from accounts.queries import midnight, on_days
from accounts.roles import Permission
from centers.models import Center, CenterStatus, PublicReport, ReportTally
from centers.models.center import CenterStatusEvent
from centers.workflow import ReportState
from followups.figures import due
from followups.filters import done_in_time
from followups.models import FollowUp
from followups.places import within
from indicators.models import Source
from patrols.models import Patrol
from patrols.tallies import Where, records
from places.codes import is_district
from practices.models import Practice
from practices.models.trail import PracticeStep
from practices.workflow import PracticeState
from ui.periods import Period, between
from ui.templatetags.ui import bilingual
from visits.models import Visit
from visits.queries import few

STANDING = [CenterStatus.ESTABLISHED, CenterStatus.FUNCTIONAL, CenterStatus.PARTLY]
Rows = QuerySet[Any]


Counts = Callable[[User, Sequence[Period], str], list[int]]


@dataclass(frozen=True)
class Counted:
    """`area` is TH22, TH2204 or empty. `counts`: how many `rows` there are of each of these periods, in as many queries
    as for one. `line`: a row in words. `needs`: who is told."""

    rows: Callable[[User, Period, str], Rows]
    counts: Counts
    line: Callable[[Any], str]
    needs: Permission


def in_district(area: str, district: str) -> Q:
    """Rows whose district, at the end of the path, lies in `area`."""
    code = area.removeprefix("TH")
    if not code:
        return Q()
    return Q(**{f"{district}__code" if is_district(area) else f"{district}__province__code": code})


def in_areas(area: str) -> Q:
    return Q(area_codes__contains=[area]) if area else Q()


def number_of(rows: Rows, *which: Q, by: str = "") -> list[int]:
    """How many of `rows` fulfil each of these; by the sum of a column where they are lines. One query."""
    sums = {
        f"n_{n}": Sum(by, filter=condition, default=0) if by else Count("pk", filter=condition)
        for n, condition in enumerate(which)
    }
    return list(rows.order_by().aggregate(**sums).values())


def around(spans: Sequence[Period]) -> Period:
    return between(min(span.start for span in spans), max(span.end for span in spans))


def center_was(day: dt.date, statuses: Sequence[CenterStatus], name: str) -> tuple[dict[str, Subquery], Q]:
    """An annotation `name` of centers, and which had one of `statuses` on that day: the newest that its history tells,
    which is never younger than that."""
    told = CenterStatusEvent.objects.filter(center=OuterRef("pk"), on__lte=day).order_by("-on", "-pk")
    in_use = Q(retired_at__isnull=True) | Q(retired_at__gte=midnight(day + dt.timedelta(days=1)))
    return {name: Subquery(told.values("status")[:1])}, in_use & Q((f"{name}__in", statuses))


def centers_as(*statuses: CenterStatus) -> tuple[Callable[[User, Period, str], Rows], Counts]:
    """Those that were so on the last day of a period: rows and counts."""

    def rows(user: User, period: Period, area: str) -> Rows:
        told, was = center_was(period.end, statuses, "was")
        centers = Center.objects.visible_to(user).with_places().annotate(**told)
        return centers.filter(was, in_district(area, "district"))

    def counts(user: User, spans: Sequence[Period], area: str) -> list[int]:
        centers = Center.objects.visible_to(user).filter(in_district(area, "district"))
        ends = [center_was(span.end, statuses, f"was_{n}") for n, span in enumerate(spans)]
        for told, _was in ends:
            centers = centers.annotate(**told)
        return number_of(centers, *(was for _told, was in ends))

    return rows, counts


def received(user: User, period: Period, area: str) -> Rows:
    reports = PublicReport.objects.visible_to(user).with_places().defer("summary")
    days = on_days("received_at", period.start, period.end)
    return reports.filter(days, in_district(area, "center__district"))


def resolved(user: User, period: Period, area: str) -> Rows:
    reports = PublicReport.objects.visible_to(user).with_places().defer("summary")
    ended = {"state": ReportState.RESOLVED, "ended_on__range": (period.start, period.end)}
    return reports.filter(in_district(area, "center__district"), **ended)


def reports_counts(which: Q, by: str) -> Counts:
    """By the column `by` of these lines of ReportTally."""

    def counts(user: User, spans: Sequence[Period], area: str) -> list[int]:
        lines = ReportTally.objects.visible_to(user).filter(which, in_district(area, "center__district"))
        return number_of(lines, *(Q(month__range=(span.start, span.end)) for span in spans), by=by)

    return counts


def patrols(user: User, period: Period, area: str) -> Rows:
    reports = Visit.objects.filter(in_areas(area), date_start__range=(period.start, period.end))
    near = few(Patrol.objects.all(), [Q(reference__in=reports.order_by().values("reference"))], otherwise=Q())
    return Patrol.objects.visible_to(user).filter(near, Exists(reports.filter(pk=OuterRef("anchor"))))


def patrol_counts(user: User, spans: Sequence[Period], area: str) -> list[int]:
    return records(user, [Where(span.start, span.end, [area] if area else []) for span in spans])


def practices(user: User, period: Period, area: str) -> Rows:
    first = PracticeStep.objects.filter(practice=OuterRef("pk"), target=PracticeState.PUBLISHED).order_by()
    rows: Rows = Practice.objects.visible_to(user).in_library().filter(in_areas(area))
    rows = rows.annotate(since=Subquery(first.values("practice").annotate(first=Min("at")).values("first")))
    return rows.filter(on_days("since", period.start, period.end))


def practice_counts(user: User, spans: Sequence[Period], area: str) -> list[int]:
    every = practices(user, around(spans), area)
    return number_of(every, *(on_days("since", span.start, span.end) for span in spans))


def followups(user: User, period: Period, area: str) -> Rows:
    """Done for good: what was taken up again counts by the last time that it was done."""
    rows: Rows = FollowUp.objects.visible_to(user).filter(within([area] if area else []), done_in_time(late=False))
    return rows.filter(due_on__range=(period.start, period.end))


def followup_counts(user: User, spans: Sequence[Period], area: str) -> list[int]:
    return [on_time for _due, on_time in due(user, [(span.start, span.end, area) for span in spans])]


def of_center(report: PublicReport) -> str:
    return f"{report.number} · {bilingual(report.center)}"


COUNTED: dict[str, Counted] = {
    Source.CENTERS_ESTABLISHED: Counted(*centers_as(*STANDING), bilingual, Permission.REFERENCE_READ),
    Source.CENTERS_FUNCTIONAL: Counted(*centers_as(CenterStatus.FUNCTIONAL), bilingual, Permission.REFERENCE_READ),
    Source.REPORTS_RECEIVED: Counted(
        received, reports_counts(~Q(state=""), "reports"), of_center, Permission.PUBLIC_REPORTS
    ),
    Source.REPORTS_RESOLVED: Counted(
        resolved, reports_counts(Q(state="", category=""), "resolved"), of_center, Permission.PUBLIC_REPORTS
    ),
    Source.JOINT_PATROLS: Counted(
        patrols, patrol_counts, lambda row: f"{row.code} · {row.reference}", Permission.VISIT_LIST
    ),
    Source.PRACTICES_PUBLISHED: Counted(
        practices, practice_counts, lambda row: f"{row.code} · {bilingual(row, 'title')}", Permission.PRACTICE_READ
    ),
    Source.FOLLOWUPS_ON_TIME: Counted(followups, followup_counts, lambda row: str(row.title), Permission.FOLLOWUP_LIST),
}
