"""Border points as features of a map: templates/ui/map.html says which properties are drawn."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from checkpoints.models import Checkpoint
from ui import dates
from ui.templatetags.ui import bilingual


def features(rows: Iterable[Checkpoint]) -> dict[str, Any]:
    """A FeatureCollection of the points whose position is known."""
    return {
        "type": "FeatureCollection",
        "features": [feature(checkpoint) for checkpoint in rows if checkpoint.point is not None],
    }


def feature(checkpoint: Checkpoint) -> dict[str, Any]:
    assert checkpoint.point is not None
    properties: dict[str, Any] = {
        "id": f"checkpoint-{checkpoint.pk}",
        "glyph": checkpoint.kind,
        "title": bilingual(checkpoint),
        "url": checkpoint.get_absolute_url(),
        "lines": [checkpoint.get_kind_display(), status_line(checkpoint)],
        "tone": checkpoint.badge.tone,
    }
    if checkpoint.to_confirm:
        properties["lines"].append(_("Confirm the position on site"))
        properties["radius_km"] = checkpoint.position_radius_km
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(axis, 5) for axis in checkpoint.point.coords]},
        "properties": properties,
    }


def status_line(checkpoint: Checkpoint) -> str:
    """The status with its date: never one without the other."""
    label = checkpoint.badge.label
    if checkpoint.status_on is None:
        return _("Status: %(status)s") % {"status": label}
    return _("Status: %(status)s, as of %(day)s") % {"status": label, "day": dates.short_date(checkpoint.status_on)}
