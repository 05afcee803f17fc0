"""What the map draws: places with the visits made to them, and layers beside them, never a visit by itself.

Joint patrols stand at a checkpoint, pillars nowhere, and positions taken on a phone are never part of it. Whatever the
database holds the answer has at most MOST_FEATURES: where there are many places, groups of them stand for them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from reports.map.filters import MapFilters
from reports.map.findings import findings
from reports.map.goods import goods
from reports.map.grid import Group, groups
from reports.map.model_sites import model_sites
from reports.map.patrols import patrols
from reports.map.place import PlaceOnMap
from reports.map.places import tables
from reports.map.seen import Told
from reports.map.spots import Spot, thinned
from reports.map.visits import visits
from reports.map.window import Window

MOST_FEATURES = 1000
MOST_PLACES = 150  # drawn place by place
BESIDE: dict[str, Callable[[MapFilters, Told], list[Spot]]] = {
    "visits": visits,
    "findings": findings,
    "goods": lambda filters, _told: goods(filters),
    "patrols": lambda filters, _told: patrols(filters),
    "practices": lambda filters, _told: model_sites(filters),
}


@dataclass
class Drawn:
    """Places that stand alone, groups of others, and what is beside them. `whole`: nothing lies outside of it."""

    places: list[PlaceOnMap] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    whole: bool = True


def draw(filters: MapFilters, window: Window | None) -> Drawn:
    told = Told(filters)
    found = groups(filters, window or Window(), told)
    alone = sum(group.places for group in found) <= MOST_PLACES
    drawn = Drawn(whole=alone)
    if alone:
        drawn.places = all_places(filters, window, told)
    else:
        single = [group for group in found if group.places == 1]
        drawn.places = places_of(filters, single, told)
        drawn.groups = [group for group in found if group.places > 1]
    for spots in beside(filters, told):
        thin = thinned(spots, window)
        drawn.whole = drawn.whole and len(thin) == len(spots)
        drawn.spots += thin
    return drawn


def all_places(filters: MapFilters, window: Window | None, told: Told) -> list[PlaceOnMap]:
    return [place for rows, drawn in tables(filters, told) for place in drawn(lying_in(rows, window), filters, told)]


def places_of(filters: MapFilters, single: list[Group], told: Told) -> list[PlaceOnMap]:
    """The places that are alone in their cells."""
    keys = {layer: [group.key for group in single if group.layer == layer] for layer in ("checkpoint", "center")}
    return [
        place
        for rows, drawn in tables(filters, told)
        for place in drawn(rows.filter(pk__in=keys[rows.model._meta.model_name]), filters, told)
    ]


def lying_in(rows: Any, window: Window | None) -> Any:
    """`rows` in the cells of the window."""
    return rows.filter(point__bboverlaps=window.aligned(window.level)) if window else rows


def beside(filters: MapFilters, told: Told, layers: Iterable[str] = BESIDE) -> list[list[Spot]]:
    """What each of `layers` holds that is asked for, in the order in which it is drawn."""
    return [BESIDE[layer](filters, told) for layer in layers if filters.draws(layer)]
