"""Visits at the places they were made to: one number a place."""

from django.utils.translation import gettext as _

from reports.map.filters import MapFilters
from reports.map.place import Position, Seen
from reports.map.seen import Told
from reports.map.spots import Spot
from visits.models import Counted

OF = {Counted.CHECKPOINT: "checkpoint", Counted.CENTER: "center", Counted.ELSEWHERE: "district"}
FILTER = {**OF, Counted.ELSEWHERE: "elsewhere"}  # of the list of visits


def visits(filters: MapFilters, told: Told, *kinds: Counted) -> list[Spot]:
    """At places of `kinds`, or of all."""
    return [
        spot(Counted(of), at, told.visited[of, key], filters)
        for (of, key), at in told.positions.items()
        if (of, key) in told.visited
        and (not kinds or of in kinds)
        and (of != Counted.ELSEWHERE or filters.wants_all_places)
    ]


def spot(of: Counted, at: Position, seen: Seen, filters: MapFilters) -> Spot:
    elsewhere = of == Counted.ELSEWHERE
    name = _("Other places in %(district)s") % {"district": at.name} if elsewhere else at.name
    return Spot(
        id=f"visits-{OF[of]}-{at.code}",
        layer="visits",
        glyph="visits",
        point=at.point,
        number=seen.visits,
        title=name,
        url=filters.scope.visits_url(**{FILTER[of]: at.code}),
        lines=[seen.in_words],
    )
