"""Model sites on the map: published practices whose site is recognised today."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from practices.library.cards import place_of
from practices.library.filters import valid_sites
from practices.library.reading import HEAVY, PLACES, position
from practices.models import Practice, PracticeQuerySet
from reports.map.filters import MapFilters
from reports.map.spots import Spot
from reports.map.window import Window
from ui.templatetags.ui import bilingual

MOST = 500


def model_sites(filters: MapFilters) -> list[Spot]:
    """They stand beside the place itself."""
    rows = sites(filters).select_related(*PLACES).defer(*HEAVY).order_by("code")[:MOST]
    spots = [model_site(row) for row in rows if position(row)]
    drawn = Window(filters.within) if filters.within else None
    return [spot for spot in spots if drawn is None or (spot.point.x, spot.point.y) in drawn]


def sites(filters: MapFilters) -> PracticeQuerySet:
    """Published practices whose site is recognised as a model today."""
    recognised = Exists(valid_sites().filter(practice=OuterRef("pk")))
    rows = Practice.objects.visible_to(filters.user).in_library().filter(recognised)
    if filters.whole.district:
        rows = rows.filter(district=filters.whole.district)
    elif filters.whole.province:
        rows = rows.filter(district__province=filters.whole.province)
    return rows


def model_site(row: Practice) -> Spot:
    return Spot(
        id=f"practice-{row.code}",
        layer="practices",
        glyph="practice",
        point=position(row),
        number=1,
        title=bilingual(row, "title") or row.code,
        url=row.get_absolute_url(),
        lines=[_("model site"), place_of(row)],
        tone="leaf",
    )
