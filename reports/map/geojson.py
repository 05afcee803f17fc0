"""What is drawn, as GeoJSON (RFC 7946)."""

from collections import Counter
from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import ngettext

from centers.models import CenterStatus
from checkpoints.models import PointStatus
from reports.map.features import MOST_FEATURES, Drawn
from reports.map.grid import Group
from reports.map.place import PlaceOnMap
from reports.map.spots import Spot

Feature = dict[str, Any]


def collection(drawn: Drawn) -> dict[str, Any]:
    """`whole`: nothing lies outside of it, so that another view asks for no other answer."""
    features = [of_place(place) for place in drawn.places if place.point]
    features += [of_group(group) for group in drawn.groups]
    features += [of_spot(spot) for spot in drawn.spots]
    return {"type": "FeatureCollection", "features": features[:MOST_FEATURES], "whole": drawn.whole}


def of_place(place: PlaceOnMap) -> Feature:
    assert place.point is not None
    lines = [place.kind, place.where, place.status_line, place.readiness, place.visits_line]
    said: dict[str, Any] = {
        "id": place.id,
        "layer": place.layer,
        "glyph": place.glyph,
        "title": place.title,
        "url": place.url,
    }
    said |= {"tone": place.tone, "lines": [line for line in lines if line]}
    if place.radius_km:
        said["radius_km"] = place.radius_km
    return feature(place.point, said)


def of_group(group: Group) -> Feature:
    """Places that stand together: how many, and of which status."""
    lon, lat = group.middle
    said = {"id": f"group-{group.x}-{group.y}", "layer": "places", "glyph": "group", "number": group.places}
    return feature(Point(lon, lat), {**said, "tone": "river", "lines": status_lines(group.counts)})


def status_lines(counts: Counter[tuple[str, str]]) -> list[str]:
    """12 checkpoints: 9 open, 3 closed."""
    lines = []
    for layer, statuses in (("checkpoint", PointStatus), ("center", CenterStatus)):
        said = [(counts[layer, status], status.label) for status in statuses if counts[layer, status]]
        if said:
            number = sum(n for n, _label in said)
            name = {
                "checkpoint": ngettext("%(n)s checkpoint", "%(n)s checkpoints", number),
                "center": ngettext("%(n)s center", "%(n)s centers", number),
            }[layer] % {"n": f"{number:,}"}
            parts = ", ".join(f"{n:,} {label}" for n, label in said)
            lines.append(f"{name}: {parts}")
    return lines


def of_spot(spot: Spot) -> Feature:
    said = {"id": spot.id, "layer": spot.layer, "glyph": spot.glyph, "number": spot.number, "tone": spot.tone}
    if spot.title:
        said |= {"title": spot.title, "url": spot.url, "lines": spot.lines}
    return feature(spot.point, said)


def feature(point: Point, said: dict[str, Any]) -> Feature:
    geometry = {"type": "Point", "coordinates": [round(point.x, 5), round(point.y, 5)]}
    return {"type": "Feature", "geometry": geometry, "properties": said}
