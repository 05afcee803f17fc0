"""The list beside the map: the same places in words, complete without scripts."""

from dataclasses import dataclass

from reports.map.features import BESIDE, beside, lying_in
from reports.map.filters import MapFilters
from reports.map.place import PlaceOnMap
from reports.map.places import elsewhere, tables
from reports.map.seen import Told
from reports.map.spots import Spot
from reports.map.visits import visits
from reports.map.window import Window
from visits.models import Counted

MOST_LISTED = 100


@dataclass
class Listed:
    """`more`: whether there are more places than are listed."""

    places: list[PlaceOnMap]
    spots: list[Spot]
    more: bool


def listed(filters: MapFilters, window: Window | None) -> Listed:
    told = Told(filters)
    found: list[PlaceOnMap] = []
    for rows, drawn in tables(filters, told):
        area = "province_id" if rows.model._meta.model_name == "checkpoint" else "district_id"
        found += drawn(lying_in(rows, window).order_by(area, "code")[: MOST_LISTED + 1], filters, told)
    if filters.draws("visits") and filters.wants_all_places:
        found += elsewhere(filters, told)
    layers = [layer for layer in BESIDE if layer != "visits"]  # which are told with their places
    spots = [spot for layer in beside(filters, told, layers) for spot in layer]
    if filters.draws("visits") and (bare := not_listed(filters)):
        spots = [*visits(filters, told, *bare), *spots]
    inside = [spot for spot in spots if window is None or (spot.point.x, spot.point.y) in window]
    return Listed(found[:MOST_LISTED], inside[:MOST_LISTED], len(found) > MOST_LISTED)


def not_listed(filters: MapFilters) -> list[Counted]:
    """Kinds of places that are not drawn themselves, so that their visits need a line of their own."""
    layers = {"checkpoints": Counted.CHECKPOINT, "centers": Counted.CENTER}
    return [of for layer, of in layers.items() if not filters.draws(layer)]
