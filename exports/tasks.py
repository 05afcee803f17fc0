"""Making an export for which nobody waits, and saying that it is there."""

from django_tasks import task

from exports import letters, work
from jobs.queues import LONG


@task(queue_name=LONG)
def make_export(export_id: int) -> None:
    """May run any number of times: a row names its file only when that is whole."""
    if work.make(export_id):
        tell_ready.enqueue(export_id)


@task()
def tell_ready(export_id: int) -> None:
    """May run any number of times: `letters.tell` keeps it to one mail, or none. The page says it as well."""
    letters.tell(export_id)
