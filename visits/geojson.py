"""The stops of one report as GeoJSON for ui/map.html."""

from typing import Any

from ui import dates
from ui.templatetags.ui import bilingual
from visits.editions import Report, StopView
from visits.models import Stop


def stops_of(report: Report) -> dict[str, Any] | None:
    """The stops that have a position, in their order; None where there is nothing to draw.

    A position taken on the way is for the restricted circle; others see where the place is known to be.
    """
    exact = report.shows_restricted
    features = [feature(row, exact=exact) for row in report.stops if position(row.stop, exact=exact) is not None]
    return {"type": "FeatureCollection", "features": features} if features else None


def position(stop: Stop, *, exact: bool) -> Any:
    """Where the stop lies: as entered (where `exact`), otherwise that of its place; None when nobody knows."""
    return (stop.point if exact else None) or (stop.where.point if stop.where else None)


def feature(row: StopView, *, exact: bool) -> dict[str, Any]:
    point = position(row.stop, exact=exact)
    properties = {
        "id": f"stop-{row.number}",
        "glyph": "stop",
        "number": row.number,
        "title": f"{row.number}. {name_of(row.stop)}",
        "url": f"#stop-{row.number}",
        "lines": arrived(row.stop),
    }
    if not (exact and row.stop.point) and row.stop.where is not None:
        properties["radius_km"] = getattr(row.stop.where, "position_radius_km", None)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.x, point.y]},
        "properties": properties,
    }


def arrived(stop: Stop) -> list[str]:
    """When, where it is known; of a stop that was taken over from earlier records only the day is."""
    if stop.arrived_at is None:
        return []
    return [(dates.full_date if stop.visit.taken_over_at else dates.full_datetime)(stop.arrived_at)]


def name_of(stop: Stop) -> str:
    """The place as entered, otherwise the name of the checkpoint or center in the reader's language."""
    return stop.place or bilingual(stop.where)
