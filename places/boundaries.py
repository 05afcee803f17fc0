"""Official district outlines from a GeoJSON file: read with suspicion, matched to districts by code or name.

Geometry from outside is finite, in the region, at most 10,000 vertices a feature and 20 levels deep, and made valid.
GeoJSON is WGS 84 (RFC 7946): a file that says that it is in another reference is refused.
"""

import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Polygon
from django.contrib.gis.geos.error import GEOSException

from places.models import District
from places.naturalearth import AROUND, Ring, multipolygon, polygons
from ui.words import nfc

MOST_BYTES = 200 * 1024 * 1024
MOST_VERTICES = 10_000
DEEPEST = 20
CODES = ("code", "adm2_pcode", "amp_code", "amphoe_code", "amphoe_idn", "district_code")
WGS84 = re.compile(r"EPSG:{1,2}4326$|CRS84$", re.IGNORECASE)
AS_WANTED = "Save it as GeoJSON in WGS 84 (EPSG:4326) and UTF-8; a shapefile is opened and exported so by QGIS."
FAR = 0.5  # degrees between an outline and where its district is known to lie
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
    """What belongs to which district, how many of them by their code, and what could not be told."""

    found: dict[District, Feature] = field(default_factory=dict)
    by_code: int = 0
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
        raise BadBoundaries(f"{path.name}: not readable as GeoJSON: {error}. {AS_WANTED}") from error
    rows = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(rows, list) or not rows:
        raise BadBoundaries(f"{path.name}: no FeatureCollection with features.")
    if (reference := reference_of(collection)) and not WGS84.search(reference):
        raise BadBoundaries(f"{path.name}: its coordinates are in {reference}. {AS_WANTED}")
    return [feature(number, row) for number, row in enumerate(rows, 1)]


def reference_of(collection: dict[str, Any]) -> str:
    """What an older file says of its coordinates; empty where it says nothing."""
    said = collection.get("crs")
    properties = said.get("properties") if isinstance(said, dict) else None
    return str(properties.get("name", said)) if isinstance(properties, dict) else str(said or "")


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
    if not outline.intersects(Polygon.from_bbox(AROUND)):
        raise BadBoundaries(f"{where}: lies at {outline.centroid.x:.1f}, {outline.centroid.y:.1f}, far from Thailand.")
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
        raise ValueError(f"{lon}, {lat} is not a position in degrees (longitude, latitude). {AS_WANTED}")
    return lon, lat


def match(features: list[Feature], *, province: str = "") -> Matches:
    """Features by district, among the districts of `province` (its code) or of all. One query.

    Where several are of one district, as parts or subdistricts are, none of them is its outline.
    """
    districts = list(District.objects.filter(code__startswith=province).defer("outline"))
    by_code = {district.code: district for district in districts}
    by_name = defaultdict(set)
    for district in districts:
        for name in (district.name_th, district.name_en, *district.aliases.splitlines()):
            by_name[plain(name)].add(district)
    matches, of_district = Matches(), defaultdict(list)
    for one in features:
        coded, named = by_code.get(code_of(one)), by_names(one, by_name)
        found = coded or (next(iter(named)) if len(named) == 1 else None)
        if found is None:
            matches.unmatched.append(f"{one}: no district of that code or name.")
        elif named and found not in named:
            matches.unmatched.append(f"{one}: its code is that of {found}, its name is not.")
        elif found.point and found.point.distance(one.outline) > FAR:
            matches.unmatched.append(f"{one}: lies far from {found}.")
        else:
            of_district[found].append((one, coded is not None))
    for district, said in of_district.items():
        if len(said) > 1:
            matches.unmatched += [f"{one}: one of {len(said)} outlines of {district}." for one, _coded in said]
        else:
            ((matches.found[district], coded_),) = said
            matches.by_code += coded_
    return matches


def code_of(one: Feature) -> str:
    """The four digits of a code property, without the TH of a P-code; empty where there is none."""
    for name, value in one.properties.items():
        if name.lower() in CODES and (found := re.fullmatch(r"(?:TH)?(\d{4})(?:\.0)?", str(value).strip())):
            return found[1]
    return ""


def by_names(one: Feature, by_name: dict[str, set[District]]) -> set[District]:
    """The districts that any text of the feature names."""
    texts = [plain(value) for value in one.properties.values() if isinstance(value, str)]
    return set().union(*(by_name.get(text, set()) for text in texts if text))


def plain(name: str) -> str:
    """A name for comparing: no กิ่งอำเภอ or อำเภอ before it, one spelling of Mueang, no spaces or hyphens."""
    text = PREFIXES.sub("", nfc(name).strip()).casefold()
    return re.sub(r"[\s\-.'’]", "", text).replace("muang", "mueang").removesuffix("district")
