"""A place as the map and the list beside it show it."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui import dates

MAX_PLACES = 500


@dataclass(frozen=True)
class Seen:
    """How often a place was visited, and the last day."""

    visits: int = 0
    last: dt.date | None = None


@dataclass(frozen=True)
class PlaceOnMap:
    """A checkpoint, a center, or the other places of a district."""

    id: str
    glyph: str
    title: str
    url: str
    kind: str
    where: str
    point: Point | None
    status: str = ""
    status_on: dt.date | None = None
    tone: str = "neutral"
    radius_km: int | None = None
    to_confirm: bool = False
    last_visited_on: dt.date | None = None
    seen: Seen = field(default_factory=Seen)
    visits_url: str = ""

    @property
    def status_line(self) -> str:
        if not self.status:
            return ""
        if self.status_on is None:
            return _("Status: %(status)s") % {"status": self.status}
        return _("Status: %(status)s since %(day)s") % {"status": self.status, "day": dates.short_date(self.status_on)}

    @property
    def visits_line(self) -> str:
        if not self.seen.visits:
            return ""
        count = ngettext("%(n)s visit", "%(n)s visits", self.seen.visits) % {"n": self.seen.visits}
        last = dates.short_date(self.seen.last) if self.seen.last else ""
        return _("%(visits)s, last on %(day)s") % {"visits": count, "day": last}
