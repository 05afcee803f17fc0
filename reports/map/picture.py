"""The map as a picture for a slide or a page: SVG, A4 landscape, that needs nothing but itself.

Outlines, shades, places and layers as on the screen, with a legend, the filters in words and the disclaimer.
"""

import math
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from places.outlines import Outline, outlines
from reports.map import areas, geojson
from reports.map.areas import Shading
from reports.map.defs import defs
from reports.map.features import draw
from reports.map.filters import MapFilters
from reports.map.legend import keys
from reports.map.window import Box, Window
from reports.vectormap import ABROAD, COAST, LAND, PAPER, WATER, WORDS
from ui import dates

WIDTH, HEIGHT = 1123, 794  # A4 landscape at 96 to the inch
TOP, LEFT, MAP_WIDTH, MAP_HEIGHT = 84, 32, 760, 650
SIDE = LEFT + MAP_WIDTH + 28
THAILAND: Box = (97.2, 5.5, 105.9, 20.6)
SHADES = ("#ffffff", "#d3e3e4", "#93bbc0", "#4f8b95", "#0f4c5c")
NOTHING_KNOWN = "url(#hatch)"
TONES = {"leaf": "#3c7a45", "saffron": "#b86e00", "clay": "#b0452b", "river": "#0f4c5c", "neutral": "#6b6455"}
SHOULDERS = {"visits": (13, -13), "practices": (-13, -13), "goods": (-13, 13), "patrols": (13, 13)}
LONGEST = 44  # letters of a line beside the map


class Sheet:
    """Turns degrees into units of the drawing; longitudes shrink with the cosine of the latitude."""

    def __init__(self, box: Box) -> None:
        west, south, east, north = box
        self.lon, self.lat = (west + east) / 2, (south + north) / 2
        self.squeeze = math.cos(math.radians(self.lat))
        self.scale = min(MAP_WIDTH / ((east - west) * self.squeeze), MAP_HEIGHT / (north - south))

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        x = LEFT + MAP_WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale
        return round(x, 1), round(TOP + MAP_HEIGHT / 2 - (lat - self.lat) * self.scale, 1)

    @property
    def window(self) -> Window:
        wide, high = MAP_WIDTH / 2 / self.scale / self.squeeze, MAP_HEIGHT / 2 / self.scale
        box = (self.lon - wide, self.lat - high, self.lon + wide, self.lat + high)
        return Window(box, max(round(math.log2(MAP_WIDTH * 360 / 256 / (box[2] - box[0]))), 4))


def picture(filters: MapFilters, window: Window | None) -> SafeString:
    """What `window` shows, or the area asked for, or all of Thailand."""
    sheet = Sheet(window.box if window else filters.within or areas.extent(filters) or THAILAND)
    shading = areas.shading(filters)
    drawn = geojson.collection(draw(filters, sheet.window))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-family="Sarabun,'
        ' \'Noto Sans Thai\', \'Leelawadee UI\', sans-serif"><title>{title}</title><defs>{defs}'
        '<clipPath id="sheet"><rect x="{x}" y="{y}" width="{mw}" height="{mh}"/></clipPath></defs>'
        '<rect width="{w}" height="{h}" fill="#ffffff"/>{head}<g clip-path="url(#sheet)">'
        '<rect x="{x}" y="{y}" width="{mw}" height="{mh}" fill="{water}"/>{land}{marks}</g>{side}{foot}</svg>',
        w=WIDTH, h=HEIGHT, x=LEFT, y=TOP, mw=MAP_WIDTH, mh=MAP_HEIGHT, water=WATER, title=title(filters, shading),
        defs=defs(), head=head(filters, shading), land=land(sheet, shading),
        marks=marks(sheet, drawn["features"]), side=side(filters, shading), foot=foot(),
    )  # fmt: skip


def title(filters: MapFilters, shading: Shading | None) -> str:
    what = shading.label if shading else _("Map of checkpoints, centers and visits")
    return f"{what} · {filters.scope.period.label}"


def head(filters: MapFilters, shading: Shading | None) -> SafeString:
    said = " · ".join(f"{chip.label}: {chip.value}" for chip in filters.chips())
    lines = [(LEFT, 42, 24, "#17272b", title(filters, shading)), (LEFT, 68, 14, WORDS, said)]
    return text(lines)


def foot() -> SafeString:
    today = dates.full_date(timezone.localdate())
    drawn = _("NTS-Mekong Watch, drawn on %(day)s") % {"day": today}
    disclaimer = _("Boundaries on this map are not authoritative; the line is under joint survey.")
    return text([(LEFT, HEIGHT - 32, 13, "#17272b", disclaimer), (LEFT, HEIGHT - 13, 12, WORDS, drawn)])


