"""Jobs that were cut short or failed get another chance, and not for ever."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs import presence
from jobs.reaper import reap
from jobs.retry import MAX_ATTEMPTS
from tests.jobs import tasks

pytestmark = pytest.mark.django_db


def the_job() -> DBTaskResult:
    return DBTaskResult.objects.get()


def running_by(*workers: str) -> DBTaskResult:
    tasks.add.enqueue(1, 2)
    job = the_job()
    for worker in workers:
        job.claim(worker)
    return job


def test_batch_runs_what_is_due() -> None:
    tasks.add.enqueue(1, 2)
    call_command("work", "--batch")
    assert the_job().status == TaskResultStatus.SUCCESSFUL
    assert the_job().return_value == 3


def test_worker_that_has_left_is_no_longer_present() -> None:
    call_command("work", "--batch")
    assert presence.present() == set()


def test_job_of_dead_worker_is_due_again() -> None:
    running_by("dead")
    reap()
    assert DBTaskResult.objects.ready().count() == 1


def test_job_of_living_worker_is_left_alone() -> None:
    running_by("alive")
    presence.announce("alive")
    reap()
    presence.leave("alive")
    assert the_job().status == TaskResultStatus.RUNNING


def test_job_that_outlives_its_workers_too_often_fails_for_good() -> None:
    running_by(*["dead"] * MAX_ATTEMPTS)
    reap()
    reap()
    assert the_job().status == TaskResultStatus.FAILED
    assert "5 workers died" in the_job().traceback


def test_failed_job_waits_before_it_is_tried_again() -> None:
    tasks.fail.enqueue()
    call_command("work", "--batch")
    reap()
    job = the_job()
    assert job.status == TaskResultStatus.READY
    assert timedelta(seconds=8) < job.run_after - timezone.now() <= timedelta(seconds=10)


def test_pauses_grow() -> None:
    job = running_by("first", "second", "third")
    job.set_failed(ValueError())
    reap()
    assert the_job().run_after - timezone.now() > timedelta(seconds=150)


def test_job_that_failed_too_often_stays_failed() -> None:
    job = running_by(*["worker"] * MAX_ATTEMPTS)
    job.set_failed(ValueError())
    reap()
    assert the_job().status == TaskResultStatus.FAILED


def test_job_that_gives_up_is_not_tried_again() -> None:
    tasks.give_up.enqueue()
    call_command("work", "--batch")
    reap()
    assert the_job().status == TaskResultStatus.FAILED


def test_done_jobs_are_forgotten_after_a_month() -> None:
    job = running_by("worker")
    job.set_successful(3)
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=31))
    reap()
    assert not DBTaskResult.objects.exists()
