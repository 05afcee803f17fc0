"""The map of a printed report: province outlines and the stops in order, drawn as SVG."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from places.outlines import outlines

WIDTH, HEIGHT = 680, 300
PAD = 0.35  # share of the span left around the stops
LEAST_SPAN = 0.5  # degrees; a single place still shows its surroundings
SAME_PLACE = 15  # drawing units nearer than which two numbers would cover each other


@dataclass(frozen=True)
class Mark:
    """A stop on the map: its number in the itinerary, longitude, latitude, and how sure the position is."""

    number: int
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


def draw(marks: Sequence[Mark], *, title: str) -> SafeString | str:
    """An SVG of `marks` over province outlines; empty without marks. `title`: what a screen reader says."""
    if not marks:
        return ""
    frame = Frame(marks)
    spots = _spread([frame.place(mark.lon, mark.lat) for mark in marks])
    return format_html(
        '<svg class="vector-map" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" alt="{title}">'
        '<title>{title}</title><rect class="sea" width="{w}" height="{h}"/>{land}{route}{stops}</svg>',
        w=WIDTH,
        h=HEIGHT,
        title=title,
        land=_land(frame),
        route=_route(spots),
        stops=_stops(marks, spots),
    )


def _land(frame: Frame) -> SafeString:
    tolerance = 0.8 / frame.scale  # under one drawing unit
    shapes = [
        (outline.kind, " ".join(_path(ring, frame) for ring in outline.rings))
        for outline in outlines(frame.bbox, tolerance)
    ]
    return format_html_join("", '<path class="land {}" d="{}" fill-rule="evenodd"/>', shapes)


def _path(ring: Sequence[tuple[float, float]], frame: Frame) -> str:
    points = [frame.place(lon, lat) for lon, lat in ring]
    return "M" + "L".join(f"{x},{y}" for x, y in points) + "Z"


def _route(spots: list[tuple[float, float]]) -> SafeString | str:
    if len(spots) < 2:
        return ""
    return format_html('<polyline class="route" points="{}"/>', " ".join(f"{x},{y}" for x, y in spots))


def _stops(marks: Sequence[Mark], spots: list[tuple[float, float]]) -> SafeString:
    rows = [
        ("sure" if mark.is_sure else "unsure", x, y, x, y + 4, mark.number)
        for mark, (x, y) in zip(marks, spots, strict=True)
    ]
    return format_html_join(
        "", '<circle class="stop {}" cx="{}" cy="{}" r="10"/><text class="number" x="{}" y="{}">{}</text>', rows
    )


def _spread(spots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Numbers that would cover each other step aside, so that each can be read."""
    placed: list[tuple[float, float]] = []
    for x, y in spots:
        while any(math.dist((x, y), other) < SAME_PLACE for other in placed):
            x += SAME_PLACE + 6
        placed.append((x, y))
    return placed
