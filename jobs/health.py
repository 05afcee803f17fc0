"""Whether the site can do its work: the database answers, and jobs that are due get done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import Case, F, Min, When
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from jobs import presence

WITHOUT_WORKER = timedelta(minutes=1)  # a restart may take that long
WITH_WORKER = timedelta(minutes=15)  # a worker is there, but nothing moves


@dataclass(frozen=True)
class Health:
    database: str
    jobs: str

    @property
    def ok(self) -> bool:
        return self.database == "ok" and self.jobs == "ok"


def examine() -> Health:
    try:
        return Health(database="ok", jobs="stalled" if queue_is_stalled() else "ok")
    except DatabaseError:
        connection.close()
        return Health(database="unreachable", jobs="unknown")


def queue_is_stalled() -> bool:
    waiting_since = oldest_due()
    if waiting_since is None:
        return False
    waited = timezone.now() - waiting_since
    return waited > WITH_WORKER or (waited > WITHOUT_WORKER and not presence.present())


def oldest_due() -> datetime | None:
    """When the job that has waited longest could have been started; None if none is due."""
    due = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    oldest: datetime | None = DBTaskResult.objects.ready().aggregate(oldest=Min(due))["oldest"]
    return oldest
