"""Jobs for the tests of the worker."""

from pathlib import Path

from django_tasks import task

from jobs.retry import GiveUp


@task()
def add(a: int, b: int) -> int:
    return a + b


@task()
def fail() -> None:
    raise ValueError("as asked")


@task()
def give_up() -> None:
    raise GiveUp("no use")


@task(queue_name="long")
def count_for_long() -> int:
    return 1_000_000


@task()
def wait_at_the_gate(here: str, gate: str) -> str:
    """Say that we are here, then stay until the gate lets us through."""
    with Path(here).open("w") as pipe:
        pipe.write("here")
    with Path(gate).open("rb") as pipe:
        return pipe.read(2).decode()
