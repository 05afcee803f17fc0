"""Public reports and readiness on the dashboard: numbers of a period, each with the list behind it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from centers import figures as of_centers
from centers.models import PublicReport
from reports import links
from reports.figures import Number, Share, attention
from reports.periods import Period

FEW = 6


@dataclass(frozen=True)
class CenterLine:
    """A center with what it received in the period, and how much of it waits."""

    name: str
    received: int
    waiting: int
    resolved: int
    url: str
    waiting_url: str


@dataclass(frozen=True)
class Board:
    numbers: list[Number]
    median_days: float | None
    categories: list[Share]
    channels: list[Share]
    centers: list[CenterLine]
    url: str


def board(user: User, period: Period) -> Board:
    """What the public reported to the centers of the reader's areas; four queries."""
    rows = of_centers.within(PublicReport.objects.visible_to(user), period.start, period.end)
    found, within = of_centers.received(rows), links.within(period)
    return Board(
        numbers=numbers(found, period),
        median_days=found.median_days,
        categories=shares(of_centers.parts(rows, "category"), "category", found.received, period),
        channels=shares(of_centers.parts(rows, "channel"), "channel", found.received, period),
        centers=[
            CenterLine(
                row.name,
                row.received,
                row.waiting,
                row.resolved,
                links.public_reports(center=row.code, **within),
                links.public_reports(center=row.code, state="received", **within),
            )
            for row in of_centers.by_center(rows, rows=FEW)
        ],
        url=links.public_reports(**within),
    )


def numbers(found: of_centers.Received, period: Period) -> list[Number]:
    within, of_all = links.within(period), _("of %(n)s received") % {"n": found.received}
    waits, done = found.waiting, found.resolved
    return [
        Number("received", _("Received"), found.received, period.label, links.public_reports(**within), "river"),
        Number(
            "untaken", _("Waiting"), waits, of_all, links.public_reports(state="received", **within), attention(waits)
        ),
        Number("resolved", _("Resolved"), done, of_all, links.public_reports(state="resolved", **within), "leaf"),
    ]


def shares(parts: list[of_centers.Part], name: str, total: int, period: Period) -> list[Share]:
    within = links.within(period)
    return [
        Share(
            part.label,
            part.value,
            round(100 * part.value / total),
            "river",
            links.public_reports(**{name: part.code}, **within),
        )
        for part in parts[:FEW]
    ]
