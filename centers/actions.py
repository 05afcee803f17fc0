"""Every write to a coordination center: what it is, where it stands, how it fares, who sits in it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from centers.models import Center, CenterMember, CenterStatus, CenterStatusEvent
from centers.permissions import refuse, why_not_create, why_not_edit
from places.changes import lock, save

TAKEN = {"new"}  # words of our own addresses


@transaction.atomic
def create(*, by: User, **fields: Any) -> Center:
    """Add a center; its code comes from the district. Raises Refused, also outside the areas of `by`."""
    refuse(why_not_create(by))
    center = Center(**fields, code=free_code(fields["district"].name_en))
    refuse(why_not_edit(by, center))
    center.save()
    return center


def free_code(name: str) -> str:
    """A code that nothing else has: soi-dao, soi-dao-2, …"""
    stem = slugify(name)[:34] or "center"
    taken = TAKEN | set(Center.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbers if code not in taken)


@transaction.atomic
def edit(*, center: Center, by: User, version: int, **fields: Any) -> Center:
    """Change names and contact. Raises Conflict or Refused."""
    locked = lock(center, version)
    refuse(why_not_edit(by, locked))
    for name, value in fields.items():
        setattr(locked, name, value)
    refuse(why_not_edit(by, locked))
    save(locked)
    return locked


@transaction.atomic
def correct_position(
    *, center: Center, point: Point, confidence: str, radius_km: int | None, source: str, by: User, version: int
) -> Center:
    """Set where the center stands, how sure that is and who says so. Raises Conflict or Refused."""
    locked = lock(center, version)
    refuse(why_not_edit(by, locked))
    locked.point, locked.confidence = point, confidence
    locked.position_radius_km, locked.position_source = radius_km, source
    save(locked)
    return locked


@transaction.atomic
def record_status(
    *, center: Center, status: CenterStatus | str, on: dt.date, source: str, note: str = "", by: User | None
) -> CenterStatusEvent:
    """Record a dated status; the status now is the newest by date that is not in the future.

    `by` None: recorded by the system from its own data. Raises Refused.
    """
    locked = Center.objects.select_for_update(of=("self",)).get(pk=center.pk)
    if by is not None:
        refuse(why_not_edit(by, locked))
    event = CenterStatusEvent.objects.create(
        center=locked, status=status, on=on, source=source, note=note, recorded_by=by
    )
    newest = locked.status_events.filter(on__lte=timezone.localdate()).first()
    locked.status = newest.status if newest else CenterStatus.UNKNOWN
    locked.status_on = newest.on if newest else None
    locked.save(update_fields=["status", "status_on"])
    return event


@transaction.atomic
def keep_roster(
    *, center: Center, seats: Iterable[CenterMember], removed: Iterable[CenterMember], by: User, version: int
) -> Center:
    """Save new and changed seats and remove others. Raises Conflict or Refused."""
    locked = lock(center, version)
    refuse(why_not_edit(by, locked))
    for seat in seats:
        seat.center = locked
        seat.save()
    locked.members.filter(pk__in=[seat.pk for seat in removed]).delete()
    save(locked)
    return locked


@transaction.atomic
def retire(*, center: Center, reason: str, by: User, version: int) -> Center:
    """Take the center out of lists and maps; reports keep it. Raises Conflict or Refused."""
    locked = lock(center, version)
    refuse(why_not_create(by) or why_not_edit(by, locked))
    locked.retired_at, locked.retired_by, locked.retired_reason = timezone.now(), by, reason
    save(locked)
    return locked
