"""Every write of an import: the file is read, carried out as a whole or not at all, discarded, or taken back."""

import datetime as dt
import hashlib
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from accounts.access import log_access, refuse
from accounts.models import AccessEntry, User
from imports import undoing
from imports.kinds import columns, resource, why_not_import
from imports.models import Batch, BatchRow, BatchState, Kind, Run
from imports.planning import Plan, Tick, make_plan, unheard
from imports.reading.tables import read_table
from imports.resources.base import Change, plain
from ui.turns import wait_for

KEPT_FOR = dt.timedelta(days=1)  # a file that nobody decides on


class Conflict(Exception):
    """Somebody was there first: the batch was decided on, or would do something else by now (`plan`)."""

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__("decided" if plan is None else "overtaken")
        self.plan = plan


@transaction.atomic
def take_in(*, kind: Kind, name: str, content: bytes, by: User) -> Batch:
    """Keep a file to look at what it would do. Raises Refused, and Unreadable where it is no such file."""
    refuse(why_not_import(by, kind))
    forget_undecided(now=timezone.now())
    digest = hashlib.sha256(content).hexdigest()
    rows = len(read_table(content, columns(kind)).numbers)
    return Batch.objects.create(kind=kind, file_name=name, sha256=digest, content=content, size=rows, created_by=by)


@transaction.atomic
def forget_undecided(*, now: dt.datetime) -> int:
    """Discard the files on which nobody decided in time, unless one is being worked on; how many."""
    over = Batch.objects.filter(state=BatchState.READ, created_at__lt=now - KEPT_FOR)
    over = over.exclude(pk__in=Run.objects.under_way().values("batch"))
    keys = list(over.select_for_update().values_list("pk", flat=True))
    Batch.objects.filter(pk__in=keys).update(state=BatchState.DISCARDED, content=None, decided_at=now)
    _forget_what_was_told()
    return len(keys)


def _forget_what_was_told() -> None:
    """What was told of a file quotes its rows: it goes when the file goes."""
    Run.objects.filter(told__isnull=False).exclude(batch__state=BatchState.READ).update(told=None)


@transaction.atomic
def carry_out(*, batch: Batch, digest: str, by: User, tick: Tick = unheard) -> Batch:
    """Do what the plan with `digest` says, every row of it. Raises Refused, or Conflict where nothing was done.

    `tick` hears of every row twice: when it is looked at once more, and when it is written.
    """
    locked = _in_turn(batch, by)
    if locked.state != BatchState.READ:
        raise Conflict
    plan = make_plan(locked, by, tick=tick)
    if plan.errors or plan.digest != digest:
        raise Conflict(plan)
    _keep_rows(locked, plan, by, list(_written(plan, tick, before=locked.size)))
    locked.unchanged, locked.content, locked.decided_at = plan.unchanged, None, timezone.now()
    locked.state = BatchState.IMPORTED
    locked.save()
    _forget_what_was_told()
    log_access(by=by, what=AccessEntry.What.FILE_IMPORTED, subject=f"import {locked.pk}", detail=locked.kind)
    return locked


def _written(plan: Plan, tick: Tick, *, before: int) -> Iterator[Change]:
    """Every row with what it wrote; `before`: of how many rows `tick` has heard already."""
    for number, change in enumerate(plan.run.write(plan.changes), 1):
        tick(before + number)
        yield change


def _keep_rows(batch: Batch, plan: Plan, by: User, written: list[Change]) -> None:
    """What each row wrote, as it stands in the database now."""
    run = resource(batch, by)
    names = {change.thing.pk: undoing.name_of(run, change.thing, change.draft) for change in written}
    stands = {thing.pk: thing for thing in run.look_up(set(names.values())).values()}
    BatchRow.objects.bulk_create(
        BatchRow(
            batch=batch,
            number=plan.number(change),
            label=str(change.thing)[:300],
            key=change.thing.pk,
            is_new=change.draft.thing is None,
            before=plain(change.draft.before),
            after=plain(run.present(stands[change.thing.pk])),
            own=change.own,
        )
        for change in written
    )


@transaction.atomic
def discard(*, batch: Batch, by: User) -> None:
    """Forget a file that was only looked at. Raises Conflict where it was decided on."""
    refuse(why_not_import(by, Kind(batch.kind)))
    if batch.runs.under_way().exists():  # it holds the row, maybe for minutes
        raise Conflict
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.READ:
        raise Conflict
    locked.state, locked.content, locked.decided_at = BatchState.DISCARDED, None, timezone.now()
    locked.save()
    _forget_what_was_told()


@transaction.atomic
def undo(*, batch: Batch, by: User, tick: Tick = unheard) -> Batch:
    """Make everything what it was before the import. Raises Conflict, or ChangedSince where nothing was done."""
    locked = _in_turn(batch, by)
    if locked.state != BatchState.IMPORTED:
        raise Conflict
    undoing.take_back(locked, by, tick)
    locked.state, locked.undone_at, locked.undone_by = BatchState.UNDONE, timezone.now(), by
    locked.save()
    log_access(by=by, what=AccessEntry.What.IMPORT_UNDONE, subject=f"import {locked.pk}", detail=locked.kind)
    return locked


def _in_turn(batch: Batch, by: User) -> Batch:
    """The batch, locked, while no other import of its kind is under way."""
    refuse(why_not_import(by, Kind(batch.kind)))
    wait_for(f"imports:{batch.kind}")
    return Batch.objects.select_for_update().get(pk=batch.pk)
