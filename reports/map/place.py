"""A place as the map and the list beside it show it."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui import dates
from ui.templatetags.ui import bilingual


@dataclass(frozen=True)
class Seen:
    """How often a place was visited, and the last day."""

    visits: int = 0
    last: dt.date | None = None

    @property
    def in_words(self) -> str:
        """Empty where nobody was there."""
        if not self.visits:
            return ""
        count = ngettext("%(n)s visit", "%(n)s visits", self.visits) % {"n": self.visits}
        last = dates.short_date(self.last) if self.last else ""
        return _("%(visits)s, last on %(day)s") % {"visits": count, "day": last}


@dataclass(frozen=True)
class Position:
    """A place, or a district, where something is drawn."""

    code: str
    name_th: str
    name_en: str
    point: Point

    @property
    def name(self) -> str:
        return bilingual(self)


@dataclass(frozen=True)
class PlaceOnMap:
    """A checkpoint, a center, or the other places of a district."""

    id: str
    layer: str
    glyph: str
    title: str
    url: str
    kind: str
    where: str
    point: Point | None
    status: str = ""
    status_on: dt.date | None = None
    tone: str = "neutral"
    readiness: str = ""
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
        return self.seen.in_words
