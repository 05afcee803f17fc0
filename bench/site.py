"""A site to measure: gunicorn with two workers on a free port, a scratch database beside the site's own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import dj_database_url
import psycopg2

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds for a server to answer


@dataclass(frozen=True)
class Site:
    """A running server. `pid` is gunicorn's master; `seconds` passed from the command to the first answer."""

    port: int
    pid: int
    seconds: float

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(number) for number in listed.split()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Make an empty database, yield its DATABASE_URL, drop it again."""
    url = urlsplit(os.environ["DATABASE_URL"])
    scratch = f"bench_{name}_{os.getpid()}"
    administer(f'CREATE DATABASE "{scratch}"')
    try:
        yield urlunsplit(url._replace(path=f"/{scratch}"))
    finally:
        administer(f'DROP DATABASE "{scratch}" WITH (FORCE)')


def administer(statement: str) -> None:
    connection = connect(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def exists(database: str) -> bool:
    """Whether there is a database of that name beside the site's own."""
    return bool(found(os.environ["DATABASE_URL"], f"SELECT count(*) FROM pg_database WHERE datname = '{database}'"))


def found(database: str, query: str) -> Any:
    """The one value that `query` finds there."""
    connection = connect(database)
    with connection.cursor() as cursor:
        cursor.execute(query)
        value = cursor.fetchone()[0]
    connection.close()
    return value


def connect(database: str) -> Any:
    """A connection without Django, each statement by itself."""
    site = dj_database_url.parse(database)
    connection = psycopg2.connect(
        dbname=site["NAME"],
        user=site["USER"] or None,
        password=site["PASSWORD"] or None,
        host=site["HOST"] or None,
        port=site["PORT"] or None,
    )
    connection.autocommit = True
    return connection


def manage(*arguments: str, database: str) -> None:
    """Run manage.py on that database; what it prints goes to standard error."""
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, stdout=sys.stderr, check=True)


@contextmanager
def served(database: str, *, app: str = "ntswatch.wsgi", first: str = "/healthz") -> Iterator[Site]:
    """Serve `app` as script/server does, from the moment that `first` answers 200."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.conf.py"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning", app]
    started = time.perf_counter()
    environment = {**os.environ, "DATABASE_URL": database}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sys.stderr) as server:
        try:
            wait_for(port, first, server)
            yield Site(port=port, pid=server.pid, seconds=time.perf_counter() - started)
        finally:
            server.terminate()


def wait_for(port: int, path: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise SystemExit(f"The server ended with {server.returncode}.")
        if status(port, path) == 200:
            return
        time.sleep(0.005)
    raise SystemExit(f"{path} did not answer 200 within {PATIENCE} seconds.")


def status(port: int, path: str) -> int:
    """The HTTP status of one request, 0 if nobody listens yet."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def fetch(port: int, path: str, headers: dict[str, str]) -> str:
    """The page at `path`. Raises SystemExit for any answer but 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"GET {path}: {answer.status}")
    return body
