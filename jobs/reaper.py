"""Gives every job that was cut short or failed another chance; django-tasks itself does neither."""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Func, IntegerField
from django.db.models.lookups import LessThan
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs import presence
from jobs.retry import MAX_ATTEMPTS, GiveUp, pause_after

logger = logging.getLogger(__name__)

KEEP_FINISHED = timedelta(days=30)
GAVE_UP = f"{GiveUp.__module__}.{GiveUp.__qualname__}"


def reap() -> None:
    requeue_orphans()
    requeue_failed()
    forget_finished()


@transaction.atomic
def requeue_orphans() -> None:
    """Put back the jobs whose worker died; fail those that have outlived too many workers."""
    # The jobs first, then who lives: a worker announces itself before it takes its first job.
    running = list(DBTaskResult.objects.running().select_for_update(skip_locked=True))
    alive = presence.present()
    for job in running:
        if job.worker_ids and presence.lock_number(job.worker_ids[-1]) in alive:
            continue
        attempts = len(job.worker_ids)
        logger.warning("Worker of job %s (%s) died; attempt %d", job.pk, job.task_path, attempts)
        if attempts < MAX_ATTEMPTS:
            put_back(job, after=timedelta(0))
        else:
            job.set_failed(RuntimeError(f"{attempts} workers died while running this job."))


@transaction.atomic
def requeue_failed() -> None:
    """Try failed jobs again, later each time, up to MAX_ATTEMPTS."""
    attempts = Func("worker_ids", function="jsonb_array_length", output_field=IntegerField())
    failed = DBTaskResult.objects.failed().exclude(exception_class_path=GAVE_UP)
    for job in failed.filter(LessThan(attempts, MAX_ATTEMPTS)).select_for_update(skip_locked=True):
        put_back(job, after=pause_after(max(1, len(job.worker_ids))))


def put_back(job: "DBTaskResult[..., Any]", *, after: timedelta) -> None:
    job.status = TaskResultStatus.READY
    job.run_after = timezone.now() + after
    job.started_at = job.finished_at = None
    job.save(update_fields=["status", "run_after", "started_at", "finished_at"])


def forget_finished() -> None:
    """The table must not grow for ever; a job that failed for good is kept for people to see."""
    DBTaskResult.objects.successful().filter(finished_at__lt=timezone.now() - KEEP_FINISHED).delete()
