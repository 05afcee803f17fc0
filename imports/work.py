"""The work of the background: a file is tried out, carried out or undone as a whole, or nothing of it is."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import OperationalError, connection, transaction
from django.utils import timezone, translation

from accounts.access import Refused
from imports import actions
from imports.models import Failure, Kind, Run, RunState, What
from imports.planning import make_plan
from imports.shown import Preview
from imports.undoing import ChangedSince

logger = logging.getLogger(__name__)
OFTEN = 50  # rows
Tick = Callable[[int], None]


class Stopped(Exception):
    """Somebody stopped it: nothing stays."""


def perform(run_id: int) -> bool:
    """Do what is asked, unless it was stopped or has ended; whether it has ended by itself now."""
    run = begin(run_id)
    if run is None:
        return Run.objects.filter(pk=run_id, state__in=[RunState.DONE, RunState.FAILED]).exists()
    try:
        with translation.override(run.language), pghistory.context(user=run.by_id), progress(run) as tick:
            work_on(run, tick)
    except Stopped:
        return False
    except OperationalError:
        raise  # the database is gone or busy: the queue tries again
    except actions.Conflict as conflict:
        overtaken = conflict.plan and told(run, conflict.plan)
        fail(run, Failure.OVERTAKEN if overtaken else Failure.DECIDED, told=overtaken)
    except Refused:
        fail(run, Failure.RIGHTS)
    except ChangedSince as changed:
        fail(run, Failure.USED, rows=[row.number for row in changed.rows])
    except Exception:
        logger.exception("Import %d could not be worked on", run.batch_id)
        fail(run, Failure.FAULT)
    return True


def begin(run_id: int) -> Run | None:
    """Take it in hand, also where a worker died over it; None where it has ended."""
    rows = Run.objects.under_way().filter(pk=run_id)
    if not rows.update(state=RunState.WORKING, done=0):
        return None
    return rows.select_related("batch", "by").first()


@transaction.atomic
def work_on(run: Run, tick: Tick) -> None:
    """Raises Stopped, Conflict, Refused, ChangedSince: then nothing is done."""
    found = None
    if run.what == What.TRY:
        found = told(run, make_plan(run.batch, run.by, tick=tick))
    elif run.what == What.CARRY_OUT:
        actions.carry_out(batch=run.batch, digest=run.digest, by=run.by, tick=tick)
    else:
        actions.undo(batch=run.batch, by=run.by, tick=tick)
    working = Run.objects.filter(pk=run.pk, state=RunState.WORKING)
    if not working.update(state=RunState.DONE, done=run.total, told=found, finished_at=timezone.now()):
        raise Stopped


def told(run: Run, plan: Any) -> dict[str, Any]:
    return Preview.of(plan, Kind(run.batch.kind)).plain()


def fail(run: Run, why: Failure, **facts: Any) -> None:
    rows = Run.objects.filter(pk=run.pk, state=RunState.WORKING)
    rows.update(state=RunState.FAILED, failure=why, finished_at=timezone.now(), **facts)


@contextmanager
def progress(run: Run) -> Iterator[Tick]:
    """Tell how many rows are done, on a connection of its own: others see it before the work is committed."""
    apart = connection.copy()

    def tick(done: int) -> None:
        if done % OFTEN:
            return
        with apart.cursor() as cursor:
            cursor.execute("UPDATE imports_run SET done = least(%s, total) WHERE id = %s", [done, run.pk])
            cursor.execute("SELECT state FROM imports_run WHERE id = %s", [run.pk])
            if cursor.fetchone() == (RunState.STOPPED,):
                raise Stopped

    try:
        yield tick
    finally:
        apart.close()
