"""What public reports and readiness checks add up to: for a center's page and for dashboards."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Avg, Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.queries import on_days
from centers.freshness import since
from centers.models import CenterQuerySet, ReadinessCheck, ReportTally
from centers.models.public_report import PublicReportQuerySet
from centers.models.report_tally import ReportTallyQuerySet
from centers.report_choices import Category, ReportChannel
from centers.workflow import ReportState
from ui.dates import language


@dataclass(frozen=True)
class Received:
    """Public reports of a period. `median_days`: from the day received to the day acknowledged; None: none was."""

    received: int
    waiting: int
    referred: int
    resolved: int
    median_days: float | None


@dataclass(frozen=True)
class Part:
    """Reports of one kind among all of them; `code`: as a filter of the list has it."""

    code: str
    label: str
    value: int


@dataclass(frozen=True)
class OfCenter:
    """`name`: of its district."""

    code: str
    name: str
    received: int
    waiting: int
    resolved: int


@dataclass(frozen=True)
class Readiness:
    """`checked`: centers checked lately enough; `mean`: their readiness in per cent, None where there is none."""

    centers: int
    checked: int
    mean: float | None

    @property
    def stale(self) -> int:
        return self.centers - self.checked


def within(reports: PublicReportQuerySet, first: dt.date, last: dt.date) -> PublicReportQuerySet:
    """Those received from `first` to `last`, both included."""
    return reports.filter(on_days("received_at", first, last))


def tallied(user: User, first: dt.date, last: dt.date) -> ReportTallyQuerySet:
    """The reports that `user` may know of, received in these whole months, as their tallies have them (ADR 28)."""
    return ReportTally.objects.visible_to(user).filter(month__range=(first, last)).order_by()


def received(tallies: ReportTallyQuerySet) -> Received:
    """One query."""
    states, days = Counter[str](), Counter[int]()
    for state, took, n in tallies.exclude(state="").values_list("state", "days").annotate(n=Sum("reports")):
        states[state] += n
        if took is not None:
            days[took] += n
    return Received(
        received=states.total(),
        waiting=states[ReportState.RECEIVED],
        referred=states[ReportState.REFERRED],
        resolved=states[ReportState.RESOLVED],
        median_days=median(days),
    )


def median(days: Counter[int]) -> float | None:
    """The middle of so many durations; between the two in the middle where their number is even."""
    number, middle = days.total(), []
    for place in ((number - 1) // 2, number // 2):
        passed = 0
        for took in sorted(days):
            passed += days[took]
            if passed > place:
                middle.append(took)
                break
    return sum(middle) / 2 if number else None


def kinds(tallies: ReportTallyQuerySet) -> dict[str, list[Part]]:
    """The reports by `category` and by `channel`, most first; one query."""
    columns, found = ("category", "channel"), Counter[tuple[str, str]]()
    for *codes, n in tallies.exclude(category="").values_list(*columns).annotate(n=Sum("reports")):
        for column, code in zip(columns, codes, strict=True):
            found[column, code] += n
    labels = {"category": dict(Category.choices), "channel": dict(ReportChannel.choices)}
    most = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return {
        column: [Part(code, str(labels[column][code]), n) for (name, code), n in most if name == column]
        for column in columns
    }


def by_center(tallies: ReportTallyQuerySet, *, rows: int) -> list[OfCenter]:
    """The centers with most reports nobody took up, then with most; one query."""
    grouped = tallies.exclude(state="").values_list("center__code", f"center__district__name_{language()}")
    counted = grouped.annotate(
        all=Sum("reports"),
        waiting=Coalesce(Sum("reports", filter=Q(state=ReportState.RECEIVED)), 0),
        resolved=Coalesce(Sum("reports", filter=Q(state=ReportState.RESOLVED)), 0),
    )
    return [OfCenter(*row) for row in counted.order_by("-waiting", "-all", "center__code")[:rows]]


def readiness(centers: CenterQuerySet, today: dt.date) -> Readiness:
    """By the centers' own checks, not older than the freshness asks; one query."""
    newest = ReadinessCheck.objects.filter(center=OuterRef("pk")).order_by("-on", "-pk").values("sheet__score")[:1]
    checked = Q(readiness="checked")
    found = (
        centers.with_readiness(since(today))
        .annotate(score=Subquery(newest))
        .aggregate(all=Count("pk"), checked=Count("pk", filter=checked), mean=Avg("score", filter=checked))
    )
    mean = found["mean"]
    return Readiness(found["all"], found["checked"], None if mean is None else float(mean))
