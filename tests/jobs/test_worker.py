"""A worker killed in the middle of a job: the job is done all the same."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs import presence
from tests.jobs import tasks

PATIENCE = 60  # seconds: only ever waited for when something is broken


class Pipe:
    """A named pipe with both ends held open here, so that opening it never waits."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = str(path)
        self.end = os.open(path, os.O_RDWR)

    def wait_for(self, word: bytes) -> None:
        assert select.select([self.end], [], [], PATIENCE)[0], "nothing was said in time"
        assert os.read(self.end, len(word)) == word

    def say(self, word: bytes) -> None:
        os.write(self.end, word)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Pipe]:
    pipe = Pipe(tmp_path / "here")
    yield pipe
    os.close(pipe.end)


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Pipe]:
    pipe = Pipe(tmp_path / "gate")
    yield pipe
    os.close(pipe.end)


@contextmanager
def worker(environment: dict[str, str], *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "manage.py", "work", *options]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_gone(worker_id: str) -> None:
    """Ask for the dead worker's own lock: the database grants it when it has noticed the death."""
    presence.announce(worker_id)
    presence.leave(worker_id)


def test_job_of_killed_worker_is_done_by_the_next(worker_environment, here: Pipe, gate: Pipe) -> None:
    tasks.wait_at_the_gate.enqueue(here.path, gate.path)
    with worker(worker_environment) as first:
        here.wait_for(b"here")
        first.kill()
        first.wait()
    job = DBTaskResult.objects.get()
    assert job.status == TaskResultStatus.RUNNING
    wait_until_gone(job.worker_ids[0])

    with worker(worker_environment, "--batch") as second:
        here.wait_for(b"here")
        gate.say(b"go")
        assert second.wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.status, job.return_value) == (TaskResultStatus.SUCCESSFUL, "go")
    assert len(job.worker_ids) == 2


@pytest.mark.parametrize(("level", "told"), [({}, True), ({"LOG_LEVEL": "WARNING"}, False)])
def test_worker_tells_what_it_did_unless_asked_for_warnings_alone(worker_environment, level, told) -> None:
    environment = {name: value for name, value in worker_environment.items() if name != "LOG_LEVEL"}
    tasks.add.enqueue(1, 2)
    command = [sys.executable, "manage.py", "work", "--batch"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment | level, capture_output=True, text=True, check=True
    )
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
    assert ("state=SUCCESSFUL" in done.stdout + done.stderr) is told


def test_worker_asked_to_stop_finishes_its_job(worker_environment, here: Pipe, gate: Pipe) -> None:
    tasks.wait_at_the_gate.enqueue(here.path, gate.path)
    with worker(worker_environment) as only:
        here.wait_for(b"here")
        assert len(presence.present()) == 1
        only.send_signal(signal.SIGTERM)
        gate.say(b"go")
        assert only.wait(PATIENCE) == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_long_job_keeps_no_short_one_waiting(worker_environment, here: Pipe, gate: Pipe, tmp_path: Path) -> None:
    tasks.wait_at_the_gate.using(queue_name="long").enqueue(here.path, gate.path)
    beside = Pipe(tmp_path / "beside")
    with worker(worker_environment, "--queue", "long"):
        here.wait_for(b"here")
        tasks.wait_at_the_gate.enqueue(beside.path, gate.path)
        with worker(worker_environment, "--queue", "default"):
            beside.wait_for(b"here")
            both = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
            assert sorted(both.values_list("queue_name", flat=True)) == ["default", "long"]
    os.close(beside.end)
