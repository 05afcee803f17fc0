"""Databases of made-up visits of several sizes. BENCH_KEEP=1 keeps them for the next run: a million takes minutes."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit, urlunsplit

from bench.site import administer, exists, manage, scratch_database

SMALL, MIDDLE = 1_000, 100_000


def up_to(largest: int | None) -> list[int]:
    """The sizes that are measured side by side, the smallest first."""
    return sorted({SMALL, largest or MIDDLE, *([MIDDLE] if (largest or 0) > MIDDLE else [])})


@contextmanager
def filled(size: int) -> Iterator[str]:
    """The address of a database with `size` visits."""
    with ExitStack() as stack:
        if os.environ.get("BENCH_KEEP"):
            yield kept(size)
        else:
            database = stack.enter_context(scratch_database(f"visits_{size}"))
            fill(database, size)
            yield database


def kept(size: int) -> str:
    name = f"bench_visits_{size}"
    database = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    if not exists(name):
        administer(f'CREATE DATABASE "{name}_unfinished"')
        fill(f"{database}_unfinished", size)
        administer(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return database


def fill(database: str, visits: int) -> None:
    manage("migrate", "--noinput", "--verbosity", "0", database=database)
    manage("load_reference", database=database)
    manage("make_data", "--visits", str(visits), database=database)
