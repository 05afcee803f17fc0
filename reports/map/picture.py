"""The map as a picture for a slide or a page: SVG, A4 landscape, that needs nothing but itself.

Outlines, shades, places and layers as on the screen, with a legend, the filters in words and the disclaimer.
"""

import math
import textwrap
from collections.abc import Callable
from functools import partial
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
from reports.map.filters import STALE, MapFilters
from reports.map.legend import COLOURS, STATES, keys
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
LONGEST, WIDEST = 40, 150  # letters of a line beside the map, and above it
INK = "#17272b"
NARROWEST = 12  # units: the circle around an uncertain position is drawn no smaller
KM = 111.32  # a degree of latitude


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
        marks=marks(sheet, drawn["features"]), side=side(filters, shading, drawn["features"]), foot=foot(filters),
    )  # fmt: skip


def title(filters: MapFilters, shading: Shading | None) -> str:
    """What is shaded, over which period: of all time are the days since the last visit."""
    what = shading.label if shading else _("Map of checkpoints, centers and visits")
    return what if filters.shade == STALE else f"{what} · {filters.scope.period.label}"


def head(filters: MapFilters, shading: Shading | None) -> SafeString:
    said = [f"{chip.label}: {chip.value}" for chip in filters.chips()]
    if filters.shade == STALE:
        said.insert(0, f"{_('Period')}: {filters.scope.period.label}")
    below = [(LEFT, 61 + 17 * row, 13, WORDS, line) for row, line in enumerate(lines(" · ".join(said), WIDEST))]
    return text([(LEFT, 40, 24, INK, title(filters, shading)), *below])


def lines(words: str, longest: int = LONGEST) -> list[str]:
    return textwrap.wrap(words, longest, break_long_words=False, break_on_hyphens=False)


def foot(filters: MapFilters) -> SafeString:
    """What is nobody's but the reader's: others see other numbers."""
    held = _("What %(who)s may read, %(when)s.") % {"who": filters.user, "when": dates.full_datetime(timezone.now())}
    source = f"{_('Source')}: NTS-Mekong Watch. {held}"
    disclaimer = _("Boundaries on this map are not authoritative; the line is under joint survey.")
    return text([(LEFT, HEIGHT - 32, 13, INK, disclaimer), (LEFT, HEIGHT - 13, 12, WORDS, source)])


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
    ink, halo = ("#ffffff", SHADES[-1]) if (shaded.step or 0) >= 3 else (INK, "#ffffff")
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
        near = around(x, y, said["radius_km"] / KM * sheet.scale) if "radius_km" in said else SafeString()
        return near + glyph(said["glyph"], x + aside, y + down, tone)
    return badge(f"{number:,}", x + aside, y + down, tone, said["glyph"])


def around(x: float, y: float, radius: float) -> SafeString:
    """Within which an uncertain position lies."""
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="none" stroke="{}" stroke-width="1.2" stroke-dasharray="4 3"/>',
        x,
        y,
        round(max(radius, NARROWEST), 1),
        TONES["saffron"],
    )


def glyph(name: str, x: float, y: float, tone: str, size: int = 18) -> SafeString:
    return format_html(
        '<use href="#{}" x="{}" y="{}" width="{}" height="{}" color="{}"/>',
        name,
        round(x - size / 2, 1),
        round(y - size / 2, 1),
        size,
        size,
        tone,
    )


def badge(number: str, x: float, y: float, tone: str, name: str) -> SafeString:
    """A number: of visits solid, of places hollow, of anything else beside its shape."""
    solid, shape = name == "visits", 0 if name in ("visits", "group") else 14
    wide, x, y = 12 + 7 * len(number) + shape, round(x, 1), round(y, 1)
    drawn = format_html(
        '<rect x="{}" y="{}" width="{}" height="18" rx="9" fill="{}" stroke="{}" stroke-width="1.5"/>'
        '<text x="{}" y="{}" font-size="11" text-anchor="middle" fill="{}">{}</text>',
        x - wide / 2, y - 9, wide, tone if solid else PAPER, PAPER if solid else tone, x + shape / 2, y + 4,
        PAPER if solid else INK, number,
    )  # fmt: skip
    return drawn + glyph(name, x - wide / 2 + 11, y, tone, 14) if shape else drawn


def side(filters: MapFilters, shading: Shading | None, features: list[dict[str, Any]]) -> SafeString:
    """The legend: shades with their numbers, the shapes of the layers drawn, and what their colours say."""
    parts, y = [], TOP + 14.0
    for pitch, mark, words in [*(of_shades(shading) if shading else []), *of_shapes(filters, features)]:
        said = lines(words)
        parts.append(mark(y))
        parts.append(text([(SIDE + (34 if mark is not nothing else 0), y + 17 * row, 13, INK, line)
                           for row, line in enumerate(said)]))  # fmt: skip
        y += pitch + 17 * max(len(said) - 1, 0)
    return mark_safe("".join(parts))  # each is escaped


Row = tuple[int, Callable[[float], SafeString], str]  # how far the next is below, what is drawn at a height, words


def nothing(y: float) -> SafeString:
    return SafeString()


def of_shades(shading: Shading) -> list[Row]:
    steps = [(NOTHING_KNOWN, _("nothing known")), *([(SHADES[0], "0")] if shading.has_nought else [])]
    steps += [(SHADES[step.number], str(step)) for step in shading.steps]
    rows: list[Row] = [(22, nothing, shading.label)]
    rows += [(21, partial(swatch, fill), words) for fill, words in steps]
    return [*rows, (12, nothing, "")]


def of_shapes(filters: MapFilters, features: list[dict[str, Any]]) -> list[Row]:
    rows: list[Row] = [(22, partial(key, one.glyph, TONES[one.tone]), one.words) for one in keys(filters)]
    drawn = [one["properties"] for one in features]
    if any(one["glyph"] == "group" for one in drawn):
        rows.append((22, lambda y: badge("5", SIDE + 10, y - 5, TONES["river"], "group"), _("several places")))
    if any("radius_km" in one for one in drawn):
        uncertain = _("position uncertain: somewhere within the dashed circle")
        rows.append((22, lambda y: around(SIDE + 10, y - 5, 9), uncertain))
    if filters.draws("checkpoints") or filters.draws("centers"):
        rows += [(12, nothing, ""), (20, nothing, str(COLOURS))]
        rows += [(19, partial(key, "visits", TONES[tone]), str(words)) for tone, words in STATES.items()]
    return rows


def key(name: str, tone: str, y: float) -> SafeString:
    return glyph(name, SIDE + 10, y - 5, tone)


def swatch(fill: str, y: float) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="24" height="15" fill="{}" stroke="{}" stroke-width="0.8"/>',
        SIDE,
        y - 12,
        fill,
        COAST,
    )
