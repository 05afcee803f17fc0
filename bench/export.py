"""Exports: CSV over HTTP against a bare streamed COPY of the same columns, and its first byte; how rate and memory of a
worker go with size, the rounds of both sizes in turn; Excel against XlsxWriter alone with the same cells."""

import json
import os
import subprocess
import sys
import time
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from bench.figures import tell
from bench.person import Person, sign_in
from bench.site import ROOT, served
from bench.sizes import filled

SMALL, LARGE = 10_000, 100_000
WARM, ROUNDS, RATES = 4, 7, 3  # gunicorn has two processes, each of which must have been asked before
COLUMNS = 40
FIRST_BYTE, GROWN = 0.05, 50.0  # seconds, MiB: bounds


def run(size: int | None) -> None:
    """At SMALL, and at `size` where that is more; half as many and `size` where it is less, to try the bench itself."""
    largest = size or LARGE
    with filled(SMALL if largest > SMALL else largest // 2) as few, filled(largest) as many:
        stream(few)
        sheets = inside(few, "xlsx")
        tell("export.xlsx", sheets["ours"], "s", against=sheets["plain"])
        rounds = [(inside(few, "csv"), inside(many, "csv")) for _round in range(RATES)]
    small, large = zip(*rounds, strict=True)
    tell("export.rate", [one["rate"] for one in large], "rows/s", against=[one["rate"] for one in small])
    tell("export.memory", [one["grown"] for one in large], "MiB", against=GROWN)


def inside(database: str, what: str) -> Any:
    """What bench.making finds in a process of its own."""
    command = [sys.executable, "-m", "bench.making", what]
    environment = {**os.environ, "DATABASE_URL": database}
    return json.loads(subprocess.check_output(command, cwd=ROOT, env=environment, stderr=sys.stderr))


def stream(database: str) -> None:
    """Seconds of the whole file and until its first byte, over HTTP."""
    os.environ["BARE_COPY"] = inside(database, "sql")
    ours, theirs, first = [], [], []
    with served(database) as site, served(database, app="bench.bare") as bare:
        person = sign_in(site.port, "reviewer")
        form = choices(site.port, person)
        for round_ in range(WARM + ROUNDS):
            begun, done = timed(site.port, "POST", "/exports/visits/", form, person.headers)
            _begun, copied = timed(bare.port, "GET", "/copy", "", {})
            if round_ >= WARM:
                ours.append(done)
                theirs.append(copied)
                first.append(begun)
    tell("export.csv", ours, "s", against=theirs)
    tell("export.first_byte", first, "s", against=FIRST_BYTE)


def choices(port: int, person: Person) -> str:
    """The form as it is sent: CSV with the first forty columns of the page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/exports/visits/", headers=person.headers)
    page = connection.getresponse().read().decode()
    columns = [piece.partition('"')[0] for piece in page.split('name="columns" value="')[1:]]
    said = [("format", "csv"), ("language", "th"), ("csrfmiddlewaretoken", person.csrf)]
    return urlencode([*said, *(("columns", column) for column in columns[:COLUMNS])])


def timed(port: int, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[float, float]:
    """Seconds until the first byte of the body, and until the last. Raises SystemExit for any answer but 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    started = time.perf_counter()
    connection.request(method, path, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read(1)
    begun = time.perf_counter() - started
    answer.read()
    done = time.perf_counter() - started
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{method} {path}: {answer.status}")
    return begun, done
