"""The most people seen on one visit, from their tallies (ADR 28), and which observations of a district are the newest.

A most is the same however often a visit is looked at. So the visits that the tallies do not tell whole are counted when
asked, all that the reader may know of them.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from accounts.models import User
from accounts.roles import Permission
from labour.models import Crop, Observed, SeenTally
from labour.observed import VISIT, Said, Sight, in_district, observations, sights_in, sights_told, told_by
from places.models import District
from visits.models import Activity
from visits.tallies import narrowed, untallied

NEWEST = 12  # observations
People = dict[tuple[str, dt.date], int]  # by district code and first day of the month


def besides(user: User, rows: QuerySet[Activity], said: Iterable[Said] = ()) -> QuerySet[Activity]:
    """Those of `rows` that lie on visits which `user` knows of, or knows more of, for another reason than their areas;
    and on those where numbers were `said` outside of counts."""
    known = untallied(rows, user, visit=VISIT, restricted="restricted").values_list(VISIT, flat=True)
    return rows.filter(**{f"{VISIT}__in": {*known, *(one.visit for one in said)}})


def column(user: User, name: str) -> str:
    """The column of SeenTally that `user` may read."""
    return name if user.may(Permission.VISIT_RESTRICTED) else f"{name}_openly"


def tallied(user: User, first: dt.date, last: dt.date, areas: Iterable[str]) -> People:
    """The most people on one visit of whole months in the areas of `user`."""
    people = column(user, "people")
    rows = narrowed(SeenTally.objects.visible_to(user), first, last, areas).filter(sector="")
    lines = rows.filter(**{f"{people}__isnull": False}).values_list("district__code", "month").annotate(Max(people))
    return {(district, month): most for district, month, most in lines}


def sights(user: User, district: District, *, first: dt.date, last: dt.date, crops: list[Crop]) -> list[Sight]:
    """Who was seen in a district in these whole months: of each kind of work and month at least those on the visit with
    the most people."""
    rows = in_district(observations(user, first=first, last=last), district)
    kept = narrowed(SeenTally.objects.visible_to(user), first, last, ()).filter(district=district).exclude(sector="")
    visit, people = column(user, "visit"), column(user, "people")
    best = kept.filter(**{f"{people}__isnull": False})
    columns = (f"{visit}__reference", f"{visit}__date_start", "sector", "crop", people)
    found = [Sight(*row) for row in best.values_list(*columns)]
    return [*found, *sights_in(besides(user, rows)), *sights_told(list(told_by(rows)), crops)]


def newest(user: User, district: District, *, first: dt.date, last: dt.date) -> QuerySet[Activity]:
    """The newest observations of a district between two days, with their visit."""
    rows = in_district(observations(user, first=first, last=last), district)
    kept: QuerySet[Any] = Observed.objects.readable_by(user)
    kept = kept.filter(district=district, day__range=(first, last))
    known = kept.order_by("-day", "-activity").values_list("activity", flat=True)[:NEWEST]
    others = untallied(rows, user, visit=VISIT, restricted="restricted")
    order = (f"-{VISIT}__date_start", "-pk")
    keys = {*known, *others.order_by(*order).values_list("pk", flat=True)[:NEWEST]}
    return rows.filter(pk__in=keys).select_related(VISIT).order_by(*order)[:NEWEST]
