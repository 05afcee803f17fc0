"""The map of a printed report: province outlines and the stops in order, drawn as SVG."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.gis.geos import Polygon
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from places.outlines import Outline, outlines
from ui.templatetags.ui import bilingual

WIDTH, HEIGHT = 680, 190
PAD = 0.35  # share of the span left around the stops
LEAST_SPAN = 1.4  # degrees; a single place still shows its surroundings
# The colours of paper: a drawing in a PDF reads no style sheet but its own attributes. The screen's: practices.css.
WATER, LAND, ABROAD, COAST = "#e6eeee", "#f2eee5", "#faf8f4", "#b9b09d"
RIVER, SAFFRON, PAPER, WORDS = "#0f4c5c", "#e8a33d", "#ffffff", "#6b6455"
LEAST_LABEL = 70  # drawing units
SAME_PLACE = 15  # drawing units nearer than which two numbers would cover each other


@dataclass(frozen=True)
class Mark:
    """A place on the map: its number (of a stop, in the itinerary), longitude, latitude, and how sure they are."""

    number: int | str
    lon: float
    lat: float
    is_sure: bool


class Frame:
    """Turns degrees into drawing units; longitudes shrink with the cosine of the latitude."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        lons, lats = [mark.lon for mark in marks], [mark.lat for mark in marks]
        self.lon, self.lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        self.squeeze = math.cos(math.radians(self.lat))
        across = max((max(lons) - min(lons)) * self.squeeze, LEAST_SPAN) * (1 + 2 * PAD)
        down = max(max(lats) - min(lats), LEAST_SPAN * HEIGHT / WIDTH) * (1 + 2 * PAD)
        self.scale = min(WIDTH / across, HEIGHT / down)  # units a degree of latitude

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale
        return round(x, 1), round(HEIGHT / 2 - (lat - self.lat) * self.scale, 1)

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        half_w, half_h = WIDTH / 2 / self.scale / self.squeeze, HEIGHT / 2 / self.scale
        return self.lon - half_w, self.lat - half_h, self.lon + half_w, self.lat + half_h


def draw(marks: Sequence[Mark], *, title: str, route: bool = True) -> SafeString | str:
    """An SVG of `marks` over province outlines; empty without marks. `title`: what a screen reader says.

    `route`: join them in their order.
    """
    if not marks:
        return ""
    frame = Frame(marks)
    spots = _spread([frame.place(mark.lon, mark.lat) for mark in marks])
    return format_html(
        '<svg class="vector-map" viewBox="0 0 {w} {h}" width="{w}" height="{h}" preserveAspectRatio="xMidYMid slice"'
        ' role="img" alt="{title}">'
        '<title>{title}</title><rect class="vector-water" fill="{water}" width="{w}" height="{h}"/>'
        "{land}{route}{stops}</svg>",
        water=WATER,
        w=WIDTH,
        h=HEIGHT,
        title=title,
        land=_land(frame),
        route=_route(spots) if route else "",
        stops=_stops(marks, spots),
    )


def _land(frame: Frame) -> SafeString:
    areas = outlines(frame.bbox, tolerance=0.8 / frame.scale)  # under one drawing unit
    shapes = [
        (
            *(("vector-abroad", ABROAD) if area.kind == "country" else ("vector-land", LAND)),
            " ".join(_path(ring, frame) for ring in area.rings),
            COAST,
        )
        for area in areas
    ]
    land = format_html_join(
        "", '<path class="{}" fill="{}" d="{}" stroke="{}" stroke-width="0.8" fill-rule="evenodd"/>', shapes
    )
    names = [(*spot, WORDS, bilingual(area)) for area in areas if (spot := _label_spot(area, frame)) is not None]
    return land + format_html_join(
        "",
        '<text class="vector-name" x="{}" y="{}" fill="{}" font-family="Sarabun" font-size="11"'
        ' text-anchor="middle">{}</text>',
        names,
    )


def _label_spot(area: Outline, frame: Frame) -> tuple[float, float] | None:
    """The middle of what is seen of the area's largest ring; None where that is too small for its name, or at home."""
    if area.kind == "country" and area.code == "TH":  # its provinces are named
        return None
    sheet = Polygon.from_bbox((0, 0, WIDTH, HEIGHT))
    shapes = [Polygon([frame.place(lon, lat) for lon, lat in ring]).buffer(0) for ring in area.rings]
    seen = max((shape.intersection(sheet) for shape in shapes), key=lambda shape: shape.area)
    left, top, right, bottom = seen.extent if not seen.empty else (0, 0, 0, 0)
    if right - left < LEAST_LABEL or bottom - top < LEAST_LABEL / 2:
        return None
    middle = seen.point_on_surface
    return round(middle.x, 1), round(middle.y, 1)


def _path(ring: Sequence[tuple[float, float]], frame: Frame) -> str:
    points = [frame.place(lon, lat) for lon, lat in ring]
    return "M" + "L".join(f"{x},{y}" for x, y in points) + "Z"


def _route(spots: list[tuple[float, float]]) -> SafeString | str:
    if len(spots) < 2:
        return ""
    points = " ".join(f"{x},{y}" for x, y in spots)
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="1.4" stroke-dasharray="4 3"/>', points, RIVER
    )


def _stops(marks: Sequence[Mark], spots: list[tuple[float, float]]) -> SafeString:
    rows = [
        (
            "vector-mark" if mark.is_sure else "vector-mark vector-unsure",
            x,
            y,
            RIVER,
            PAPER if mark.is_sure else SAFFRON,
            "none" if mark.is_sure else "3 2",
            x,
            y + 4,
            PAPER,
            mark.number,
        )
        for mark, (x, y) in zip(marks, spots, strict=True)
    ]
    return format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="10" fill="{}" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>'
        '<text class="vector-number" x="{}" y="{}" fill="{}" font-family="Sarabun" font-weight="700" font-size="11"'
        ' text-anchor="middle">{}</text>',
        rows,
    )


def _spread(spots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Numbers that would cover each other step aside, so that each can be read."""
    placed: list[tuple[float, float]] = []
    for x, y in spots:
        while any(math.dist((x, y), other) < SAME_PLACE for other in placed):
            x += SAME_PLACE + 6
        placed.append((x, y))
    return placed
