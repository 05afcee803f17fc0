"""What was observed: from the current approved reports that a reader may know of, restricted ones for their circle.

How many queries it takes does not depend on how many reports there are.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from labour import told
from labour.groups import Group
from labour.models import Crop, WorkerCount
from places.models import District
from visits.models import Activity, ActivityKind, Visit
from visits.queries import activities_readable_by

VISIT = "stop__visit"
SAID = ("details", "asked__sheet__answers")
TELLS = Q(details__has_any_keys=told.NUMBERS) | Q(asked__sheet__answers__has_any_keys=told.NUMBERS)


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


def told_by(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those of `rows` that tell numbers in their details or their checklist, and have no counts of their own."""
    counted = Exists(WorkerCount.objects.filter(activity=OuterRef("pk")))
    return rows.filter(~counted & TELLS)


def groups(rows: QuerySet[Activity]) -> list[Group]:
    """Everybody seen in `rows`, as few groups as there are traits; the work only by its sector."""
    counted = WorkerCount.objects.filter(activity__in=rows.values("pk")).order_by()
    traits = ("nationality", "sector", "route")
    sums = {name: Coalesce(Sum(name), 0) for name in ("women", "men", "unrecorded")}
    found = [
        Group(nationality, sector, sector, route, women, men, unrecorded)
        for nationality, sector, route, women, men, unrecorded in counted.values_list(*traits).annotate(**sums)
    ]
    crops = list(Crop.objects.all())
    for said in told_by(rows).values_list(*SAID):
        found += [one_sector(group) for group in told.groups(together(*said), crops)]
    return found


def together(details: dict[str, Any], answers: dict[str, Any] | None) -> dict[str, Any]:
    """What an observation says in its details and in its checklist."""
    return details | (answers or {})


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
    for reference, day, *said in told_by(rows).values_list(*(f"{VISIT}__{name}" for name in visit), *SAID):
        answers = together(*said)
        crop = told.crop_in(str(answers.get("crop") or ""), crops)
        found += [
            Sight(reference, day, group.sector, crop.pk if crop else None, group.people)
            for group in told.groups(answers, crops)
        ]
    return found


def visits(rows: QuerySet[Activity]) -> int:
    """On how many visits numbers were taken."""
    counted = Exists(WorkerCount.objects.filter(activity=OuterRef("pk")))
    return int(rows.filter(counted | TELLS).aggregate(n=Count(VISIT, distinct=True))["n"])
