"""Two people at once: every editable place carries a `version`; whoever saves second is told, nothing is lost."""

import datetime as dt
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

Thing = TypeVar("Thing", bound=models.Model)


class Conflict(Exception):
    """Somebody saved meanwhile: `by` (None: not known) and `at` say who and when."""

    def __init__(self, *, by: AbstractBaseUser | None, at: dt.datetime | None) -> None:
        super().__init__(f"changed by {by} at {at}")
        self.by, self.at = by, at


def lock(thing: Thing, version: int) -> Thing:
    """The row of `thing`, locked until the transaction ends. Raises Conflict unless it still has `version`."""
    model = type(thing)
    locked = model._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if locked.version != version:  # type: ignore[attr-defined]
        by, at = last_change(locked)
        raise Conflict(by=by, at=at)
    return locked


def save(thing: models.Model) -> None:
    """Save `thing` as its next version."""
    thing.version += 1  # type: ignore[attr-defined]
    thing.save()


def last_change(thing: Any) -> tuple[AbstractBaseUser | None, dt.datetime | None]:
    """Who changed `thing` last, and when, from its history."""
    event = thing.events.select_related("pgh_context").order_by("-pgh_id").first()
    if event is None:
        return None, None
    number = event.pgh_context.metadata.get("user") if event.pgh_context else None
    who = get_user_model()._default_manager.filter(pk=number).first() if number else None
    return who, event.pgh_created_at
