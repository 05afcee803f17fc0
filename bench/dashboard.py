"""The dashboard over HTTP against the bare SQL that it needs: the same statements, the same rows, without Django."""

import os
import time
from functools import partial
from typing import Any

from bench.figures import tell
from bench.load import Request, press
from bench.person import sign_in
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
Statements = list[tuple[str, Any]]


def run(size: int | None) -> None:
    with filled(size or MIDDLE) as database, served(database) as site:
        person = sign_in(site.port, "director")
        for name, path in PATHS.items():
            statements, request = asked(database, path), Request(path, headers=person.headers)
            pages: list[float] = []
            bare: list[float] = []
            for round_ in range(ROUNDS + 1):
                load = press(site.port, partial(same, request), requests=REQUESTS, concurrency=1)
                pair = (load.seconds / REQUESTS, again(database, statements))
                if round_:  # the first warms both
                    for values, value in zip((pages, bare), pair, strict=True):
                        values.append(value)
            tell(f"dashboard.{name}", pages, "s", against=bare)
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


def again(database: str, statements: Statements) -> float:
    """Seconds that the statements take by themselves, every row fetched; the median of REQUESTS."""
    connection, times = connect(database), []
    with connection.cursor() as cursor:
        for _number in range(REQUESTS):
            started = time.perf_counter()
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()
            times.append(time.perf_counter() - started)
    connection.close()
    return sorted(times)[REQUESTS // 2]
