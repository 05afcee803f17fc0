"""Every write to a border point. What people record is dated, signed and kept."""

import datetime as dt
from typing import Any

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from checkpoints.models import Checkpoint, PointStatus, StatusEvent
from checkpoints.permissions import refuse, why_not_edit, why_not_in
from places.changes import lock, save

TAKEN = {"new"}  # words of our own addresses


@transaction.atomic
def create(*, by: User, **fields: Any) -> Checkpoint:
    """Add a border point; its code comes from the English name. Raises Refused outside the areas of `by`."""
    checkpoint = Checkpoint(**fields, code=free_code(fields["name_en"]))
    refuse(why_not_in(by, checkpoint.area_codes))
    checkpoint.save()
    return checkpoint


def free_code(name: str) -> str:
    """A code that nothing else has: ban-laem, ban-laem-2, …"""
    stem = slugify(name)[:34] or "point"
    taken = TAKEN | set(Checkpoint.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbers if code not in taken)


@transaction.atomic
def edit(*, checkpoint: Checkpoint, by: User, version: int, **fields: Any) -> Checkpoint:
    """Change names, kind and place. Raises Conflict, or Refused where it leaves the areas of `by`."""
    locked = lock(checkpoint, version)
    refuse(why_not_edit(by, locked))
    for name, value in fields.items():
        setattr(locked, name, value)
    refuse(why_not_in(by, locked.area_codes))
    save(locked)
    return locked


@transaction.atomic
def correct_position(
    *,
    checkpoint: Checkpoint,
    point: Point,
    confidence: str,
    radius_km: int | None,
    source: str,
    by: User,
    version: int,
) -> Checkpoint:
    """Set where the point stands, how sure that is and who says so. Raises Conflict or Refused."""
    locked = lock(checkpoint, version)
    refuse(why_not_edit(by, locked))
    locked.point, locked.confidence = point, confidence
    locked.position_radius_km, locked.position_source = radius_km, source
    save(locked)
    return locked


@transaction.atomic
def record_status(
    *, checkpoint: Checkpoint, status: PointStatus | str, on: dt.date, source: str, note: str = "", by: User | None
) -> StatusEvent:
    """Record a dated status; the status now is the newest by date that is not in the future.

    `by` None: recorded by the system from its own data. Raises Refused.
    """
    locked = Checkpoint.objects.select_for_update(of=("self",)).get(pk=checkpoint.pk)
    if by is not None:
        refuse(why_not_edit(by, locked))
    event = StatusEvent.objects.create(
        checkpoint=locked, status=status, on=on, source=source, note=note, recorded_by=by
    )
    newest = locked.status_events.filter(on__lte=timezone.localdate()).first()
    locked.status = newest.status if newest else PointStatus.UNKNOWN
    locked.status_on = newest.on if newest else None
    locked.save(update_fields=["status", "status_on"])
    return event


@transaction.atomic
def retire(*, checkpoint: Checkpoint, reason: str, by: User, version: int) -> Checkpoint:
    """Take the point out of lists and maps; reports keep it. Raises Conflict or Refused."""
    locked = lock(checkpoint, version)
    refuse(why_not_edit(by, locked))
    locked.retired_at, locked.retired_by, locked.retired_reason = timezone.now(), by, reason
    save(locked)
    return locked
