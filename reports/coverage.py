"""Who was seen when: places by months, and those not seen for the longest.

Three answers are kept apart everywhere: visited with findings, visited and nothing found, not visited. None of them
is given of a month that is still to come.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count as Rows
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import in_areas_of
from centers.models import Center
from checkpoints.models import Checkpoint, Kind
from reports import links
from reports.map.filters import unvisited_since
from reports.scope import Scope
from ui.templatetags.ui import bilingual
from visits.models import Counted
from visits.tallies import Count

FEW, MANY = 8, 200
STALE_DAYS = 180
Places = TypeVar("Places", bound="QuerySet[Any]")


@dataclass(frozen=True)
class Month:
    """One cell of the matrix: how many visits, how many of them with findings. `url`: the list of them; `is_ahead`: the
    month is still to come."""

    month: dt.date
    visits: int = 0
    troubled: int = 0
    url: str = ""
    is_ahead: bool = False

    @property
    def mark(self) -> str:
        """found, nothing, unvisited, ahead."""
        if self.visits:
            return "found" if self.troubled else "nothing"
        return "ahead" if self.is_ahead else "unvisited"


@dataclass(frozen=True)
class PlaceRow:
    title: str
    url: str
    months: list[Month]


@dataclass(frozen=True)
class Unseen:
    """A place, and how long ago somebody was there."""

    title: str
    kind: str
    url: str
    last: dt.date | None
    days: int | None


@dataclass(frozen=True)
class Place:
    """A checkpoint or a center in use; `counted`: which of the two."""

    counted: Counted
    pk: int
    code: str
    name_th: str
    name_en: str
    last: dt.date | None
    kind: str

    def page_url(self, scope: Scope) -> str:
        return links.place(self.counted.value, self.code, scope.period)


class PlacesInUse:
    """The places in use of a scope's area: checkpoints of the kind asked for, or all and the centers.

    Only in the reader's areas of responsibility: elsewhere they cannot know that there was no visit.
    """

    known = ("province", "district", "at")  # filters

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        points = in_use(scope, Checkpoint.objects.all(), province="province")
        centers = in_use(scope, Center.objects.all(), province="district__province")
        kind = scope.asks("at")
        self.points = points.filter(kind=kind) if kind else points
        self.centers = centers.none() if kind else centers

    def count(self) -> tuple[int, int]:
        """How many there are, and how many of them nobody has visited for STALE_DAYS. Two queries."""
        long_ago = long_unseen(self.scope.today)
        found = [
            rows.aggregate(n=Rows("pk"), unseen=Rows("pk", filter=long_ago)) for rows in (self.points, self.centers)
        ]
        return sum(row["n"] or 0 for row in found), sum(row["unseen"] or 0 for row in found)

    def newest(self, rows: int) -> list[Place]:
        """Those visited last first; two queries."""
        found = self._fetch(Q(), F("last_visited_on").desc(nulls_last=True), rows)
        return sorted(found, key=lambda place: place.last or dt.date.min, reverse=True)[:rows]

    def longest_unseen(self, rows: int) -> list[Unseen]:
        """Not visited for STALE_DAYS or never, those that wait longest first; two queries."""
        long_ago = long_unseen(self.scope.today)
        found = self._fetch(long_ago, F("last_visited_on").asc(nulls_first=True), rows)
        found.sort(key=lambda place: (place.last or dt.date.min, place.code))
        return [unseen(place, self.scope) for place in found[:rows]]

    def _fetch(self, condition: Q, order: Any, rows: int) -> list[Place]:
        columns = ("pk", "code", "name_th", "name_en", "last_visited_on")
        points = self.points.filter(condition).order_by(order, "code").values_list(*columns, "kind")[:rows]
        centers = self.centers.filter(condition).order_by(order, "code").values_list(*columns)[:rows]
        found = [
            Place(Counted.CHECKPOINT, pk, code, name_th, name_en, last, str(Kind(kind).label))
            for pk, code, name_th, name_en, last, kind in points
        ]
        found += [
            Place(Counted.CENTER, pk, code, name_th, name_en, last, _("coordination center"))
            for pk, code, name_th, name_en, last in centers
        ]
        return found


def long_unseen(today: dt.date) -> Q:
    """Places that nobody has visited for STALE_DAYS, or ever."""
    return unvisited_since(today - dt.timedelta(days=STALE_DAYS))


def in_use(scope: Scope, places: Places, *, province: str) -> Places:
    """Those in use in the area that is asked for, as far as the reader is responsible for it."""
    visible: Any = places
    mine: Places = visible.visible_to(scope.user).in_use().filter(in_areas_of(scope.user, "district"))
    return in_area(scope, mine, province=province)


def in_area(scope: Scope, places: Places, *, province: str, district: str = "district") -> Places:
    """`province`, `district`: the lookups that lead from a place to them."""
    asked = {f"{province}__code": scope.asks("province"), f"{district}__code": scope.asks("district")}
    return places.filter(**{lookup: code for lookup, code in asked.items() if code})


def coverage(scope: Scope, places: list[Place]) -> list[PlaceRow]:
    keys = [place.pk for place in places]
    columns = ("counted", "subject", "month")
    seen = scope.tallies.count(Counted.CHECKPOINT, Counted.CENTER, by=columns, subject=keys)
    return [place_row(scope, place, seen) for place in places]


def place_row(scope: Scope, place: Place, seen: dict[tuple[str, int, dt.date], Count]) -> PlaceRow:
    months = []
    for month in scope.period.months:
        count = seen.get((place.counted, place.pk, month))
        url = scope.visits_url(**links.days(month), **{place.counted.value: place.code}) if count else ""
        months.append(
            Month(month, count.visits, count.found, url) if count else Month(month, is_ahead=month > scope.today)
        )
    return PlaceRow(bilingual(place), place.page_url(scope), months)


def unseen(place: Place, scope: Scope) -> Unseen:
    days = (scope.today - place.last).days if place.last else None
    return Unseen(bilingual(place), place.kind, place.page_url(scope), place.last, days)


def unseen_url(scope: Scope) -> str:
    """The places that `count` counts as unseen, beside the map."""
    known = {name: value for name, value in scope.said.items() if name in PlacesInUse.known}
    return links.unvisited(STALE_DAYS, **known, **mine_of(scope.user))


def mine_of(user: User) -> dict[str, links.Value]:
    """What lists of places say of the areas of responsibility of `user`; nothing where these are the country."""
    return {"area": "mine"} if in_areas_of(user, "district") else {}
