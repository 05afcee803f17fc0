"""Workers seen against the seasons expected, by district and month: for the dashboard."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from accounts.models import User
from labour import told
from labour.calendar import Month, expected_in, year_of
from labour.disclosure import cell
from labour.models import Crop, SeasonExpectation, WorkerCount, districts_of
from labour.observed import VISIT, observations, told_by
from places.codes import districts_among
from places.models import District
from visits.models import Activity

People = dict[tuple[str, dt.date], int]  # by district code and first day of the month


@dataclass(frozen=True)
class Row:
    """`months`: what is expected and the most people seen on one visit, as may be shown."""

    district: District
    months: list[Month]


def against(
    user: User, months: list[dt.date], *, last: dt.date, areas: Iterable[str] = (), today: dt.date
) -> list[Row]:
    """Districts of the reader where a season is expected or workers were seen in `months`, the last of which ends on
    `last`. At most seven queries."""
    codes = list(areas)
    inside = codes[-1].removeprefix("TH") if codes else ""
    seen = most_seen(observations(user, first=months[0], last=last, areas=codes))
    seasons: dict[int, list[SeasonExpectation]] = {}
    for season in SeasonExpectation.objects.visible_to(user):
        seasons.setdefault(season.district_id, []).append(season)
    rows = [
        Row(district, [month_of(district, first, seasons.get(district.pk, []), seen, today) for first in months])
        for district in districts_of(user).order_by("code")
        if district.code.startswith(inside)
    ]
    return [row for row in rows if any(month.expected or month.seen for month in row.months)]


def month_of(
    district: District, first: dt.date, seasons: list[SeasonExpectation], seen: People, today: dt.date
) -> Month:
    year = year_of(first)
    valid = [one for one in seasons if one.valid_from <= year <= (one.valid_until or year)]
    people = seen.get((district.code, first))
    shown = None if people is None else cell(people)
    is_now = first == today.replace(day=1)
    return Month(first, 0, expected=expected_in(valid, first.month), seen=shown, is_now=is_now)


def most_seen(rows: QuerySet[Activity]) -> People:
    """The most people seen on one visit."""
    where = placed(rows)
    on_visit: dict[tuple[str, dt.date, str], int] = {}
    for activity, people in counted(rows):
        if activity in where:
            on_visit[where[activity]] = on_visit.get(where[activity], 0) + people
    found: People = {}
    for (district, month, _reference), people in on_visit.items():
        found[district, month] = max(people, found.get((district, month), 0))
    return found


def placed(rows: QuerySet[Activity]) -> dict[int, tuple[str, dt.date, str]]:
    """District, month and report of each; those of several districts that name no place are left out."""
    named = Coalesce("stop__district__code", "stop__checkpoint__district__code", "stop__center__district__code")
    columns = ("pk", "where", f"{VISIT}__area_codes", "month", f"{VISIT}__reference")
    found = {}
    told_where = rows.annotate(where=named, month=TruncMonth(f"{VISIT}__date_start")).values_list(*columns)
    for pk, code, areas, month, reference in told_where:
        districts = districts_among(areas)
        if code or len(districts) == 1:
            found[pk] = (code or districts[0], month, reference)
    return found


def counted(rows: QuerySet[Activity]) -> Iterable[tuple[int, int]]:
    """People by observation, counted in rows of their own or told in its details."""
    workers = sum((Coalesce(Sum(name), 0) for name in ("men", "unrecorded")), Coalesce(Sum("women"), 0))
    groups = WorkerCount.objects.filter(activity__in=rows.values("pk")).order_by()
    yield from groups.values_list("activity").annotate(people=workers)
    crops: list[Crop] | None = None
    for said in told_by(rows):
        crops = list(Crop.objects.all()) if crops is None else crops
        yield said.activity, sum(group.people for group in told.groups(said.answers, crops))
