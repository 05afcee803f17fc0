"""What was observed: from the current approved reports that a reader may know of, restricted ones for their circle.

How many queries it takes does not depend on how many reports there are.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from accounts.models import User
from labour import told
from labour.groups import Group
from labour.models import Crop, WorkerCount
from places.models import District
from visits.models import Activity, ActivityKind, Visit
from visits.queries import activities_readable_by

VISIT = "stop__visit"


@dataclass(frozen=True)
class Sight:
    """The people at one kind of work on one visit; `crop`: its key."""

    reference: str
    day: dt.date
    sector: str
    crop: int | None
    people: int


def observations(user: User, *, first: dt.date, last: dt.date) -> QuerySet[Activity]:
    """The observations that `user` may know of, on visits that began within these days."""
    reports = Visit.objects.visible_to(user).approved().filter(date_start__range=(first, last)).order_by()
    rows = activities_readable_by(user).filter(kind=ActivityKind.OBSERVATION)
    return rows.filter(stop__visit__in=reports.values("pk")).order_by()


def in_district(district: District) -> Q:
    """Where the stop lies; where nobody said, where the visit went, if that is one district."""
    where = Q(stop__district=district) | Q(stop__checkpoint__district=district) | Q(stop__center__district=district)
    unsaid = Q(stop__district=None, stop__checkpoint=None, stop__center=None)
    only = Q(**{f"{VISIT}__area_codes__len": 3, f"{VISIT}__area_codes__contains": [district.area_code]})
    return where | (unsaid & only)  # country, province and one district


def uncounted(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those of `rows` whose details tell numbers, for they have no counts of their own."""
    return rows.filter(~Exists(WorkerCount.objects.filter(activity=OuterRef("pk"))), details__has_any_keys=told.NUMBERS)


def groups(rows: QuerySet[Activity]) -> list[Group]:
    """Everybody seen in `rows`, as few groups as there are traits; the work only by its sector."""
    counted = WorkerCount.objects.filter(activity__in=rows.values("pk")).order_by()
    traits = ("nationality", "sector", "route")
    sums = {name: Coalesce(Sum(name), 0) for name in ("women", "men", "unrecorded")}
    found = [
        Group(nationality, sector, sector, route, women, men, unrecorded)
        for nationality, sector, route, women, men, unrecorded in counted.values_list(*traits).annotate(**sums)
    ]
    numbers = {name: Coalesce(Sum(Cast(KT(f"details__{name}"), IntegerField())), 0) for name in told.NUMBERS}
    earlier = uncounted(rows).values("details__origin", "details__crop", "details__permit_route").annotate(**numbers)
    crops = list(Crop.objects.all())
    for row in earlier:
        details = {name.removeprefix("details__"): value for name, value in row.items()}
        found += [one_sector(group) for group in told.groups(details, crops)]
    return found


def one_sector(group: Group) -> Group:
    return Group(group.nationality, group.sector, group.sector, group.route, group.women, group.men, group.unrecorded)


def sights(rows: QuerySet[Activity], crops: list[Crop]) -> list[Sight]:
    """What `rows` saw, each kind of work of each visit once."""
    visit = ("reference", "date_start")
    workers = sum((Coalesce(Sum(name), 0) for name in ("men", "unrecorded")), Coalesce(Sum("women"), 0))
    counted = (
        WorkerCount.objects.filter(activity__in=rows.values("pk"))
        .order_by()
        .values_list(*(f"activity__{VISIT}__{name}" for name in visit), "sector", "crop")
        .annotate(people=workers)
    )
    found = [Sight(*row) for row in counted]
    for row in uncounted(rows).select_related(VISIT):
        found += told_by(row, crops)
    return found


def told_by(row: Activity, crops: list[Crop]) -> list[Sight]:
    crop = told.crop_in(str(row.details.get("crop") or ""), crops)
    visit: Any = row.stop.visit
    return [
        Sight(visit.reference, visit.date_start, group.sector, crop and crop.pk, group.people)
        for group in told.groups(row.details, crops)
    ]


def visits(rows: QuerySet[Activity]) -> int:
    """On how many visits numbers were taken."""
    counted = Exists(WorkerCount.objects.filter(activity=OuterRef("pk"))) | Q(details__has_any_keys=told.NUMBERS)
    return int(rows.filter(counted).aggregate(n=Count(VISIT, distinct=True))["n"])
