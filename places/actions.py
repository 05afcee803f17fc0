"""Every write that border points and centers have in common.

`check(by, place)` is the room's own rule: it raises where `by` may not change the place.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from places.abstract import DatedStatus, Place
from places.changes import lock, save
from places.kept import in_turn
from ui.turns import wait_for

Kept = TypeVar("Kept", bound=Place)
Check = Callable[[Any, Any], None]
TAKEN = {"new", "reports"}  # words of our own addresses


def free_code(model: type[Place], name: str) -> str:
    """A code that no other of `model` has: ban-laem, ban-laem-2, …"""
    stem = slugify(name)[:34] or str(model._meta.model_name)
    taken = TAKEN | set(model._default_manager.filter(code__startswith=stem).values_list("code", flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbers if code not in taken)


@transaction.atomic
def add(
    model: type[Kept],
    *,
    named: str,
    by: AbstractBaseUser,
    check: Check,
    client_uuid: uuid.UUID | None = None,
    code: str = "",
    **fields: Any,
) -> Kept:
    """Add a place with `code`, or one made of `named`. The same `client_uuid` again answers the place added first."""
    wait_for(model._meta.label)  # a double click finds its first, and no code is given twice
    made = model._default_manager.filter(client_uuid=client_uuid).first() if client_uuid else None
    if made is not None:
        return made
    place = model(**fields, code=code or free_code(model, named), client_uuid=client_uuid)
    check(by, place)
    place.save()
    return place


@transaction.atomic
def edit(*, place: Kept, by: AbstractBaseUser, version: int, check: Check, **fields: Any) -> Kept:
    """Change what is known of a place. Raises Conflict; `check` is asked before and after."""
    in_turn()  # what was seen there may come to lie in another district
    locked = lock(place, version)
    check(by, locked)
    for name, value in fields.items():
        setattr(locked, name, value)
    check(by, locked)
    save(locked)
    return locked


@transaction.atomic
def correct_position(
    *,
    place: Kept,
    point: Point | None,
    confidence: str,
    radius_km: int | None,
    source: str,
    by: AbstractBaseUser,
    version: int,
    check: Check,
) -> Kept:
    """Set where a place stands, how sure that is and who says so. Raises Conflict."""
    locked = lock(place, version)
    check(by, locked)
    locked.point, locked.confidence = point, confidence
    locked.position_radius_km, locked.position_source = radius_km, source
    save(locked)
    return locked


@transaction.atomic
def record_status(
    *,
    place: Place,
    status: str,
    on: dt.date,
    source: str,
    note: str = "",
    by: AbstractBaseUser | None,
    check: Check,
    client_uuid: uuid.UUID | None = None,
) -> DatedStatus:
    """Record a dated status; the status now is the newest by date that is not in the future.

    `by` None: recorded by the system from its own data. The same `client_uuid` again answers what was recorded first.
    """
    locked = lock(place)
    if by is not None:
        check(by, locked)
    said = {"status": status, "on": on, "source": source, "note": note, "recorded_by": by}
    event: DatedStatus = locked.status_events.get_or_create(client_uuid=client_uuid or uuid.uuid4(), defaults=said)[0]
    settle_status(locked)
    return event


def settle_status(locked: Place) -> None:
    """Make the newest status by date the status now."""
    newest = locked.status_events.filter(on__lte=timezone.localdate()).first()
    locked.status = newest.status if newest else locked._meta.get_field("status").get_default()
    locked.status_on = newest.on if newest else None
    locked.save(update_fields=["status", "status_on"])


@transaction.atomic
def unsay_status(*, event: DatedStatus, place: Place, by: AbstractBaseUser, check: Check) -> None:
    """Take back a status that was recorded by mistake: the one before it holds again."""
    locked = lock(place)
    check(by, locked)
    event.delete()
    settle_status(locked)


@transaction.atomic
def unadd(*, place: Place, by: AbstractBaseUser, check: Check) -> None:
    """Take back a place that was added by mistake. Raises ProtectedError where something hangs on it."""
    locked = lock(place)
    check(by, locked)
    locked.delete()


@transaction.atomic
def retire(*, place: Kept, reason: str, by: AbstractBaseUser, version: int, check: Check) -> Kept:
    """Take a place out of lists and maps; reports keep it. Raises Conflict."""
    locked = lock(place, version)
    check(by, locked)
    locked.retired_at, locked.retired_by_id, locked.retired_reason = timezone.now(), by.pk, reason
    save(locked)
    return locked
