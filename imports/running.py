"""Large files are worked on in the background: asked for here, stopped here."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access import refuse
from accounts.models import User
from imports import tasks
from imports.actions import Conflict
from imports.kinds import why_not_import
from imports.models import Batch, BatchState, Kind, Run, RunState, What
from ui.dates import language

AT_ONCE = 200  # rows that are worked on while the person waits


def is_for_later(batch: Batch) -> bool:
    """Whether `batch` is large, or would have to wait for a large one of its kind."""
    return batch.size > AT_ONCE or Run.objects.under_way().filter(batch__kind=batch.kind).exists()


def start(*, batch: Batch, what: What, by: User, digest: str = "") -> Run:
    """Have `batch` worked on. Raises Refused, and Conflict where that is done or being done already."""
    refuse(why_not_import(by, Kind(batch.kind)))
    if batch.state != (BatchState.IMPORTED if what == What.UNDO else BatchState.READ):
        raise Conflict
    passes = 2 if what == What.CARRY_OUT else 1  # what it would do is looked at once more before it is done
    total = passes * (batch.rows.count() if what == What.UNDO else batch.size)
    try:
        with transaction.atomic():
            run = Run.objects.create(batch=batch, what=what, digest=digest, by=by, language=language(), total=total)
            tasks.perform.enqueue(run.pk)
    except IntegrityError as error:
        raise Conflict from error
    return run


def stop(*, batch: Batch, by: User) -> bool:
    """Stop what is under way, with nothing done; False where it had ended already. Raises Refused."""
    refuse(why_not_import(by, Kind(batch.kind)))
    rows = Run.objects.under_way().filter(batch=batch)
    return bool(rows.update(state=RunState.STOPPED, finished_at=timezone.now()))
