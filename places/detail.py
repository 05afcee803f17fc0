"""The page of one place: what is known of it, its status over time, and where it stands on a map."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from places.abstract import Place
from places.badges import band
from ui import dates
from ui.templatetags.ui import bilingual


def detail_page(request: HttpRequest, template: str, place: Place, context: dict[str, Any]) -> HttpResponse:
    """`context`: why_not, may_retire and may_visit, as places/detail.html asks, and what else the room says."""
    events = list(place.status_events.select_related("recorded_by"))
    context = {
        "thing": place,
        "events": events,
        "newest": next((event for event in events if event.on == place.status_on), None),
        "band": band(events, today=timezone.localdate()),
        "features": {"type": "FeatureCollection", "features": [feature(place)] if place.point else []},
        **context,
    }
    return render(request, template, context)


def feature(place: Place) -> dict[str, Any]:
    """GeoJSON of a place whose position is known; templates/ui/map.html says which properties are drawn."""
    assert place.point is not None
    properties: dict[str, Any] = {
        "id": f"{place._meta.model_name}-{place.pk}",
        "glyph": place.glyph,
        "title": bilingual(place),
        "url": place.get_absolute_url(),
        "lines": [line for line in (place.kind_in_words, status_line(place)) if line],
        "tone": place.badge.tone,
    }
    if place.to_confirm:
        properties["lines"].append(_("Confirm the position on site"))
        properties["radius_km"] = place.position_radius_km
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(axis, 5) for axis in place.point.coords]},
        "properties": properties,
    }


def status_line(place: Place) -> str:
    """The status with its date: never one without the other."""
    label = place.badge.label
    if place.status_on is None:
        return _("Status: %(status)s") % {"status": label}
    return _("Status: %(status)s, as of %(day)s") % {"status": label, "day": dates.short_date(place.status_on)}
