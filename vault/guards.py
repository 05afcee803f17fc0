"""What the database itself refuses about the vault, whoever asks."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

Row = TypeVar("Row", bound=models.Model)


def track(*, exclude: list[str] | None = None) -> Callable[[type[Row]], type[Row]]:
    """Keep every insert and update as an event row. What is sealed is never among it: it must be erasable."""
    decorate: Callable[[type[Row]], type[Row]] = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=exclude
    )
    return decorate


def never_deleted() -> pgtrigger.Trigger:
    return pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)


def fixed(*columns: str) -> pgtrigger.Trigger:
    """These columns stay as they were written."""
    return pgtrigger.Protect(name="fixed", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*columns))


def done_for_good(column: str) -> pgtrigger.Trigger:
    """Once `column` is set, the row never changes again."""
    return pgtrigger.Protect(
        name="done_for_good",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.{column} IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*"),
    )


def append_only() -> pgtrigger.Trigger:
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
