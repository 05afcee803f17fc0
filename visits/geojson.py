"""The stops of one report as GeoJSON for ui/map.html."""

from typing import Any

from ui import dates
from ui.templatetags.ui import bilingual
from visits.editions import Report, StopView
from visits.models import Stop


def stops_of(report: Report) -> dict[str, Any] | None:
    """The stops that have a position, in their order; None where there is nothing to draw."""
    features = [feature(row) for row in report.stops if position(row.stop) is not None]
    return {"type": "FeatureCollection", "features": features} if features else None


def position(stop: Stop) -> Any:
    """Where the stop lies: as entered, otherwise that of its place; None when nobody knows."""
    return stop.point or (stop.where.point if stop.where else None)


def feature(row: StopView) -> dict[str, Any]:
    point = position(row.stop)
    properties = {
        "id": f"stop-{row.number}",
        "glyph": "stop",
        "number": row.number,
        "title": f"{row.number}. {name_of(row.stop)}",
        "url": f"#stop-{row.number}",
        "lines": [dates.full_datetime(row.stop.arrived_at)] if row.stop.arrived_at else [],
    }
    if row.stop.point is None and row.stop.where is not None:
        properties["radius_km"] = getattr(row.stop.where, "position_radius_km", None)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.x, point.y]},
        "properties": properties,
    }


def name_of(stop: Stop) -> str:
    """The place as entered, otherwise the name of the checkpoint or center in the reader's language."""
    return stop.place or bilingual(stop.where)
