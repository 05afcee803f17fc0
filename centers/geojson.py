"""Centers as features of a map: templates/ui/map.html says which properties are drawn."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from centers.models import Center
from ui import dates
from ui.templatetags.ui import bilingual


def features(rows: Iterable[Center]) -> dict[str, Any]:
    """A FeatureCollection of the centers whose position is known."""
    return {
        "type": "FeatureCollection",
        "features": [feature(center) for center in rows if center.point is not None],
    }


def feature(center: Center) -> dict[str, Any]:
    assert center.point is not None
    properties: dict[str, Any] = {
        "id": f"center-{center.pk}",
        "glyph": "center",
        "title": bilingual(center),
        "url": center.get_absolute_url(),
        "lines": [status_line(center)],
        "tone": center.badge.tone,
    }
    if center.to_confirm:
        properties["lines"].append(_("Confirm the position on site"))
        properties["radius_km"] = center.position_radius_km
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(axis, 5) for axis in center.point.coords]},
        "properties": properties,
    }


def status_line(center: Center) -> str:
    """The status with its date: never one without the other."""
    label = center.badge.label
    if center.status_on is None:
        return _("Status: %(status)s") % {"status": label}
    return _("Status: %(status)s, as of %(day)s") % {"status": label, "day": dates.short_date(center.status_on)}
