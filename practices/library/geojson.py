"""Where a practice is at home, for ui/map.html."""

from typing import Any

from practices.library.cards import place_of
from practices.library.reading import position
from practices.models import Practice
from ui.templatetags.ui import bilingual


def site_of(practice: Practice) -> dict[str, Any] | None:
    """The site as one feature; None where its position is not known."""
    point = position(practice)
    if point is None:
        return None
    properties = {
        "id": f"practice-{practice.code}",
        "glyph": "practice",
        "tone": "leaf",
        "title": bilingual(practice, "title"),
        "lines": [place_of(practice)],
        "radius_km": getattr(practice.site, "position_radius_km", None),
    }
    geometry = {"type": "Point", "coordinates": [round(point.x, 5), round(point.y, 5)]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": geometry, "properties": properties}],
    }
