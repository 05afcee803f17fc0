"""Filters of the map, read from its address: those of the list of visits, and four of the places.

    show=PERMANENT       kind of checkpoint, `center` or `practice` (model sites); repeatable
    status=closed        status of a checkpoint or center
    province=22 district=2204       for places and visits alike
    unvisited=180        places that nobody has visited for so many days
    period=12m           a period of reports.periods, instead of from and to
    bbox=w,s,e,n         degrees; what lies outside is left out

Whatever cannot be read is left out. A filter of visits (time, category ...) keeps only the places visited so.
"""

import datetime as dt
import math
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.gis.geos import Polygon
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from centers.models import CenterStatus
from checkpoints.models import Kind, PointStatus
from places.models import District, Province
from ui import periods
from visits.filters import Chip, Filters
from visits.models import Visit, VisitQuerySet
from visits.tallies import Tallies

CENTER = "center"
PRACTICE = "practice"  # model sites
LONGEST_DAYS = 3650
LAST_DAY = dt.date(9998, 12, 31)
Places = TypeVar("Places", bound="QuerySet[Any]")


class MapFilters:
    """What one reader wants on the map."""

    def __init__(self, params: QueryDict, user: User) -> None:
        self.user = user
        self.of_visits = Filters(with_period(params), user)
        self.show = [
            value
            for value in dict.fromkeys(params.getlist("show"))
            if value in (CENTER, PRACTICE) or value in Kind.values
        ]
        self.status = known(params.get("status", ""), [*PointStatus.values, *CenterStatus.values])
        self.unvisited = days(params.get("unvisited", ""))
        self.bbox = read_bbox(params.get("bbox", ""))

    @cached_property
    def province(self) -> Province | None:
        if "province" not in self.of_visits.params:
            return None
        return Province.objects.filter(code=self.of_visits.params["province"]).defer("outline").first()

    @cached_property
    def district(self) -> District | None:
        if "district" not in self.of_visits.params:
            return None
        return District.objects.filter(code=self.of_visits.params["district"]).defer("outline").first()

    @property
    def only_visited(self) -> bool:
        return any(name not in ("province", "district") for name, _value, _term in self.of_visits.terms)

    def visits(self) -> VisitQuerySet:
        """The visits that count: approved ones unless a state is asked for."""
        rows = Visit.objects.visible_to(self.user)
        asked = any(name == "state" for name, _value, _term in self.of_visits.terms)
        return self.of_visits.apply(rows.current() if asked else rows.approved())

    def tallies(self) -> Tallies | None:
        """The same as tallies, which know of areas and whole months; None where anything else is asked."""
        first, last = dt.date.min, LAST_DAY
        areas: list[str] = []
        for _name, _value, term in self.of_visits.terms:
            match term.condition.children:
                case [("area_codes__contains", [area])]:
                    areas.append(area)
                case [("date_start__range", (since, until))]:
                    first, last = max(first, since), min(last, until)
                case [("date_start__gte", since)]:
                    first = max(first, since)
                case [("date_start__lte", until)]:
                    last = min(last, until)
                case _:
                    return None
        whole = first.day == 1 and last == periods.last_day(last)
        return Tallies(self.user, first=first, last=last, areas=areas) if whole else None

    def apply(self, places: Places, *, province: str) -> Places:
        """`places` narrowed; `province`: the lookup that leads from one to its province."""
        if self.province:
            places = places.filter(**{province: self.province})
        if self.district:
            places = places.filter(district=self.district)
        if self.status:
            places = places.filter(status=self.status)
        if self.unvisited:
            places = places.filter(unvisited_since(timezone.localdate() - dt.timedelta(days=self.unvisited)))
        if self.bbox:
            places = places.filter(point__bboverlaps=self.bbox)
        return places

    @property
    def kinds(self) -> list[str]:
        return [value for value in self.show if value not in (CENTER, PRACTICE)]

    @property
    def params(self) -> QueryDict:
        """The filters in force, as an address says them."""
        kept = self.of_visits.params.copy()
        if self.show:
            kept.setlist("show", self.show)
        for name in ("status", "unvisited"):
            if getattr(self, name):
                kept[name] = str(getattr(self, name))
        return kept

    def chips(self) -> list[Chip]:
        found = [Chip(term.label, term.value, self.without(name, value)) for name, value, term in self.of_visits.terms]
        labels = {**dict(Kind.choices), CENTER: _("coordination centers"), PRACTICE: _("model sites")}
        found += [Chip(_("Shown"), str(labels[value]), self.without("show", value)) for value in self.show]
        if self.status:
            words = {**dict(CenterStatus.choices), **dict(PointStatus.choices)}
            found.append(Chip(_("Status"), str(words[self.status]), self.without("status", self.status)))
        if self.unvisited:
            value = _("over %(days)s days") % {"days": self.unvisited}
            found.append(Chip(_("Not visited for"), value, self.without("unvisited", str(self.unvisited))))
        return found

    def without(self, name: str, value: str) -> str:
        rest = self.params
        rest.setlist(name, [other for other in rest.getlist(name) if other != value])
        if name == "level":
            rest.pop("category", None)
        return f"?{rest.urlencode()}"


def with_period(params: QueryDict) -> QueryDict:
    """The address with `period` spelt out as its first and last day."""
    key = params.get("period")
    if not key:
        return params
    period = periods.read(key, timezone.localdate())
    spelt = params.copy()
    spelt["from"], spelt["to"] = period.start.isoformat(), period.end.isoformat()
    return spelt


def unvisited_since(day: dt.date) -> Q:
    return Q(last_visited_on__isnull=True) | Q(last_visited_on__lt=day)


def known(text: str, values: list[str]) -> str:
    return text if text in values else ""


def days(text: str) -> int:
    """A number of days in reason, or 0."""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= LONGEST_DAYS and len(text) < 6 else 0


def read_bbox(text: str) -> Polygon | None:
    """west,south,east,north in degrees as a rectangle; None where it is none."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (west, south, east, north))):
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    box = Polygon.from_bbox((west, south, east, north))
    box.srid = 4326
    return box