def text(lines: list[tuple[Any, ...]]) -> SafeString:
    return format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}" fill="{}">{}</text>',
        (line for line in lines if line[-1]),
    )


def land(sheet: Sheet, shading: Shading | None) -> SafeString:
    shades = {(shading.by.value, area.code): area for area in shading.areas} if shading else {}
    shapes, values = [], []
    for area in outlines(sheet.window.box, tolerance=0.8 / sheet.scale):
        fill = ABROAD if area.kind == "country" else "none" if area.kind == "district" else LAND
        shaded = shades.get((area.kind, area.code))
        if shaded:
            fill = NOTHING_KNOWN if shaded.step is None else SHADES[shaded.step]
            values += value_of(area, shaded, sheet)
        shapes.append((" ".join(path(ring, sheet) for ring in area.rings), fill, COAST))
    drawn = format_html_join("", '<path d="{}" fill="{}" stroke="{}" stroke-width="0.8" fill-rule="evenodd"/>', shapes)
    return drawn + format_html_join(
        "",
        '<text x="{}" y="{}" font-size="11" text-anchor="middle" fill="{}" stroke="{}" stroke-width="2.5"'
        ' paint-order="stroke">{}</text>',
        values,
    )


def value_of(area: Outline, shaded: areas.Area, sheet: Sheet) -> list[tuple[Any, ...]]:
    """The number of an area in its middle, where it is known and there is room."""
    ring = max(area.rings, key=len)
    spots = [sheet.place(lon, lat) for lon, lat in ring]
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    if shaded.value is None or max(xs) - min(xs) < 18:
        return []
    ink, halo = ("#ffffff", SHADES[-1]) if (shaded.step or 0) >= 3 else ("#17272b", "#ffffff")
    return [(round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2 + 4, 1), ink, halo, shaded.words)]


def path(ring: list[tuple[float, float]], sheet: Sheet) -> str:
    return "M" + "L".join(f"{x},{y}" for x, y in (sheet.place(lon, lat) for lon, lat in ring)) + "Z"


def marks(sheet: Sheet, features: list[dict[str, Any]]) -> SafeString:
    return mark_safe("".join(mark(sheet, one) for one in features))  # each is escaped


def mark(sheet: Sheet, one: dict[str, Any]) -> SafeString:
    said = one["properties"]
    x, y = sheet.place(*one["geometry"]["coordinates"])
    aside, down = SHOULDERS.get(said["layer"], (0, 0))
    number, tone = said.get("number"), TONES[said["tone"]]
    if number is None or said["layer"] == "practices":
        return glyph(said["glyph"], x + aside, y + down, tone)
    return badge(f"{number:,}", x + aside, y + down, tone, solid=said["glyph"] in ("visits", "group"))


def glyph(name: str, x: float, y: float, tone: str) -> SafeString:
    return format_html(
        '<use href="#{}" x="{}" y="{}" width="18" height="18" color="{}"/>',
        name,
        round(x - 9, 1),
        round(y - 9, 1),
        tone,
    )


def badge(number: str, x: float, y: float, tone: str, *, solid: bool) -> SafeString:
    wide, x, y = 12 + 7 * len(number), round(x, 1), round(y, 1)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="18" rx="9" fill="{}" stroke="{}" stroke-width="1.5"/>'
        '<text x="{}" y="{}" font-size="11" text-anchor="middle" fill="{}">{}</text>',
        x - wide / 2, y - 9, wide, tone if solid else PAPER, PAPER if solid else tone, x, y + 4,
        PAPER if solid else "#17272b", number,
    )  # fmt: skip


def side(filters: MapFilters, shading: Shading | None) -> SafeString:
    """The legend: shades with their numbers, then the shapes of the layers drawn."""
    parts, y = [], TOP + 14
    if shading:
        steps = [(NOTHING_KNOWN, _("nothing known")), *([(SHADES[0], "0")] if shading.has_nought else [])]
        steps += [(SHADES[step.number], str(step)) for step in shading.steps]
        parts.append(text([(SIDE, y, 14, "#17272b", shading.label[:LONGEST])]))
        for fill, words in steps:
            y += 24
            parts.append(swatch(fill, y))
            parts.append(text([(SIDE + 34, y, 13, "#17272b", words)]))
        y += 40
    for key in keys(filters):
        parts.append(glyph(key.glyph, SIDE + 10, y - 5, TONES[key.tone]))
        parts.append(text([(SIDE + 34, y, 13, "#17272b", key.words[:LONGEST])]))
        y += 25
    return mark_safe("".join(parts))  # each is escaped


def swatch(fill: str, y: float) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="24" height="15" fill="{}" stroke="{}" stroke-width="0.8"/>',
        SIDE,
        y - 12,
        fill,
        COAST,
    )
