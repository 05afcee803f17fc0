"""Taking an import back: exactly what it wrote, and only while nobody has built on it."""

from collections.abc import Callable, Iterable, Sequence
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
Pairs = Sequence[tuple[BatchRow, Any]]  # rows of an import, each with what stands there now


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
    pairs = [(row, things.get(row.after[run.key])) for row in reversed(rows)]
    changed = [row for portion in run.portions(pairs) for row in changed_since(run, portion)]
    if changed:
        raise ChangedSince(sorted(changed, key=lambda row: row.number))
    run.load()
    done = 0
    for portion in run.portions(pairs):
        try:
            with transaction.atomic():
                _restore(run, portion)
        except (ProtectedError, RestrictedError, IntegrityError, Refused) as error:
            raise ChangedSince(row for row, _thing in portion) from error
        for _row in portion:
            tick(done := done + 1)


def _restore(run: BulkResource, pairs: Pairs) -> None:
    if new := [thing for row, thing in pairs if row.is_new]:
        run.remove(new)
    for row, thing in pairs:
        if not row.is_new:
            run.restore(thing, row.before, row.own)


def changed_since(run: BulkResource, pairs: Pairs) -> list[BatchRow]:
    """The rows that do not stand as they were written, or on which somebody has built."""
    changed, new = [], []
    for row, thing in pairs:
        if is_changed(run, row, thing):
            changed.append(row)
        elif row.is_new:
            new.append((row, thing))
    if new and is_used([thing for _row, thing in new], own=sum(1 for row, _thing in new if row.own)):
        changed += [row for row, thing in new if is_used([thing], own=1 if row.own else 0)]
    return changed


def is_changed(run: BulkResource, row: BatchRow, thing: Any) -> bool:
    return thing is None or thing.pk != row.key or plain(run.present(thing)) != row.after


def is_used(things: list[Any], *, own: int) -> bool:
    """Whether something hangs on `things` besides their `own` statuses and what an import brings along."""
    collector = Collector(using="default")
    try:
        collector.collect(things)
    except (ProtectedError, RestrictedError):
        return True
    if any(bool(rows) for updates in collector.field_updates.values() for rows in updates):
        return True
    found: dict[Any, int] = {model: len(rows) for model, rows in collector.data.items() if model is not type(things[0])}
    for rows in collector.fast_deletes:
        found[rows.model] = found.get(rows.model, 0) + rows.count()
    return any(not is_own(things, model, count, own) for model, count in found.items() if count)


def is_own(things: list[Any], model: Any, count: int, own: int) -> bool:
    if issubclass(model, DatedStatus):
        return count <= own
    if not isinstance(things[0], Visit):
        return False
    links = model._meta.app_label == "visits" and bool(model._meta.auto_created)
    return links or model in BROUGHT or COUNTED.get(model, 0) * len(things) == count
