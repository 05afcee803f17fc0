"""How each indicator is counted: from rows that the reader may know of, which can all be listed.

A source answers the rows of a period and area, the words of one of them, and who is told at all. The value of an
indicator is the number of its rows; of entered ones the sum of the readings in force.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from accounts.queries import midnight, on_days
from accounts.roles import Permission
from centers.models import Center, CenterStatus, PublicReport
from centers.models.center import CenterStatusEvent
from centers.workflow import ReportState
from followups.models import FollowUp
from followups.models.records import FollowUpStep
from followups.workflow import FollowUpState
from indicators.models import Source
from patrols.models import Patrol
from places.codes import is_district
from practices.models import Practice
from practices.models.trail import PracticeStep
from practices.workflow import PracticeState
from ui.periods import Period
from ui.templatetags.ui import bilingual
from visits.models import Visit

STANDING = [CenterStatus.ESTABLISHED, CenterStatus.FUNCTIONAL, CenterStatus.PARTLY]
DONE = [FollowUpState.DONE, FollowUpState.VERIFIED]
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Counted:
    """`rows(user, period, area)`: `area` is TH22, TH2204 or empty. `line`: a row in words. `needs`: who is told."""

    rows: Callable[[User, Period, str], Rows]
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


def centers_as(*statuses: CenterStatus) -> Callable[[User, Period, str], Rows]:
    def rows(user: User, period: Period, area: str) -> Rows:
        """By the newest status of each center on the last day; the history is never younger than what it tells."""
        told = CenterStatusEvent.objects.filter(center=OuterRef("pk"), on__lte=period.end).order_by("-on", "-pk")
        centers = Center.objects.visible_to(user).with_places().annotate(was=Subquery(told.values("status")[:1]))
        in_use = Q(retired_at__isnull=True) | Q(retired_at__gte=midnight(period.end + dt.timedelta(days=1)))
        return centers.filter(in_use, in_district(area, "district"), was__in=statuses)

    return rows


def received(user: User, period: Period, area: str) -> Rows:
    reports = PublicReport.objects.visible_to(user).with_places().defer("summary")
    days = on_days("received_at", period.start, period.end)
    return reports.filter(days, in_district(area, "center__district"))


def resolved(user: User, period: Period, area: str) -> Rows:
    reports = PublicReport.objects.visible_to(user).with_places().defer("summary")
    ended = {"state": ReportState.RESOLVED, "ended_on__range": (period.start, period.end)}
    return reports.filter(in_district(area, "center__district"), **ended)


def patrols(user: User, period: Period, area: str) -> Rows:
    reports = Visit.objects.filter(in_areas(area), pk=OuterRef("anchor"), date_start__range=(period.start, period.end))
    return Patrol.objects.visible_to(user).filter(Exists(reports))


def practices(user: User, period: Period, area: str) -> Rows:
    first = PracticeStep.objects.filter(practice=OuterRef("pk"), target=PracticeState.PUBLISHED).order_by()
    rows: Rows = Practice.objects.visible_to(user).in_library().filter(in_areas(area))
    rows = rows.annotate(since=Subquery(first.values("practice").annotate(first=Min("at")).values("first")))
    return rows.filter(on_days("since", period.start, period.end))


def followups(user: User, period: Period, area: str) -> Rows:
    """Done for good: what was taken up again counts by the last time that it was done."""
    last = FollowUpStep.objects.filter(followup=OuterRef("pk"), target=FollowUpState.DONE).order_by("-at", "-pk")
    rows: Rows = FollowUp.objects.visible_to(user).filter(in_areas(area), state__in=DONE)
    rows = rows.annotate(done_on=Subquery(last.values("at__date")[:1]))
    return rows.filter(due_on__range=(period.start, period.end), done_on__lte=F("due_on"))


def of_center(report: PublicReport) -> str:
    return f"{report.number} · {bilingual(report.center)}"


COUNTED: dict[str, Counted] = {
    Source.CENTERS_ESTABLISHED: Counted(centers_as(*STANDING), bilingual, Permission.REFERENCE_READ),
    Source.CENTERS_FUNCTIONAL: Counted(centers_as(CenterStatus.FUNCTIONAL), bilingual, Permission.REFERENCE_READ),
    Source.REPORTS_RECEIVED: Counted(received, of_center, Permission.PUBLIC_REPORTS),
    Source.REPORTS_RESOLVED: Counted(resolved, of_center, Permission.PUBLIC_REPORTS),
    Source.JOINT_PATROLS: Counted(patrols, lambda row: f"{row.code} · {row.reference}", Permission.VISIT_LIST),
    Source.PRACTICES_PUBLISHED: Counted(
        practices, lambda row: f"{row.code} · {bilingual(row, 'title')}", Permission.PRACTICE_READ
    ),
    Source.FOLLOWUPS_ON_TIME: Counted(followups, lambda row: str(row.title), Permission.FOLLOWUP_LIST),
}
