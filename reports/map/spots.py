"""What is drawn beside the places: a number at a point. Many at once are added up by the cells of a grid."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.gis.geos import Point

from places.cells import LEVELS
from reports.map.window import Window, cell

MOST_SPOTS = 120  # of one layer in one answer


@dataclass(frozen=True)
class Spot:
    """`layer`: as `filters.LAYERS` has it; `glyph`: of img/map-glyphs.svg; `lines`: what it says of itself."""

    id: str
    layer: str
    glyph: str
    point: Point
    number: int
    title: str = ""
    url: str = ""
    lines: list[str] = field(default_factory=list)
    tone: str = "river"


def thinned(spots: list[Spot], window: Window | None) -> list[Spot]:
    """Those in the window; where they are more than MOST_SPOTS, the sums of as small cells as do."""
    if window is not None:
        spots = [spot for spot in spots if (spot.point.x, spot.point.y) in window]
    level = (window or Window()).level
    while len(spots) > MOST_SPOTS and level >= LEVELS[0]:
        found = added_up(spots, level)
        if len(found) <= MOST_SPOTS or level == LEVELS[0]:
            return found[:MOST_SPOTS]
        level -= 1
    return spots


def added_up(spots: list[Spot], level: int) -> list[Spot]:
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        cells[cell(spot.point.x + 180, level), cell(spot.point.y + 90, level)].append(spot)
    return [inside[0] if len(inside) == 1 else together(inside, f"{level}-{x}-{y}") for (x, y), inside in cells.items()]


def together(inside: list[Spot], name: str) -> Spot:
    first = inside[0]
    middle = Point(
        sum(spot.point.x for spot in inside) / len(inside), sum(spot.point.y for spot in inside) / len(inside)
    )
    tones = {spot.tone for spot in inside}
    return Spot(
        id=f"{first.layer}-{name}",
        layer=first.layer,
        glyph=first.glyph,
        point=middle,
        number=sum(spot.number for spot in inside),
        tone=first.tone if len(tones) == 1 else "river",
    )
