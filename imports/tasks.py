"""Working on a large file, and saying that it has ended."""

from django_tasks import task

from imports import letters, work
from jobs.queues import LONG


@task(queue_name=LONG, priority=10)
def perform(run_id: int) -> None:
    """May run any number of times: what it does and that it is done are committed together. Before all exports."""
    if work.perform(run_id):
        tell.enqueue(run_id)


@task()
def tell(run_id: int) -> None:
    """May run any number of times: `letters.tell` keeps it to one mail, or none."""
    letters.tell(run_id)
