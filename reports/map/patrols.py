"""Joint patrols whose delay is over, at the checkpoint that our own account names as nearest: never their routes."""

from typing import Any

from django.contrib.gis.geos import Point
from django.db.models import Count, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkpoints.models import Checkpoint, CheckpointQuerySet
from patrols.filters import ours
from patrols.models import Patrol
from reports import links
from reports.map.filters import MapFilters
from reports.map.spots import Spot
from ui.templatetags.ui import bilingual


def patrols(filters: MapFilters) -> list[Spot]:
    """One spot a checkpoint. Two queries."""
    counts = dict(dated(filters).order_by().values_list("checkpoint").annotate(n=Count("pk")))
    return [spot(row, row.point, counts[row.pk], filters) for row in near(filters).filter(pk__in=counts) if row.point]


def near(filters: MapFilters) -> CheckpointQuerySet:
    return filters.apply(Checkpoint.objects.visible_to(filters.user), area="district")


def dated(filters: MapFilters) -> "QuerySet[Any]":
    """Those of the period, each with the key of its `checkpoint`."""
    said = {"checkpoint": "checkpoint", "on": "started_at__date"}
    rows: QuerySet[Any] = Patrol.objects.visible_to(filters.user).filter(publish_after__lte=timezone.localdate())
    rows = rows.annotate(**{name: Subquery(ours("pk").values(column)[:1]) for name, column in said.items()})
    period = filters.scope.period
    within: dict[str, Any] = {"checkpoint__isnull": False, "on__range": (period.start, period.end)}
    return rows.filter(**within)


def spot(row: Checkpoint, point: Point, number: int, filters: MapFilters) -> Spot:
    period = filters.scope.period
    return Spot(
        id=f"patrols-{row.code}",
        layer="patrols",
        glyph="patrol",
        point=point,
        number=number,
        title=_("Joint patrols near %(place)s") % {"place": bilingual(row)},
        url=links.patrols(near=row.code, patrolled=f"{period.start}_{period.end}"),
        lines=[ngettext("%(n)s joint patrol", "%(n)s joint patrols", number) % {"n": number}],
        tone="leaf",
    )
