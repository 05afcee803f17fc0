"""What was observed: from the current approved reports that a reader may know of, restricted ones for their circle.

How many queries it takes does not depend on how many reports there are.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from checklists.models import Sheet
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


@dataclass(frozen=True)
class Said:
    """What an observation answered, in its details and its checklist; `activity`, `visit`: their keys."""

    activity: int
    visit: int
    reference: str
    day: dt.date
    answers: dict[str, Any]


def observations(user: User, *, first: dt.date, last: dt.date, areas: Iterable[str] = ()) -> QuerySet[Activity]:
    """The observations that `user` may know of, on visits that began within these days and lie in all of `areas`."""
    reports = Visit.objects.visible_to(user).approved().filter(date_start__range=(first, last)).order_by()
    if codes := list(areas):
        reports = reports.filter(area_codes__contains=codes)
    rows = activities_readable_by(user).filter(kind=ActivityKind.OBSERVATION)
    return rows.filter(stop__visit__in=reports.values("pk")).order_by()


def in_district(rows: QuerySet[Activity], district: District) -> QuerySet[Activity]:
    """Those of `rows` whose stop lies there; where nobody said, those of visits that went to this district alone.

    As labour_district_of (migration 0004).
    """
    where = Coalesce("stop__district", "stop__checkpoint__district", "stop__center__district")
    only = {f"{VISIT}__area_codes__len": 3, f"{VISIT}__area_codes__contains": [district.area_code]}
    rows = rows.annotate(where=where)
    return rows.filter(Q(where=district.pk) | Q(where=None, **only))  # country, province and one district


def told_by(rows: QuerySet[Activity]) -> Iterator[Said]:
    """What those of `rows` say that tell numbers in their details or their checklist, and have no counts of their own.

    Apart, for each finds its few rows by an index (migration 0002).
    """
    alone = rows.filter(~Exists(WorkerCount.objects.filter(activity=OuterRef("pk"))))
    sheets = Sheet.objects.filter(answers__has_any_keys=told.NUMBERS).values("pk")
    in_details = Q(details__has_any_keys=told.NUMBERS)
    columns = ("pk", VISIT, f"{VISIT}__reference", f"{VISIT}__date_start", "details")
    for pk, visit, reference, day, details in alone.filter(in_details).values_list(*columns):
        yield Said(pk, visit, reference, day, details)
    asked = alone.filter(~in_details, asked__sheet__in=sheets).values_list(*columns, "asked__sheet__answers")
    for pk, visit, reference, day, details, answers in asked:
        yield Said(pk, visit, reference, day, details | answers)


def groups(rows: QuerySet[Activity], elsewhere: list[Said]) -> list[Group]:
    """Everybody seen in `rows` and told `elsewhere`, as few groups as there are traits; the work by its sector."""
    return [*counted_in(rows), *told_as_groups(elsewhere)]


def counted_in(rows: QuerySet[Activity]) -> list[Group]:
    counted = WorkerCount.objects.filter(activity__in=rows.values("pk")).order_by()
    traits = ("nationality", "sector", "route")
    sums = {name: Coalesce(Sum(name), 0) for name in ("women", "men", "unrecorded")}
    return [
        Group(nationality, sector, sector, route, women, men, unrecorded)
        for nationality, sector, route, women, men, unrecorded in counted.values_list(*traits).annotate(**sums)
    ]


def told_as_groups(elsewhere: list[Said]) -> list[Group]:
    found: list[Group] = []
    crops = list(Crop.objects.all()) if elsewhere else []
    for said in elsewhere:
        found += [one_sector(group) for group in told.groups(said.answers, crops)]
    return found


def one_sector(group: Group) -> Group:
    return Group(group.nationality, group.sector, group.sector, group.route, group.women, group.men, group.unrecorded)


def sights_in(rows: QuerySet[Activity]) -> list[Sight]:
    """Whom `rows` counted, each kind of work of each visit once."""
    visit = ("reference", "date_start")
    counted = WorkerCount.objects.filter(activity__in=rows.values("pk")).order_by()
    lines = counted.values_list(*(f"activity__{VISIT}__{name}" for name in visit), "sector", "crop")
    return [Sight(*row) for row in lines.annotate(people=workers())]


def workers() -> Any:
    """The sum of a WorkerCount's people."""
    return sum((Coalesce(Sum(name), 0) for name in ("men", "unrecorded")), Coalesce(Sum("women"), 0))


def sights_told(elsewhere: list[Said], crops: list[Crop]) -> list[Sight]:
    found = []
    for said in elsewhere:
        crop = told.crop_in(str(said.answers.get("crop") or ""), crops)
        found += [
            Sight(said.reference, said.day, group.sector, crop.pk if crop else None, group.people)
            for group in told.groups(said.answers, crops)
        ]
    return found
