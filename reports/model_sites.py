"""Model sites on the map: published practices whose site is recognised today."""

from django.contrib.gis.geos import Point
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from practices.library.cards import place_of
from practices.library.filters import valid_sites
from practices.library.reading import HEAVY, PLACES, position
from practices.models import Practice
from reports.map_filters import PRACTICE, MapFilters
from reports.map_place import MAX_PLACES, PlaceOnMap
from ui.templatetags.ui import bilingual


def model_sites(filters: MapFilters) -> list[PlaceOnMap]:
    """Published practices whose site is recognised as a model today; they stand beside the place itself."""
    recognised = Exists(valid_sites().filter(practice=OuterRef("pk")))
    rows = Practice.objects.visible_to(filters.user).in_library().filter(recognised)
    if filters.province:
        rows = rows.filter(district__province=filters.province)
    if filters.district:
        rows = rows.filter(district=filters.district)
    rows = rows.select_related(*PLACES).defer(*HEAVY).order_by("code")[: MAX_PLACES + 1]
    return [model_site(row) for row in rows if within(filters, position(row))]


def within(filters: MapFilters, point: Point | None) -> bool:
    return not filters.bbox or (point is not None and bool(filters.bbox.covers(point)))


def model_site(row: Practice) -> PlaceOnMap:
    return PlaceOnMap(
        id=f"practice-{row.code}",
        glyph=PRACTICE,
        title=bilingual(row, "title") or row.code,
        url=row.get_absolute_url(),
        kind=_("model site"),
        where=place_of(row),
        point=position(row),
        tone="leaf",
    )
