"""What lies in a place, and how often it was visited: a province has districts, a district checkpoints and centers."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from reports.place.counting import Side
from reports.place.spots import Spot
from reports.scope import Scope
from ui.templatetags.ui import bilingual
from visits.tallies import Count

STATUS = ("code", "name_th", "name_en", "status", "status_on", "last_visited_on")


@dataclass(frozen=True)
class Child:
    """`state`, `state_on`: of a checkpoint or center. `last`: of a district, the last day in the period."""

    spot: Spot
    visits: int
    visits_url: str
    last: dt.date | None
    state: Any = None
    state_on: dt.date | None = None

    @property
    def title(self) -> str:
        return bilingual(self.spot.thing)


def children(side: Side) -> list[Child]:
    """Visited most first. One query for a province, for a district two."""
    spot, scope = side.spot, side.scope
    counted: dict[tuple[str, int], Count] = {}
    for (kind, subject, *_what), count in side.lines.items():
        counted[kind, subject] = counted[kind, subject] + count if (kind, subject) in counted else count
    found = [child(one, scope, counted.get((one.kind, one.thing.pk))) for one in things(spot, scope)]
    return sorted(found, key=lambda row: (-row.visits, row.spot.code))


def things(spot: Spot, scope: Scope) -> list[Spot]:
    if spot.kind == "province":
        rows = District.objects.filter(province=spot.thing).only("code", "name_th", "name_en")
        return [Spot("district", row) for row in rows]
    if spot.kind == "district":
        points = Checkpoint.objects.visible_to(scope.user).in_use().filter(district=spot.thing)
        centers = Center.objects.visible_to(scope.user).in_use().filter(district=spot.thing)
        found = [Spot("checkpoint", row) for row in points.only(*STATUS, "kind")]
        return [*found, *(Spot("center", row) for row in centers.only(*STATUS))]
    return []


def child(spot: Spot, scope: Scope, count: Count | None) -> Child:
    url, thing, visits = scope.visits_url(**{spot.kind: spot.code}), spot.thing, count.visits if count else 0
    if spot.is_area:
        return Child(spot, visits, url, count.last_day if count else None)
    return Child(spot, visits, url, thing.last_visited_on, thing.badge, thing.status_on)
