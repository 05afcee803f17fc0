"""Workers seen against the seasons expected, by district and month: for the dashboard."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncMonth

from accounts.models import User
from labour import told
from labour.calendar import Month, expected_in, year_of
from labour.disclosure import cell
from labour.models import Crop, SeasonExpectation, WorkerCount, districts_of
from labour.observed import VISIT, Said, observations, told_by, workers
from labour.seen import People, besides, tallied
from places.codes import districts_among
from places.models import District
from visits.models import Activity


@dataclass(frozen=True)
class Row:
    """`months`: what is expected and the most people seen on one visit, as may be shown."""

    district: District
    months: list[Month]


def against(
    user: User, months: list[dt.date], *, last: dt.date, areas: Iterable[str] = (), today: dt.date
) -> list[Row]:
    """Districts of the reader where a season is expected or workers were seen in `months`, the last of which ends on
    `last`. At most eleven queries."""
    codes = list(areas)
    inside = codes[-1].removeprefix("TH") if codes else ""
    seen = most_seen(user, first=months[0], last=last, areas=codes)
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


def most_seen(user: User, *, first: dt.date, last: dt.date, areas: list[str]) -> People:
    """The most people seen on one visit of these whole months, by district."""
    rows = observations(user, first=first, last=last, areas=areas)
    said = list(told_by(rows))
    found = tallied(user, first, last, areas)
    for place, people in on_visits(besides(user, rows, said), said):
        found[place] = max(people, found.get(place, 0))
    return found


def on_visits(rows: QuerySet[Activity], said: list[Said]) -> Iterable[tuple[tuple[str, dt.date], int]]:
    """People on each visit of `rows`, in each district; `said`: by some of them, outside of counts."""
    where = placed(rows)
    found: dict[tuple[str, dt.date, str], int] = {}
    for activity, people in counted(rows, said):
        if activity in where:
            found[where[activity]] = found.get(where[activity], 0) + people
    return (((district, month), people) for (district, month, _reference), people in found.items())


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


def counted(rows: QuerySet[Activity], said: list[Said]) -> Iterable[tuple[int, int]]:
    """People by observation, counted in rows of their own or told in its details."""
    groups = WorkerCount.objects.filter(activity__in=rows.values("pk")).order_by()
    yield from groups.values_list("activity").annotate(people=workers())
    crops = list(Crop.objects.all()) if said else []
    for one in said:
        yield one.activity, sum(group.people for group in told.groups(one.answers, crops))
