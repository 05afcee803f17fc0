"""Closed by default: every address, every method, everybody; `tests/matrix.py` is the spec."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.roles import Permission
from tests import matrix
from tests.conftest import BACKEND
from tests.matrix import VISITORS, Row
from tests.world import World, build

FAST = "django.contrib.auth.hashers.MD5PasswordHasher"  # nobody types a password hereREST = ("put", "patch", "delete")
REST = ("put", "patch", "delete")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """Built once for all rows, and never committed."""
    folder = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder, PASSWORD_HASHERS=[FAST]),
        transaction.atomic(),
    ):
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    return {name: client_for(world, name) for name in (*VISITORS, *world.people)}


def client_for(world: World, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name in world.people:
        client.force_login(world.people[name], backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@contextmanager
def undone() -> Iterator[None]:
    """What a request did is forgotten before the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, url: str, data: dict[str, Any] | None = None) -> HttpResponse:
    """The answer to one request, which leaves nothing behind: no row, no cookie, no open file."""
    kept = deepcopy(client.cookies)
    with undone():
        response = getattr(client, method)(url, data) if data else getattr(client, method)(url)
        if response.streaming:
            b"".join(response.streaming_content)
    client.cookies = kept
    return response


def answer(response: Any) -> str:
    """The status as the table writes it."""
    if response.status_code == 302 and response.headers["Location"].startswith(reverse(settings.LOGIN_URL)):
        return "in"
    return str(response.status_code)


def address(row: Row, world: World) -> str:
    things = world.things.get(row.on, SimpleNamespace())
    known = {"visit": world.visits[row.on].reference, "center": world.center, "checkpoint": world.checkpoint}
    known |= {"practice": world.practice, "checklist": world.checklist}
    kwargs = {
        name: value if name == "kind" else known.get(value, getattr(things, str(value), value))
        for name, value in row.args.items()
    }
    query = row.query.format(**vars(things))
    path = f"/{row.name}" if row.name.endswith("/") else reverse(row.name, kwargs=kwargs)
    return path + (f"?{query}" if query else "")


def sent(row: Row, world: World) -> dict[str, Any]:
    visit, things = world.visits[row.on], world.things.get(row.on, SimpleNamespace())
    known = {"version": visit.version}
    return {name: known.get(value, getattr(things, str(value), value)) for name, value in row.data.items()}


def patterns(resolver: URLResolver, namespace: str = "", above: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its name; one that has none goes by its path."""
    for one in resolver.url_patterns:
        path = above + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{namespace}{one.namespace}:" if one.namespace else namespace, path)
        else:
            yield namespace + (one.name or path), one


OURS = [(name, one) for name, one in patterns(get_resolver()) if not name.startswith("admin:")]


@pytest.mark.parametrize(("name", "one"), OURS, ids=[name for name, _one in OURS])
def test_every_view_says_who_may_come_in(name: str, one: URLPattern) -> None:
    access = getattr(one.callback, "access", None)
    declared = isinstance(access, frozenset) and access and all(isinstance(item, Permission) for item in access)

    assert access in ("public", "signed_in") or declared, f"{name} declares no access"


def test_every_address_has_a_row() -> None:
    known = {row.name for row in matrix.ROWS}

    assert {name for name, _one in OURS} - known == set()
    assert known - {name for name, _one in OURS} == set()


@pytest.mark.parametrize("row", matrix.ROWS, ids=str)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_table_is_what_everybody_gets(row: Row, method: str, world: World, clients: dict[str, Client]) -> None:
    url, data = address(row, world), sent(row, world) if method == "post" else None

    got = [answer(ask(clients[name], method, url, data)) for name in VISITORS]

    assert " ".join(got) == " ".join(getattr(row, method).split()), f"{method} {url} for {VISITORS}"


@pytest.mark.parametrize("row", matrix.ROWS, ids=str)
def test_no_other_method_does_anything(row: Row, world: World, clients: dict[str, Client]) -> None:
    """Asked by somebody to whom the address is shut, and by somebody to whom it is open."""
    open_to = [name for name, status in zip(VISITORS, row.get.split(), strict=True) if status in ("200", "302", "405")]
    url, asking = address(row, world), {"anonymous", *open_to[-1:]}

    got = {(name, method): answer(ask(clients[name], method, url)) for name in asking for method in REST}

    assert set(got.values()) <= {"in", "403", "404", "405"}, got


def about_a_report() -> list[Row]:
    """Also of an action of a candidate; one of a published practice is known to everybody who reads the library."""
    rooms = ("followups:", "seizures:")
    rows = [row for row in matrix.ROWS if "reference" in row.args or (row.name.startswith(rooms) and row.args)]
    return [row for row in rows if row.args.get("pk") != "asked"]


@pytest.mark.parametrize("row", about_a_report(), ids=str)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["outsider", "stranger"])
def test_people_of_another_province_learn_nothing(
    row: Row, method: str, name: str, world: World, clients: dict[str, Client]
) -> None:
    """404, as for a reference that does not exist; 403 or 405 only where their role says it before any report does."""
    response = ask(clients[name], method, address(row, world), sent(row, world) if method == "post" else None)
    nowhere = ask(clients[name], method, nonexistent(row, world), sent(row, world) if method == "post" else None)

    assert response.status_code in (403, 404, 405)
    assert response.status_code == nowhere.status_code


def nonexistent(row: Row, world: World) -> str:
    """The same address of a report, or an action, that there is not."""
    reference = world.visits[row.on].reference
    url = address(row, world).replace(reference, "NTS-2566-9999")
    thing = getattr(world.things.get(row.on), str(row.args.get("pk") or row.args.get("code")), None)
    return url if "reference" in row.args else url.replace(f"/{thing}/", "/999999/")


ADMIN = [(name, one) for name, one in patterns(get_resolver()) if name.startswith("admin:")]
INSIDE = {"object_id": 1, "id": 1, "content_type_id": 1, "app_label": "accounts", "url": "nowhere"}


def admin_address(name: str, one: URLPattern) -> str:
    wanted = one.pattern.converters.keys() | one.pattern.regex.groupindex.keys()
    return reverse(name, kwargs={key: INSIDE[key] for key in wanted})


@pytest.mark.parametrize("visitor", [name for name in VISITORS if name != "admin"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_administration_is_shut_to_others(visitor: str, method: str, clients: dict[str, Client]) -> None:
    urls = [admin_address(name, one) for name, one in ADMIN if one.name not in (None, "jsi18n", "logout")]

    got = {url: answer(ask(clients[visitor], method, url)) for url in urls}

    assert {url: status for url, status in got.items() if status not in ("in", "302", "403", "404")} == {}


def test_the_administration_opens_these_lists_only(clients: dict[str, Client]) -> None:
    lists = [name for name, _one in ADMIN if name.endswith("_changelist")]

    answers = {name: answer(ask(clients["admin"], "get", reverse(name))) for name in lists}

    opened = {name.removeprefix("admin:").removesuffix("_changelist") for name in lists if answers[name] == "200"}
    assert opened == matrix.ADMIN_LISTS
