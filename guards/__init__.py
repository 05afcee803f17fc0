"""What the database itself refuses, whoever asks: the guards that rooms share. Knows no table."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import pghistory
import pgtrigger
from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Step(Protocol):
    """A step of any workflow, as far as the database is concerned."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...


def track(*, deletes: bool = True, exclude: list[str] | None = None) -> Callable[[type[Row]], type[Row]]:
    """Keep every insert, update and delete of a model as an event row.

    `deletes`: false where nothing can be deleted. `exclude`: derived columns, counters that every save moves (what
    changed has an event of its own), and what must be erasable.
    """
    events: list[pghistory.Tracker] = [pghistory.InsertEvent(), pghistory.UpdateEvent()]
    if deletes:
        events.append(pghistory.DeleteEvent())
    decorate: Callable[[type[Row]], type[Row]] = pghistory.track(*events, exclude=exclude)
    return decorate


def known_step(steps: Iterable[Step]) -> pgtrigger.Trigger:
    """A state moves only along `steps`."""
    known = ", ".join(f"('{step.source}', '{step.target}')" for step in steps)
    return pgtrigger.Trigger(
        name="known_step",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        func=f"""
                IF (OLD.state, NEW.state) NOT IN ({known}) THEN
                    RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
    )


def append_only() -> pgtrigger.Trigger:
    """Rows that are history: added, neither changed nor removed."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
