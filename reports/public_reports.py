"""Public reports on the dashboard, each number with the list behind it, and on the home page of a center's staff."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from centers import figures as of_centers
from centers.models import PublicReport
from centers.workflow import ReportState
from reports import links
from reports.coverage import in_area
from reports.figures import Number, Share, attention, percent_of
from reports.scope import Scope
from reports.waiting import FEW as FEW_TASKS
from reports.waiting import Pile, decision

FEW = 6


@dataclass(frozen=True)
class CenterLine:
    """A center with what it received in the period, and how much of it waits. `page_url`: the page of the center."""

    name: str
    page_url: str
    received: int
    waiting: int
    resolved: int
    url: str
    waiting_url: str
    resolved_url: str


@dataclass(frozen=True)
class Board:
    numbers: list[Number]
    median_days: float | None
    categories: list[Share]
    channels: list[Share]
    centers: list[CenterLine]
    url: str


def board(scope: Scope) -> Board:
    """What the public reported to the centers of the reader's areas, within that asked for; three queries."""
    rows = of_centers.tallied(scope.user, scope.period.start, scope.period.end)
    rows = in_area(scope, rows, province="center__district__province", district="center__district")
    found, kinds = of_centers.received(rows), of_centers.kinds(rows)
    within = {**links.within(scope.period), **scope.areas}
    return Board(
        numbers=numbers(found, scope.period.label, within),
        median_days=found.median_days,
        categories=shares(kinds["category"], "category", found.received, within),
        channels=shares(kinds["channel"], "channel", found.received, within),
        centers=[
            CenterLine(
                row.name,
                links.place("center", row.code, scope.period),
                row.received,
                row.waiting,
                row.resolved,
                links.public_reports(center=row.code, **within),
                links.public_reports(center=row.code, state="received", **within),
                links.public_reports(center=row.code, state="resolved", **within),
            )
            for row in of_centers.by_center(rows, rows=FEW)
        ],
        url=links.public_reports(**within),
    )


def numbers(found: of_centers.Received, when: str, within: dict[str, links.Value]) -> list[Number]:
    of_all = _("of %(n)s received") % {"n": found.received}
    waits, done = found.waiting, found.resolved
    return [
        Number("received", _("Received"), found.received, when, links.public_reports(**within), "river"),
        Number(
            "untaken", _("Waiting"), waits, of_all, links.public_reports(state="received", **within), attention(waits)
        ),
        Number("resolved", _("Resolved"), done, of_all, links.public_reports(state="resolved", **within), "leaf"),
    ]


def shares(parts: list[of_centers.Part], name: str, total: int, within: dict[str, links.Value]) -> list[Share]:
    return [
        Share(
            part.label,
            part.value,
            percent_of(part.value, total),
            "river",
            links.public_reports(**{**within, name: part.code}),
        )
        for part in parts[:FEW]
    ]


def untaken(user: User, today: dt.date) -> Pile:
    """The reports that nobody at the reader's centers has taken up, those that wait longest first."""
    rows = PublicReport.objects.visible_to(user).filter(state=ReportState.RECEIVED).select_related("center")
    found = list(rows.defer("summary").order_by("received_at", "pk")[: FEW_TASKS + 1])
    tasks = [
        decision(
            report.received_at,
            today,
            title=report.get_category_display(),
            url=report.get_absolute_url(),
            kicker=f"{report.number} · {report.get_channel_display()}",
            state=report.status,
        )
        for report in found[:FEW_TASKS]
    ]
    total = rows.count() if len(found) > FEW_TASKS else len(found)
    url = links.public_reports(state=ReportState.RECEIVED.value)
    return Pile("public-reports", _("Public reports to take up"), tasks, url, total)
