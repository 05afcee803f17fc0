"""Checkpoints, centers and districts as the map and its list show them."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from centers.freshness import since
from centers.models import Center, CenterQuerySet, ReadinessCheck
from checkpoints.models import Checkpoint, CheckpointQuerySet, Kind
from reports.map.filters import MapFilters
from reports.map.place import PlaceOnMap, Seen
from reports.map.rows import center_rows, checkpoint_rows
from reports.map.seen import Told
from ui import dates
from ui.templatetags.ui import bilingual
from visits.models import Counted

READY, PARTLY = 75, 50  # per cent of the readiness checklist


def tables(filters: MapFilters, told: Told) -> list[tuple[Any, Any]]:
    """Rows of the places that are asked for, and what turns them into places on the map."""
    found = []
    for layer, rows, of, drawn in (
        ("checkpoints", checkpoint_rows, Counted.CHECKPOINT, checkpoints),
        ("centers", center_rows, Counted.CENTER, centers),
    ):
        if filters.draws(layer):
            asked: Any = rows(filters).filter(pk__in=told.keys(of)) if filters.only_visited else rows(filters)
            found.append((asked, drawn))
    return found


def checkpoints(rows: CheckpointQuerySet, filters: MapFilters, told: Told) -> list[PlaceOnMap]:
    return [checkpoint(row, filters, told) for row in rows.with_places()]


def checkpoint(row: Checkpoint, filters: MapFilters, told: Told) -> PlaceOnMap:
    return PlaceOnMap(
        id=f"checkpoint-{row.code}",
        layer="checkpoints",
        glyph=row.kind,
        title=bilingual(row),
        url=filters.page_of("checkpoint", row.code, row.get_absolute_url()),
        kind=str(Kind(row.kind).label),
        where=", ".join(filter(None, (bilingual(row.district), bilingual(row.province)))),
        status=row.badge.label,
        tone=row.badge.tone,
        visits_url=filters.scope.visits_url(checkpoint=row.code),
        **positioned(row),
        seen=told.visited.get((Counted.CHECKPOINT, row.pk), Seen()),
    )


def centers(rows: CenterQuerySet, filters: MapFilters, told: Told) -> list[PlaceOnMap]:
    """Coloured by their readiness where they checked it lately enough."""
    newest = ReadinessCheck.objects.filter(center=OuterRef("pk")).order_by("-on", "-pk")
    checked = rows.with_places().annotate(
        checked_on=Subquery(newest.values("on")[:1]), score=Subquery(newest.values("sheet__score")[:1])
    )
    fresh = since(timezone.localdate())
    return [center(row, filters, told, fresh=fresh) for row in checked]


def center(row: Any, filters: MapFilters, told: Told, *, fresh: dt.date) -> PlaceOnMap:
    known = row.score is not None and row.checked_on >= fresh
    return PlaceOnMap(
        id=f"center-{row.code}",
        layer="centers",
        glyph="center",
        title=bilingual(row),
        url=filters.page_of("center", row.code, row.get_absolute_url()),
        kind=_("coordination center"),
        where=", ".join((bilingual(row.district), bilingual(row.district.province))),
        status=row.badge.label,
        tone=tone_of(row.score) if known else "neutral",
        readiness=readiness_line(row.score, row.checked_on) if known else _("Readiness: not checked lately"),
        visits_url=filters.scope.visits_url(center=row.code),
        **positioned(row),
        seen=told.visited.get((Counted.CENTER, row.pk), Seen()),
    )


def tone_of(score: float) -> str:
    return "leaf" if score >= READY else "saffron" if score >= PARTLY else "clay"


def readiness_line(score: float, on: dt.date) -> str:
    return _("Readiness: %(score)s %% on %(day)s") % {"score": round(score), "day": dates.short_date(on)}


def elsewhere(filters: MapFilters, told: Told) -> list[PlaceOnMap]:
    """Visits to places that are neither checkpoint nor center stand at their district."""
    return [
        PlaceOnMap(
            id=f"district-{at.code}",
            layer="visits",
            glyph="visits",
            title=_("Other places in %(district)s") % {"district": at.name},
            url=filters.page_of("district", at.code),
            visits_url=filters.scope.visits_url(elsewhere=at.code),
            kind=_("district"),
            where=at.name,
            point=at.point,
            seen=told.visited[of, key],
        )
        for (of, key), at in told.positions.items()
        if of == Counted.ELSEWHERE and (of, key) in told.visited
    ]


def positioned(row: Checkpoint | Center) -> dict[str, Any]:
    return {
        "point": row.point,
        "radius_km": row.position_radius_km if row.to_confirm else None,
        "to_confirm": row.to_confirm,
        "status_on": row.status_on,
        "last_visited_on": row.last_visited_on,
    }
