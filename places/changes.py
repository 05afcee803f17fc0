"""Two people at once: every place carries a `version`; whoever saves second is told, nothing is lost."""

import datetime as dt
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser

from places.abstract import Place

Kept = TypeVar("Kept", bound=Place)


class Conflict(Exception):
    """Somebody saved meanwhile: `by` (None: not known) and `at` say who and when."""

    def __init__(self, *, by: AbstractBaseUser | None, at: dt.datetime | None) -> None:
        super().__init__(f"changed by {by} at {at}")
        self.by, self.at = by, at


def lock(place: Kept, version: int | None = None) -> Kept:
    """The row of `place`, locked until the transaction ends. Raises Conflict unless it still has `version`.

    No `version`: for what overwrites nothing.
    """
    locked = type(place)._default_manager.select_for_update(of=("self",)).get(pk=place.pk)
    if version is not None and locked.version != version:
        by, at = last_change(locked)
        raise Conflict(by=by, at=at)
    return locked


def save(place: Place) -> None:
    """Save `place` as its next version."""
    place.version += 1
    place.save()


def last_change(place: Any) -> tuple[AbstractBaseUser | None, dt.datetime | None]:
    """Who changed `place` last, and when, from its history."""
    event = place.events.select_related("pgh_context").order_by("-pgh_id").first()
    if event is None:
        return None, None
    number = event.pgh_context.metadata.get("user") if event.pgh_context else None
    who = get_user_model()._default_manager.filter(pk=number).first() if number else None
    return who, event.pgh_created_at
