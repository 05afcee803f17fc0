"""The work of the background: an export is made between two states of its row, and ends when that says so."""

import datetime as dt
import logging

from django.db import DatabaseError, transaction
from django.utils import timezone

from exports import making, store
from exports.log import note
from exports.models import KEPT, Export, Failure
from exports.permissions import rights_of
from exports.sheets import TooLong
from exports.wanted import of_export
from exports.workflow import UNDER_WAY, ExportState

logger = logging.getLogger(__name__)
FORGOTTEN = dt.timedelta(days=1)


class Cancelled(Exception):
    """Somebody took the export back while it was made."""


def make(export_id: int) -> bool:
    """Make the file, unless the export was taken back or is made already; whether it is there now."""
    export = begin(export_id)
    if export is None:
        return Export.objects.filter(pk=export_id, state=ExportState.READY).exists()
    try:
        return write(export)
    except Cancelled:
        return False
    except TooLong:
        fail(export, why=Failure.TOO_LONG)
    except DatabaseError:
        raise  # the database is gone or busy: the queue tries again
    except Exception:
        logger.exception("Export %d could not be made", export_id)
        fail(export, why=Failure.FAULT)
    return False


def begin(export_id: int) -> Export | None:
    """Take the export in hand, also where a worker died over it; None where it is no longer wanted.

    It says by which rights it is made: these may be others than when it was asked for.
    """
    rows = Export.objects.filter(pk=export_id, state__in=UNDER_WAY).select_related("owner")
    export = rows.first()
    if export is None:
        return None
    taken = rows.update(state=ExportState.MAKING, done=0, total=None, **rights_of(export.owner))
    return export if taken else None


def write(export: Export) -> bool:
    """Raises Cancelled, TooLong."""
    wanted = of_export(export)
    parts = wanted.filled()
    if any(not_fitting(export, len(keys)) for _part, keys in parts):
        raise TooLong
    total = sum(len(keys) for _part, keys in parts)

    def tick(done: int) -> None:
        rows = Export.objects.filter(pk=export.pk, state=ExportState.MAKING)
        if not rows.update(done=done, total=total):
            raise Cancelled

    with store.beside(export.format) as path:
        tick(0)
        making.write(wanted, parts, path, tick)
        return finish(export, *store.keep(path), rows=total)


def not_fitting(export: Export, rows: int) -> bool:
    most = export.format_info.most
    return most is not None and rows > most


def finish(export: Export, path: str, size: int, *, rows: int) -> bool:
    """It can be fetched from now on; False where it was taken back at the last moment."""
    now = timezone.now()
    made = {"path": path, "size": size, "finished_at": now, "expires_at": now + KEPT, "done": rows, "total": rows}
    with transaction.atomic():
        found = Export.objects.filter(pk=export.pk, state=ExportState.MAKING)
        is_made = bool(found.update(state=ExportState.READY, **made))
        if is_made:
            note(by=export.owner, wanted=of_export(export), rows=rows, how="made")
    if not is_made:
        store.remove(path)
    return is_made


def fail(export: Export, *, why: Failure) -> None:
    rows = Export.objects.filter(pk=export.pk, state__in=UNDER_WAY)
    rows.update(state=ExportState.FAILED, failure=why, finished_at=timezone.now())


def give_up(export: Export) -> None:
    """Say of an export that is ready that its file is there no more."""
    Export.objects.filter(pk=export.pk, state=ExportState.READY).update(state=ExportState.EXPIRED, path="")


def expire(*, now: dt.datetime) -> int:
    """Remove the files whose time is over, and those that no export names; how many exports that were.

    What was begun and is not made within a day will not be any more: its job has outlived too many workers.
    """
    begun = Export.objects.filter(state=ExportState.MAKING, created_at__lt=now - FORGOTTEN)
    begun.update(state=ExportState.FAILED, failure=Failure.FAULT, finished_at=now)
    over = list(Export.objects.filter(state=ExportState.READY, expires_at__lte=now))
    for export in over:
        give_up(export)
        store.remove(export.path)
    named = set(Export.objects.exclude(path="").values_list("path", flat=True))
    store.sweep(named, before=(now - FORGOTTEN).timestamp())
    return len(over)
