"""Filters of the list of public reports, so that every figure can link to what it counts.

state=received      channel=hotline      category=TIP      center=pong-nam-ron      province=22      district=2204
                    (where the center lies; these three in the list of all centers)
from=2026-01-01     to=2026-01-31        received on these days
"""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import in_areas_of
from accounts.roles import Role
from centers.figures import within
from centers.models import Center, CenterQuerySet
from centers.models.public_report import PublicReportQuerySet
from centers.report_choices import Category, ReportChannel
from centers.workflow import ReportState
from places.listing import Chip, Filter, chips, of_places, read, without
from places.models import District, Province
from ui import dates

COLUMNS = {
    "center": "center__code",
    "province": "center__district__province__code",
    "district": "center__district__code",
}


@dataclass(frozen=True)
class Asked:
    """What the list is asked for: filters as read, and the days of receipt."""

    filters: list[Filter]
    chips: list[Chip]
    first: dt.date | None
    last: dt.date | None

    def narrow(self, reports: PublicReportQuerySet) -> PublicReportQuerySet:
        for one in self.filters:
            if one.chosen:
                reports = reports.filter(**{COLUMNS.get(one.name, one.name): one.chosen})
        return within(reports, self.first or dt.date(1900, 1, 1), self.last or dt.date(9000, 1, 1))


def asked(query: QueryDict, user: User, *, of_all: bool) -> Asked:
    """`of_all`: the list of all centers, of which some can be chosen; three queries then, else none."""
    filters = [
        Filter("state", _("State"), list(ReportState.choices)),
        Filter("category", _("Category"), list(Category.choices)),
        Filter("channel", _("Channel"), list(ReportChannel.choices)),
    ]
    if of_all:
        centers = centers_of(user)
        provinces = Province.objects.filter(districts__centers__in=centers)
        filters[:0] = [
            of_places("province", _("Province"), provinces),
            of_places("district", _("District"), District.objects.filter(centers__in=centers)),
            of_places("center", _("Center"), centers),
        ]
    chosen = read(query, filters)
    first, last = day(query.get("from", "")), day(query.get("to", ""))
    return Asked(chosen, [*chips(query, chosen), *period_chips(query, first, last)], first, last)


def centers_of(user: User) -> CenterQuerySet:
    """The centers whose public reports `user` may read."""
    rows = Center.objects.visible_to(user)
    return rows.filter(staff=user) if user.role == Role.CENTER else rows.filter(in_areas_of(user, "district"))


def period_chips(query: QueryDict, first: dt.date | None, last: dt.date | None) -> list[Chip]:
    named = (("from", _("Received from"), first), ("to", _("Received to"), last))
    return [Chip(label, dates.short_date(value), without(query, name)) for name, label, value in named if value]


def day(text: str) -> dt.date | None:
    """An ISO day of an address; None where it is none."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if dt.date(1900, 1, 1) <= found <= dt.date(9000, 1, 1) else None
