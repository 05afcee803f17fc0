"""The checkpoints and centers that the reader may know of and the filters ask for."""

from centers.models import Center, CenterQuerySet
from checkpoints.models import Checkpoint, CheckpointQuerySet
from reports.map.filters import MapFilters


def checkpoint_rows(filters: MapFilters) -> CheckpointQuerySet:
    rows = filters.apply(Checkpoint.objects.visible_to(filters.user).in_use(), area="district")
    return rows.filter(kind=filters.kind) if filters.kind else rows


def center_rows(filters: MapFilters) -> CenterQuerySet:
    """None where a kind of checkpoint is asked for."""
    rows = filters.apply(Center.objects.visible_to(filters.user).in_use(), area="district")
    return rows.none() if filters.kind else rows
