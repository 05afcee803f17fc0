"""What public reports and readiness checks add up to: for a center's page and for dashboards."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Avg, Count, DurationField, F, OuterRef, Q, Subquery

from accounts.queries import midnight
from centers.days import day_of
from centers.freshness import since
from centers.models import CenterQuerySet, ReadinessCheck
from centers.models.public_report import PublicReportQuerySet
from centers.report_choices import Category, ReportChannel
from centers.workflow import ReportState
from ui.dates import language


class Median(Aggregate):
    """The middle of durations; none where there are none."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


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
    return reports.filter(received_at__gte=midnight(first), received_at__lt=midnight(last + dt.timedelta(days=1)))


def received(reports: PublicReportQuerySet) -> Received:
    """One query."""
    counted = (ReportState.RECEIVED, ReportState.REFERRED, ReportState.RESOLVED)
    found: dict[str, Any] = reports.aggregate(
        all=Count("pk"),
        took=Median(F("acknowledged_on") - day_of("received_at")),
        **{state.value: Count("pk", filter=Q(state=state)) for state in counted},
    )
    took: dt.timedelta | None = found["took"]
    return Received(
        received=found["all"],
        waiting=found["received"],
        referred=found["referred"],
        resolved=found["resolved"],
        median_days=None if took is None else took / dt.timedelta(days=1),
    )


def kinds(reports: PublicReportQuerySet) -> dict[str, list[Part]]:
    """The reports by `category` and by `channel`, most first; one query."""
    columns, found = ("category", "channel"), Counter[tuple[str, str]]()
    for *codes, n in reports.order_by().values_list(*columns).annotate(n=Count("pk")):
        for column, code in zip(columns, codes, strict=True):
            found[column, code] += n
    labels = {"category": dict(Category.choices), "channel": dict(ReportChannel.choices)}
    most = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return {
        column: [Part(code, str(labels[column][code]), n) for (name, code), n in most if name == column]
        for column in columns
    }


def by_center(reports: PublicReportQuerySet, *, rows: int) -> list[OfCenter]:
    """The centers with most reports nobody took up, then with most; one query."""
    grouped = reports.order_by().values_list("center__code", f"center__district__name_{language()}")
    counted = grouped.annotate(
        all=Count("pk"),
        waiting=Count("pk", filter=Q(state=ReportState.RECEIVED)),
        resolved=Count("pk", filter=Q(state=ReportState.RESOLVED)),
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
