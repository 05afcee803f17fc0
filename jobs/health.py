"""Whether the site can do its work: the database answers, and the jobs of each queue that are due get done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import Case, F, Min, When
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from jobs import presence
from jobs.queues import LONG, PATIENCE, SHORT

WITHOUT_WORKER = timedelta(minutes=1)  # a restart may take that long


@dataclass(frozen=True)
class Health:
    database: str
    jobs: str
    long_jobs: str

    @property
    def ok(self) -> bool:
        return self.database == self.jobs == self.long_jobs == "ok"


def examine() -> Health:
    try:
        due = oldest_due()
        return Health("ok", *("stalled" if is_stalled(queue, due.get(queue)) else "ok" for queue in (SHORT, LONG)))
    except DatabaseError:
        connection.close()
        return Health("unreachable", "unknown", "unknown")


def is_stalled(queue: str, waiting_since: datetime | None) -> bool:
    if waiting_since is None:
        return False
    waited = timezone.now() - waiting_since
    return waited > PATIENCE[queue] or (waited > WITHOUT_WORKER and not presence.is_served(queue))


def oldest_due() -> dict[str, datetime]:
    """When the job that has waited longest could have been started, by queue; without those where none is due."""
    due = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    rows = DBTaskResult.objects.ready().order_by().values_list("queue_name")
    return dict(rows.annotate(oldest=Min(due)))
