"""Outlines of countries, provinces and districts as plain rings, for maps drawn as vectors on paper."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.gis.geos import Polygon
from django.db.models import F, FloatField, Func, IntegerField, TextField, Value

from places.models import Country, District, Province

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
Ring = list[tuple[float, float]]
MARGIN = 0.1  # share of the box drawn beyond its edge, so that the cut is not seen


@dataclass(frozen=True)
class Outline:
    """One area: `kind` is country, province or district; `rings` hold (longitude, latitude)."""

    kind: str
    code: str
    name_th: str
    name_en: str
    rings: list[Ring]


def outlines(bbox: Box, tolerance: float = 0.003) -> list[Outline]:
    """What lies in `bbox`, cut a little beyond it and simplified by `tolerance` degrees; countries come first.

    Three queries. Districts appear only where an official outline was imported.
    """
    west, south, east, north = bbox
    aside, above = (east - west) * MARGIN, (north - south) * MARGIN
    window = Polygon.from_bbox((west - aside, south - above, east + aside, north + above))
    window.srid = 4326
    return [
        Outline(kind, code, th, en, rings)
        for kind, model in (("country", Country), ("province", Province), ("district", District))
        for code, th, en, shape in model._default_manager.filter(outline__bboverlaps=window)
        .order_by("code")
        .values_list("code", "name_th", "name_en", cut(window, tolerance))
        if (rings := list(rings_of(json.loads(shape))))
    ]


def cut(window: Polygon, tolerance: float) -> Func:
    """The part of `outline` within `window`, simplified, as GeoJSON text."""
    box = Func(
        *(Value(edge, output_field=FloatField()) for edge in window.extent),
        function="ST_MakeEnvelope",
        output_field=TextField(),
    )
    part = Func(F("outline"), box, function="ST_ClipByBox2D", output_field=TextField())
    simple = Func(
        part,
        Value(tolerance, output_field=FloatField()),
        function="ST_SimplifyPreserveTopology",
        output_field=TextField(),
    )
    return Func(simple, Value(5, output_field=IntegerField()), function="ST_AsGeoJSON", output_field=TextField())


def rings_of(shape: dict[str, object]) -> Iterator[Ring]:
    """The rings of a GeoJSON area, holes included."""
    parts = shape.get("geometries") or [shape]
    for part in parts:  # type: ignore[attr-defined]
        coordinates = part.get("coordinates") or []
        polygons = coordinates if part["type"] == "MultiPolygon" else [coordinates] if part["type"] == "Polygon" else []
        for polygon in polygons:
            for line in polygon:
                yield [(x, y) for x, y, *_ in line]
