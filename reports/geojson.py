"""What the map shows: places in use with the visits made to them, never a visit or a device position by itself.

The answer holds at most MAX_PLACES places, each with one number of visits, so it does not grow with the reports.
Joint patrols, pillars and positions taken on a phone are restricted and never part of it.
"""

from typing import Any

from django.db.models import Case, Count, F, Max, When
from django.utils.translation import gettext as _

from centers.models import Center
from checkpoints.models import Checkpoint, Kind
from places.models import District
from reports import links
from reports.map_filters import CENTER, PRACTICE, MapFilters
from reports.map_place import MAX_PLACES as MAX_PLACES
from reports.map_place import PlaceOnMap, Seen
from reports.model_sites import model_sites
from ui.templatetags.ui import bilingual
from visits.models import Counted

Visited = dict[tuple[str, int], Seen]  # by kind of place (a value of Counted) and key


def places(filters: MapFilters) -> tuple[list[PlaceOnMap], bool]:
    """At most MAX_PLACES places that `filters` ask for, and whether there are more."""
    found: list[PlaceOnMap] = []
    visited = seen_at(filters)
    if not filters.show or filters.kinds:
        found += checkpoints(filters, visited)
    if not filters.show or CENTER in filters.show:
        found += centers(filters, visited)
    if not filters.show and not filters.status and not filters.unvisited:
        found += districts(filters, visited)
    if not filters.status and not filters.unvisited and (not filters.show or PRACTICE in filters.show):
        found += model_sites(filters)
    if filters.only_visited:
        found = [place for place in found if place.seen.visits]
    return found[:MAX_PLACES], len(found) > MAX_PLACES


def seen_at(filters: MapFilters) -> Visited:
    """What was visited how often: from the tallies where they know, else counted."""
    tallies = filters.tallies()
    if tallies is None:
        return counted_at(filters)
    counts = tallies.count(Counted.CHECKPOINT, Counted.CENTER, Counted.ELSEWHERE, by=("counted", "subject"))
    return {place: Seen(count.visits, count.last_day) for place, count in counts.items()}


def counted_at(filters: MapFilters) -> Visited:
    """The same of visits narrowed in a way that the tallies do not know."""
    neither = When(stops__checkpoint__isnull=True, stops__center__isnull=True, then=F("stops__district"))
    rows = (
        filters.visits()
        .order_by()
        .annotate(elsewhere=Case(neither))
        .values_list("stops__checkpoint", "stops__center", "elsewhere")
    )
    found: Visited = {}
    for checkpoint, center, elsewhere, visits, last in rows.annotate(Count("pk", distinct=True), Max("date_end")):
        where = ((Counted.CHECKPOINT, checkpoint), (Counted.CENTER, center), (Counted.ELSEWHERE, elsewhere))
        found |= {(counted, key): Seen(visits, last) for counted, key in where if key is not None}
    return found


def checkpoints(filters: MapFilters, visited: Visited) -> list[PlaceOnMap]:
    rows = filters.apply(Checkpoint.objects.visible_to(filters.user).in_use(), province="province").with_places()
    if filters.kinds:
        rows = rows.filter(kind__in=filters.kinds)
    return [
        PlaceOnMap(
            id=f"checkpoint-{row.code}",
            glyph=row.kind,
            title=bilingual(row),
            url=row.get_absolute_url(),
            kind=str(Kind(row.kind).label),
            where=", ".join(filter(None, (bilingual(row.district), bilingual(row.province)))),
            status=row.badge.label,
            tone=row.badge.tone,
            visits_url=visits_at(filters, checkpoint=row.code),
            **positioned(row),
            seen=visited.get((Counted.CHECKPOINT, row.pk), Seen()),
        )
        for row in rows.order_by("province__code", "code")[: MAX_PLACES + 1]
    ]


def centers(filters: MapFilters, visited: Visited) -> list[PlaceOnMap]:
    rows = filters.apply(Center.objects.visible_to(filters.user).in_use(), province="district__province").with_places()
    return [
        PlaceOnMap(
            id=f"center-{row.code}",
            glyph=CENTER,
            title=bilingual(row),
            url=row.get_absolute_url(),
            kind=_("coordination center"),
            where=", ".join((bilingual(row.district), bilingual(row.district.province))),
            status=row.badge.label,
            tone=row.badge.tone,
            visits_url=visits_at(filters, center=row.code),
            **positioned(row),
            seen=visited.get((Counted.CENTER, row.pk), Seen()),
        )
        for row in rows.order_by("district__code", "code")[: MAX_PLACES + 1]
    ]


def districts(filters: MapFilters, visited: Visited) -> list[PlaceOnMap]:
    """Visits to places that are neither checkpoint nor center stand at their district."""
    seen = {key: count for (counted, key), count in visited.items() if counted == Counted.ELSEWHERE}
    rows = District.objects.filter(pk__in=seen).select_related("province").defer("outline", "province__outline")
    if filters.bbox:
        rows = rows.filter(point__bboverlaps=filters.bbox)
    return [
        PlaceOnMap(
            id=f"district-{row.code}",
            glyph="visits",
            title=_("Other places in %(district)s") % {"district": bilingual(row)},
            url=links.address("visits:list", {"district": row.code}),
            kind=_("district"),
            where=bilingual(row.province),
            point=row.point,
            seen=seen[row.pk],
        )
        for row in rows[: MAX_PLACES + 1]
    ]


def positioned(row: Checkpoint | Center) -> dict[str, Any]:
    return {
        "point": row.point,
        "radius_km": row.position_radius_km if row.to_confirm else None,
        "to_confirm": row.to_confirm,
        "status_on": row.status_on,
        "last_visited_on": row.last_visited_on,
    }


def visits_at(filters: MapFilters, **place: str) -> str:
    """The list of the visits counted at a place."""
    params: dict[str, links.Value] = dict(filters.of_visits.params.lists())
    if "state" not in params:
        params |= links.APPROVED
    return links.address("visits:list", {**params, **place})


def feature_collection(found: list[PlaceOnMap]) -> dict[str, Any]:
    """GeoJSON (RFC 7946): one feature a place, and a second one at its shoulder where it was visited."""
    features = []
    for place in found:
        if place.point is None:
            continue
        if place.glyph != "visits":
            lines = [place.kind, place.where, place.status_line, place.visits_line]
            features.append(feature(place, place.id, place.glyph, place.url, lines, place.tone, place.radius_km))
        if place.seen.visits:
            url = place.visits_url or place.url
            features.append(
                feature(
                    place, f"visits-{place.id}", "visits", url, [place.visits_line], "river", None, place.seen.visits
                )
            )
    return {"type": "FeatureCollection", "features": features}


def feature(
    place: PlaceOnMap, key: str, glyph: str, url: str, lines: list[str], tone: str, radius: int | None, number: int = 0
) -> dict[str, Any]:
    assert place.point is not None
    properties: dict[str, Any] = {"id": key, "glyph": glyph, "title": place.title, "url": url, "tone": tone}
    properties["lines"] = [line for line in lines if line]
    if radius:
        properties["radius_km"] = radius
    if number:
        properties["number"] = number
    geometry = {"type": "Point", "coordinates": [round(place.point.x, 5), round(place.point.y, 5)]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
