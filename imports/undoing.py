"""Taking an import back: exactly what it wrote, and only while nobody has built on it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from accounts.access import Refused
from accounts.models import User
from imports.kinds import resource
from imports.models import Batch, BatchRow
from imports.resources.base import BulkResource, Draft, plain
from places.abstract import DatedStatus
from visits.models import Assessment, Conclusion, Provenance, SectionSave, Stop, TransitionRecord, Visit

# Rows that a report brings along when it is taken over, and how many of those it has exactly.
BROUGHT = {Stop, Assessment, Conclusion, Provenance}
COUNTED = {SectionSave: 1, TransitionRecord: 2}


class ChangedSince(Exception):
    """These rows were changed or used since the import: nothing is taken back."""

    def __init__(self, rows: Iterable[BatchRow]) -> None:
        self.rows = list(rows)
        super().__init__(", ".join(str(row.number) for row in self.rows))


def name_of(run: BulkResource, thing: Any, draft: Draft) -> str:
    """The key by which `run` finds a thing again."""
    return str(draft.after[run.key] if run.key == "record" else thing.code)


def take_back(batch: Batch, by: User, tick: Callable[[int], None]) -> None:
    """Raises ChangedSince, Refused. Call inside a transaction. `tick` hears how many rows are taken back."""
    run = resource(batch, by)
    rows = list(batch.rows.all())
    things = run.look_up({row.after[run.key] for row in rows})
    pairs = [(row, things.get(row.after[run.key])) for row in rows]
    changed = [row for row, thing in pairs if is_changed(run, row, thing)]
    if changed:
        raise ChangedSince(changed)
    run.load()
    for number, (row, thing) in enumerate(reversed(pairs), 1):
        tick(number)
        try:
            with transaction.atomic():
                _restore(run, row, thing)
        except (ProtectedError, RestrictedError, IntegrityError, Refused) as error:
            raise ChangedSince([row]) from error


def _restore(run: BulkResource, row: BatchRow, thing: Any) -> None:
    if row.is_new:
        run.remove(thing, row.own)
    else:
        run.restore(thing, row.before, row.own)


def is_changed(run: BulkResource, row: BatchRow, thing: Any) -> bool:
    if thing is None or thing.pk != row.key or plain(run.present(thing)) != row.after:
        return True
    return row.is_new and is_used(thing, own=1 if row.own else 0)


def is_used(thing: Any, *, own: int) -> bool:
    """Whether something hangs on `thing` besides its `own` statuses and what an import brings along."""
    collector = Collector(using="default")
    try:
        collector.collect([thing])
    except (ProtectedError, RestrictedError):
        return True
    if any(bool(rows) for updates in collector.field_updates.values() for rows in updates):
        return True
    found: dict[Any, int] = {model: len(rows) for model, rows in collector.data.items() if model is not type(thing)}
    for rows in collector.fast_deletes:
        found[rows.model] = found.get(rows.model, 0) + rows.count()
    return any(not is_own(thing, model, count, own) for model, count in found.items() if count)


def is_own(thing: Any, model: Any, count: int, own: int) -> bool:
    if issubclass(model, DatedStatus):
        return count <= own
    if not isinstance(thing, Visit):
        return False
    links = model._meta.app_label == "visits" and bool(model._meta.auto_created)
    return links or model in BROUGHT or COUNTED.get(model) == count
