"""The process that runs jobs: django-tasks-db's, known to be alive, and minding what others dropped."""

import logging
import threading
from collections.abc import Sequence
from typing import Any

import pghistory
from django.db import DatabaseError, connection, transaction
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult

from jobs import presence
from jobs.queues import QUEUES
from jobs.reaper import reap

logger = logging.getLogger(__name__)

BEAT = 10  # seconds between two looks after the others


class Worker(DatabaseWorker):
    """Runs jobs of `queues`; what a job changes is recorded as done by that job."""

    def __init__(self, *, interval: float, queues: Sequence[str] = QUEUES) -> None:
        super().__init__(
            queue_names=list(queues),
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def run_task(self, db_task_result: "DBTaskResult[..., Any]") -> None:
        with pghistory.context(job=db_task_result.task_path, job_id=str(db_task_result.pk)):
            super().run_task(db_task_result)


class Keeper(threading.Thread):
    """Holds the worker's presence on a connection of its own, and reaps at every beat."""

    def __init__(self, worker_id: str, queues: Sequence[str]) -> None:
        super().__init__(name="keeper", daemon=True)
        self.worker_id, self.queues = worker_id, queues
        self.announced = threading.Event()
        self.stopping = threading.Event()

    def run(self) -> None:
        while True:
            try:
                self.beat()
            except DatabaseError:
                logger.warning("The keeper lost the database; it tries again.", exc_info=True)
                connection.close()
            if self.stopping.wait(BEAT):
                connection.close()
                return

    def beat(self) -> None:
        if connection.connection is None:
            presence.announce(self.worker_id, self.queues)
            self.announced.set()
        reap()

    def stop(self) -> None:
        self.stopping.set()
        self.join(timeout=BEAT)


def run_for_ever(*, interval: float, queues: Sequence[str] = QUEUES) -> None:
    """Run jobs of `queues` until a signal; the job at hand is finished first."""
    worker = Worker(interval=interval, queues=queues)
    worker.configure_signals()
    keeper = Keeper(worker.worker_id, queues)
    keeper.start()
    try:
        keeper.announced.wait()  # never take a job before others can see that we live
        worker.run()
    finally:
        keeper.stop()


@transaction.atomic
def take(worker_id: str) -> "DBTaskResult[..., Any] | None":
    job = DBTaskResult.objects.ready().get_locked()
    if job is not None:
        job.claim(worker_id)
    return job


def run_batch() -> None:
    """Run everything that is due, on the caller's own connection (and in its transaction), and return."""
    worker = Worker(interval=0)
    presence.announce(worker.worker_id)
    try:
        reap()
        while job := take(worker.worker_id):
            worker.run_task(job)
    finally:
        presence.leave(worker.worker_id)
