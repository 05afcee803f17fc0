"""The dashboard over HTTP against bare SQL: what it says counted over the reports, and its own statements over kept
figures without Django."""

import os
import time
from functools import partial
from typing import Any

from bench.figures import tell
from bench.load import Request, press
from bench.person import sign_in
from bench.plain import statements as plain_statements
from bench.site import connect, served
from bench.sizes import MIDDLE, filled

ROUNDS, REQUESTS = 5, 8
MOST = 25  # statements of a page
PATHS = {
    "12m": "/dashboard/",
    "fiscal_year": "/dashboard/?period=fy2569",
    "work": "/dashboard/work/",
    "found": "/dashboard/found/",
}
SITUATION = ("/dashboard/", "/dashboard/?period=fy2569")  # of which bench.plain counts the figures
KEPT = "SELECT sum(visits), sum(found), sum(major) FROM visits_tally WHERE counted = 'reports' AND cut = '' AND "
Statements = list[tuple[str, Any]]


def run(size: int | None) -> None:
    with filled(size or MIDDLE) as database, served(database) as site:
        person = sign_in(site.port, "director")
        for name, path in PATHS.items():
            statements, request = asked(database, path), Request(path, headers=person.headers)
            counting = over_reports(database, path) if path in SITUATION else []
            pages: list[float] = []
            bare: list[float] = []
            plain: list[float] = []
            for round_ in range(ROUNDS + 1):
                load = press(site.port, partial(same, request), requests=REQUESTS, concurrency=1)
                times = (load.seconds / REQUESTS, again(database, statements), again(database, counting, times=1))
                if round_:  # the first warms all
                    for values, value in zip((pages, bare, plain), times, strict=True):
                        values.append(value)
            if counting:
                tell(f"dashboard.{name}.over_reports", pages, "s", against=plain)
            tell(f"dashboard.{name}.over_kept", pages, "s", against=bare)
            tell(f"dashboard.{name}.statements", [len(statements)], "statements", against=MOST)


def same(request: Request, _number: int) -> Request:
    return request


def asked(database: str, path: str) -> Statements:
    """What the page asks the database, as it says it."""
    os.environ |= {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "ntswatch.settings"}
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    from accounts.models import User

    statements: Statements = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(("SELECT", "(")):  # the rest are prepared statements of the site
            statements.append((sql, params))
        return execute(sql, params, many, context)

    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(User.objects.get(username="director"), backend="accounts.backends.SignInBackend")
    with connection.execute_wrapper(note):
        answer = browser.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return statements


def over_reports(database: str, path: str) -> Statements:
    """The same figures counted by plain SQL. Raises SystemExit where these are not the reports that the page counts."""
    from django.utils import timezone

    from ui import periods

    today = timezone.localdate()
    period = periods.read(path.partition("period=")[2], today)
    counting = plain_statements(["TH"], period.start, period.end, today)
    connection = connect(database)
    with connection.cursor() as cursor:
        cursor.execute(*counting[0])
        counted = tuple(sum(numbers) for numbers in list(zip(*cursor.fetchall(), strict=True))[1:])
        cursor.execute(f"{KEPT} month BETWEEN %s AND %s", (period.start, period.end))
        kept = cursor.fetchone()
    connection.close()
    if counted != kept:
        raise SystemExit(f"{path}: counted {counted}, kept {kept}")
    return counting


def again(database: str, statements: Statements, times: int = REQUESTS) -> float:
    """Seconds that the statements take by themselves, every row fetched; the median of so many `times`."""
    connection, seconds = connect(database), []
    with connection.cursor() as cursor:
        for _number in range(times):
            started = time.perf_counter()
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()
            seconds.append(time.perf_counter() - started)
    connection.close()
    return sorted(seconds)[times // 2]
