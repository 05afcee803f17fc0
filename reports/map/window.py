"""The part of the earth that a screen shows, and how finely places are told apart on it.

bbox=w,s,e,n   degrees
zoom=7         as Leaflet counts
"""

import math
from dataclasses import dataclass

from django.contrib.gis.geos import Polygon
from django.http import QueryDict

from places.cells import LEVELS

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
WHOLE: Box = (92.0, 4.0, 110.0, 24.0)
WHOLE_ZOOM = 5
MOST_CELLS = 300
FINEST, COARSEST = LEVELS[-1], LEVELS[0]


@dataclass(frozen=True)
class Window:
    box: Box = WHOLE
    zoom: int = WHOLE_ZOOM

    @property
    def level(self) -> int:
        """The level whose cells are about 64 pixels wide; coarser where these would be more than MOST_CELLS."""
        level: int = min(max(self.zoom + 2, COARSEST), FINEST)
        while level > COARSEST and self.cells(level) > MOST_CELLS:
            level -= 1
        return level

    def cells(self, level: int) -> int:
        west, south, east, north = self.columns(level)
        return (east - west + 1) * (north - south + 1)

    def columns(self, level: int) -> tuple[int, int, int, int]:
        """First and last column and row of the cells that the window touches, as west, south, east, north."""
        west, south, east, north = self.box
        return cell(west + 180, level), cell(south + 90, level), cell(east + 180, level), cell(north + 90, level)

    def aligned(self, level: int) -> Polygon:
        """The window widened to the edges of its cells."""
        size = 360 / 2**level
        west, south, east, north = self.columns(level)
        return rectangle((west * size - 180, south * size - 90, (east + 1) * size - 180, (north + 1) * size - 90))

    def __contains__(self, point: tuple[float, float]) -> bool:
        west, south, east, north = self.box
        return west <= point[0] <= east and south <= point[1] <= north


def cell(degrees: float, level: int) -> int:
    return math.floor(degrees * (1 << level) / 360)


def read(params: QueryDict) -> Window | None:
    """None where the address names none that can be read: the whole map is asked for."""
    box, zoom = read_box(params.get("bbox", "")), params.get("zoom", "")
    if box is None:
        return None
    return Window(box, int(zoom) if zoom.isascii() and zoom.isdigit() and len(zoom) < 3 else WHOLE_ZOOM)


def read_box(text: str) -> Box | None:
    """west,south,east,north in degrees; None where it is none."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (west, south, east, north))):
        return None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return None
    return west, south, east, north


def rectangle(box: Box) -> Polygon:
    drawn = Polygon.from_bbox(box)
    drawn.srid = 4326
    return drawn


@dataclass(frozen=True)
class View:
    """What the screen shows: the middle in degrees, and the zoom as Leaflet counts."""

    lat: float
    lon: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.lat:.4f},{self.lon:.4f},{self.zoom:g}"


def read_view(text: str) -> View | None:
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    near = -90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= zoom <= 20  # false of what is no number as well
    return View(lat, lon, zoom) if near else None
