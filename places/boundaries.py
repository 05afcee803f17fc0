"""Official district outlines from a GeoJSON file: read with suspicion, matched to districts by code or name.

Geometry from outside is finite, in range, at most 10,000 vertices a feature and 20 levels deep, and made valid.
No spatial reference is taken from the file: GeoJSON is WGS 84 (RFC 7946).
"""

import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import MultiPolygon
from django.contrib.gis.geos.error import GEOSException

from places.models import District
from places.naturalearth import Ring, multipolygon, polygons
from ui.words import nfc

MOST_BYTES = 200 * 1024 * 1024
MOST_VERTICES = 10_000
DEEPEST = 20
CODES = ("code", "adm2_pcode", "amp_code", "amphoe_code", "district_code")
BRACKETS = re.compile(rb'"(?:\\.|[^"\\])*"|[\[\]{}]')
PREFIXES = re.compile(r"^(กิ่งอำเภอ|กิ่งอ\.|อำเภอ|อ\.|king amphoe|amphoe|district of)\s*", re.IGNORECASE)


class BadBoundaries(Exception):
    """The file cannot be used; nothing of it is imported. The message says where and why."""


@dataclass(frozen=True)
class Feature:
    """One outline of the file with everything it says about itself."""

    number: int
    properties: dict[str, Any]
    outline: MultiPolygon

    def __str__(self) -> str:
        words = [value for value in self.properties.values() if isinstance(value, str) and value]
        return f"feature {self.number} ({', '.join(words[:3])})" if words else f"feature {self.number}"


@dataclass
class Matches:
    """What belongs to which district, and what could not be told."""

    found: dict[District, Feature] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)


def read(path: Path) -> list[Feature]:
    """The features of a file. Raises BadBoundaries with the first fault, OSError where it cannot be opened."""
    if path.stat().st_size > MOST_BYTES:
        raise BadBoundaries(f"{path.name}: larger than {MOST_BYTES // 1024 // 1024} MB.")
    raw = path.read_bytes()
    if depth(raw) > DEEPEST:
        raise BadBoundaries(f"{path.name}: nested deeper than {DEEPEST} levels.")
    try:
        collection = json.loads(raw.decode("utf-8-sig"), parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadBoundaries(f"{path.name}: not readable as GeoJSON: {error}") from error
    rows = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(rows, list) or not rows:
        raise BadBoundaries(f"{path.name}: no FeatureCollection with features.")
    return [feature(number, row) for number, row in enumerate(rows, 1)]


def refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number on a map")


def depth(raw: bytes) -> int:
    """How deep the brackets nest, strings left out; counted before anything is parsed."""
    deepest = level = 0
    for token in BRACKETS.finditer(raw):
        sign = token[0]
        if sign in (b"[", b"{"):
            level += 1
            deepest = max(deepest, level)
        elif sign in (b"]", b"}"):
            level -= 1
    return deepest


def feature(number: int, row: Any) -> Feature:
    where = f"feature {number}"
    geometry = row.get("geometry") if isinstance(row, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise BadBoundaries(f"{where}: not a Polygon or MultiPolygon.")
    properties = row.get("properties")
    try:
        shapes = [[ring(line) for line in shape] for shape in polygons(geometry)]
    except (TypeError, ValueError, KeyError) as error:
        raise BadBoundaries(f"{where}: {error}") from error
    vertices = sum(len(line) for shape in shapes for line in shape)
    if vertices > MOST_VERTICES:
        raise BadBoundaries(f"{where}: {vertices} vertices, at most {MOST_VERTICES} are taken. Simplify it first.")
    try:
        outline = multipolygon(shape for shape in shapes if shape)
    except (GEOSException, TypeError, ValueError) as error:
        raise BadBoundaries(f"{where}: {error}") from error
    if not outline.area:
        raise BadBoundaries(f"{where}: encloses nothing.")
    return Feature(number, properties if isinstance(properties, dict) else {}, outline)


def ring(line: Any) -> Ring:
    """A closed ring in degrees. Raises ValueError or TypeError for anything else."""
    points = [position(pair) for pair in line]
    if len(points) < 4 or points[0] != points[-1]:
        raise ValueError("a ring is not closed")
    return points


def position(pair: Any) -> tuple[float, float]:
    lon, lat = float(pair[0]), float(pair[1])
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise ValueError("a coordinate is not finite")
    if abs(lon) > 180 or abs(lat) > 90:
        raise ValueError(f"{lon}, {lat} is not a position in degrees")
    return lon, lat


def match(features: list[Feature], *, province: str = "") -> Matches:
    """Features by district, among the districts of `province` (its code) or of all. One query."""
    districts = list(District.objects.filter(code__startswith=province).defer("outline"))
    by_code = {district.code: district for district in districts}
    by_name = defaultdict(set)
    for district in districts:
        for name in (district.name_th, district.name_en, *district.aliases.splitlines()):
            by_name[plain(name)].add(district)
    matches = Matches()
    for one in features:
        found = by_code.get(code_of(one)) or by_names(one, by_name)
        if found is None:
            matches.unmatched.append(f"{one}: no district of that code or name.")
        elif found in matches.found:
            matches.unmatched.append(f"{one}: {found} has an outline from {matches.found[found]} already.")
        else:
            matches.found[found] = one
    return matches


def code_of(one: Feature) -> str:
    """The four digits of a code property, without the TH of a P-code; empty where there is none."""
    for name, value in one.properties.items():
        if name.lower() in CODES and (found := re.fullmatch(r"(?:TH)?(\d{4})", str(value).strip())):
            return found[1]
    return ""


def by_names(one: Feature, by_name: dict[str, set[District]]) -> District | None:
    """The one district that any text of the feature names; None where none or several."""
    texts = [plain(value) for value in one.properties.values() if isinstance(value, str)]
    named = set().union(*(by_name.get(text, set()) for text in texts if text))
    return named.pop() if len(named) == 1 else None


def plain(name: str) -> str:
    """A name for comparing: no กิ่งอำเภอ or อำเภอ before it, one spelling of Mueang, no spaces or hyphens."""
    text = PREFIXES.sub("", nfc(name).strip()).casefold()
    return re.sub(r"[\s\-.'’]", "", text).replace("muang", "mueang").removesuffix("district")
