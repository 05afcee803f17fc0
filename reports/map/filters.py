"""What one reader wants on the map, read from its address: the scope of figures (reports.scope), and

    month=2026-03        one month of its period
    layer=goods          what is drawn (LAYERS); repeatable; DEFAULT where none is named
    status=closed        status of a checkpoint or center
    area=mine            places in the reader's areas of responsibility
    unvisited=180        places that nobody has visited for so many days
    within=w,s,e,n       degrees: a rectangle that somebody drew; what lies outside is left out
    shade=visits         a measure, or `stale`, that colours the areas; by=district: districts rather than provinces
    view=lat,lon,zoom    what the screen shows

Whatever cannot be read is left out. A filter of reports besides period and area keeps only the places visited so.
"""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.queries import in_areas_of
from accounts.roles import Permission
from centers.models import CenterStatus
from checkpoints.models import PointStatus
from reports import links
from reports.map.window import View, read_box, read_view, rectangle
from reports.measures import MEASURES
from reports.scope import Scope
from ui import periods
from ui.periods import Period
from visits.filters import Chip

LAYERS = {
    "checkpoints": gettext_lazy("Checkpoints"),
    "centers": gettext_lazy("Centers"),
    "visits": gettext_lazy("Visits"),
    "findings": gettext_lazy("Findings"),
    "goods": gettext_lazy("Goods"),
    "patrols": gettext_lazy("Joint patrols"),
    "practices": gettext_lazy("Model sites"),
}
DEFAULT = ("checkpoints", "centers", "visits", "practices")
LONGEST_DAYS = 3650
STALE = "stale"  # areas by how long nobody was there
Places = TypeVar("Places", bound="QuerySet[Any]")


class MapFilters:
    """`whole`: the scope asked for; `scope`: the same, or one month of it."""

    def __init__(self, params: QueryDict, user: User) -> None:
        self.user = user
        self.whole = Scope(params, user)
        self.month = month_of(params.get("month", ""), self.whole.period)
        self.scope = self.whole.where(period=self.month.key) if self.month else self.whole
        named = [value for value in LAYERS if value in params.getlist("layer")]
        self.layers = named or list(DEFAULT)
        self.status = known(params.get("status", ""), [*PointStatus.values, *CenterStatus.values])
        self.is_mine = params.get("area") == "mine"
        self.unvisited = days(params.get("unvisited", ""))
        self.within = read_box(params.get("within", ""))
        self.shade = known(params.get("shade", ""), [STALE, *(one.key for one in MEASURES)])
        self.by_district = params.get("by") == "district"
        self.view: View | None = read_view(params.get("view", ""))

    @property
    def kind(self) -> str:
        """The kind of checkpoint asked for; empty: any."""
        return self.whole.asks("at")

    @property
    def only_visited(self) -> bool:
        return any(self.whole.asks(name) for name in ("category", "level", "agency"))

    def apply(self, places: Places, *, area: str = "") -> Places:
        """`places` narrowed; `area`: the lookup that leads from one to its province or, with district, to that."""
        places = self.lying(places, area=area)
        if self.status:
            places = places.filter(status=self.status)
        if self.unvisited:
            places = places.filter(unvisited_since(timezone.localdate() - dt.timedelta(days=self.unvisited)))
        return places

    def lying(self, places: Places, *, area: str = "") -> Places:
        """`places` that lie where it is asked for; `area`: leads to their district, where they are no districts."""
        if self.whole.district:
            places = places.filter(**{area or "pk": self.whole.district.pk})
        if self.whole.province:
            places = places.filter(**{f"{area}__province" if area else "province": self.whole.province})
        if self.is_mine:
            places = places.filter(in_areas_of(self.user, area))
        return places.filter(point__bboverlaps=rectangle(self.within)) if self.within else places

    @property
    def narrows_places(self) -> bool:
        """Whether more is asked of the places than their kind and status, which the cells of the map know."""
        return bool(self.whole.area_codes or self.is_mine or self.unvisited or self.within or self.only_visited)

    @property
    def wants_all_places(self) -> bool:
        """Whether no kind or status of place is asked for."""
        return not (self.kind or self.status or self.unvisited)

    @property
    def wants_visits(self) -> bool:
        """Whether it matters which places were visited."""
        return self.draws("visits") or self.only_visited

    def draws(self, layer: str) -> bool:
        """Whether `layer` is asked for, and its rows can be what the filters of places ask for."""
        if layer not in self.layers:
            return False
        return {"centers": not self.kind, "practices": self.wants_all_places}.get(layer, True)

    def page_of(self, kind: str, code: str, otherwise: str = "") -> str:
        """The page of a place over the period asked for; `otherwise` for those who read no reports."""
        return links.place(kind, code, self.scope.period) if self.user.may(Permission.VISIT_LIST) else otherwise

    @property
    def area_page(self) -> str:
        """The page of the area asked for; empty where none is."""
        kind = "district" if self.whole.district else "province"
        code = self.whole.asks(kind)
        return self.page_of(kind, code) if code else ""

    @property
    def params(self) -> QueryDict:
        """The filters in force, as an address says them."""
        kept = self.whole.params
        if set(self.layers) != set(DEFAULT):
            kept.setlist("layer", self.layers)
        said = {
            "month": self.month.key if self.month else "",
            "status": self.status,
            "area": "mine" if self.is_mine else "",
            "unvisited": str(self.unvisited or ""),
            "within": ",".join(f"{edge:.4f}" for edge in self.within or ()),
            "shade": self.shade,
            "by": "district" if self.by_district else "",
            "view": str(self.view or ""),
        }
        for name, value in said.items():
            if value:
                kept[name] = value
        return kept

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The same as names and values, for the hidden fields of a form."""
        return [(name, value) for name, values in self.params.lists() for value in values]

    @property
    def everywhere(self) -> str:
        """The address without an area."""
        rest = self.params
        for name in ("province", "district", "area", "within", "view"):
            rest.pop(name, None)
        return f"?{rest.urlencode()}"

    def chips(self) -> list[Chip]:
        found = [Chip(term.label, term.value, self.without(name)) for name, _value, term in self.whole.filters.terms]
        if self.is_mine:
            found.append(Chip(_("Area"), _("mine"), self.without("area")))
        if self.status:
            words = {**dict(CenterStatus.choices), **dict(PointStatus.choices)}
            found.append(Chip(_("Status"), str(words[self.status]), self.without("status")))
        if self.unvisited:
            value = _("over %(days)s days") % {"days": self.unvisited}
            found.append(Chip(_("Not visited for"), value, self.without("unvisited")))
        if self.within:
            found.append(Chip(_("Area"), _("the rectangle drawn"), self.without("within")))
        return found

    def without(self, name: str) -> str:
        rest = self.params
        rest.pop(name, None)
        if name == "level":  # it may stand for its category as well
            rest.pop("category", None)
        return f"?{rest.urlencode()}"


def month_of(text: str, period: Period) -> Period | None:
    """One month of `period`; None where the text names none of them."""
    found = periods.parse(text, period.end) if text else None
    return found if found and len(found.months) == 1 and found.start in period.months else None


def unvisited_since(day: dt.date) -> Q:
    return Q(last_visited_on__isnull=True) | Q(last_visited_on__lt=day)


def known(text: str, values: list[str]) -> str:
    return text if text in values else ""


def days(text: str) -> int:
    """A number of days in reason, or 0."""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= LONGEST_DAYS and len(text) < 6 else 0
