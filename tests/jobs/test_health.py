"""What /healthz tells a monitor, and what it keeps to itself."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import presence
from tests.jobs import tasks

pytestmark = pytest.mark.django_db


def enqueued(ago: timedelta) -> None:
    tasks.add.enqueue(1, 2)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - ago)


def test_answers_anybody(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "jobs": "ok", "long_jobs": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_changes_nothing(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_new_job_is_no_alarm(client: Client) -> None:
    enqueued(timedelta(seconds=30))
    assert client.get("/healthz").status_code == 200


def test_job_that_nobody_takes_is_an_alarm(client: Client) -> None:
    enqueued(timedelta(minutes=2))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "database": "ok", "jobs": "stalled", "long_jobs": "ok"}


def test_busy_worker_gets_more_patience(client: Client) -> None:
    enqueued(timedelta(minutes=2))
    presence.announce("busy")
    answer = client.get("/healthz")
    presence.leave("busy")
    assert answer.status_code == 200


def test_worker_that_moves_nothing_is_an_alarm(client: Client) -> None:
    enqueued(timedelta(minutes=16))
    presence.announce("stuck")
    answer = client.get("/healthz")
    presence.leave("stuck")
    assert answer.status_code == 503


def test_a_worker_of_the_other_queue_is_none(client: Client) -> None:
    enqueued(timedelta(minutes=2))
    presence.announce("busy with exports", ["long"])
    answer = client.get("/healthz")
    presence.leave("busy with exports", ["long"])
    assert answer.json()["jobs"] == "stalled"


def test_long_job_that_nobody_takes_is_an_alarm(client: Client) -> None:
    tasks.count_for_long.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=2))
    presence.announce("mails", ["default"])
    answer = client.get("/healthz")
    presence.leave("mails", ["default"])
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "database": "ok", "jobs": "ok", "long_jobs": "stalled"}


def test_long_jobs_may_wait_for_each_other(client: Client) -> None:
    tasks.count_for_long.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    presence.announce("exporting", ["long"])
    answer = client.get("/healthz")
    presence.leave("exporting", ["long"])
    assert answer.status_code == 200


def test_job_for_later_is_no_alarm(client: Client) -> None:
    enqueued(timedelta(days=1))
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(hours=1))
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_database_that_is_gone_is_an_alarm(client: Client) -> None:
    settings = SimpleNamespace(**connection.settings_dict)
    connection.close()
    connection.settings_dict["PORT"] = "1"
    try:
        answer = client.get("/healthz")
    finally:
        connection.settings_dict["PORT"] = settings.PORT
        connection.close()
    assert answer.status_code == 503
    told = {"status": "failing", "database": "unreachable", "jobs": "unknown", "long_jobs": "unknown"}
    assert answer.json() == told
