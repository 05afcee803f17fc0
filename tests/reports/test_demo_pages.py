"""Every page of the demonstration that a link leads to, as each role, takes at most 25 queries."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pgtrigger
import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import User
from followups.models import DefectLook
from tests.exports.asking import body
from tests.reports.demonstration import demonstration_of
from visits.models import Activity, ActivityKind, Defect, Visit
from visits.workflow import State

MOST = 25
OF_A_KIND = 1  # pages of one view with the same names in the address
WITHOUT_QUESTION = 4  # pages of one view
START = ("/", "/dashboard/", "/visits/", "/map/", "/seizures/", "/patrols/", "/follow-ups/", "/practices/")
ELSEWHERE = ("/static/", "/media/", "/accounts/logout/")
LINK = re.compile(r'(?:href|data-url|hx-get)="([^"#]+)')


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Visit]:
    with demonstration_of(django_db_blocker, tmp_path_factory) as visit:
        yield visit


def kind_of(url: str) -> tuple[str, tuple[str, ...]] | None:
    """The view and the names asked in the address; None where none is ours."""
    parts = urlsplit(url)
    if parts.scheme or parts.path.startswith(ELSEWHERE):
        return None
    try:
        return resolve(parts.path).view_name, tuple(sorted({name for name, _value in parse_qsl(parts.query)}))
    except Resolver404:
        return None


def get(client: Client, url: str) -> tuple[Any, bytes, int]:
    """The answer, its content and how many queries it took."""
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if "SAVEPOINT" not in sql:  # as where each request is its own transaction
            asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        response = client.get(url)
        return response, body(response), len(asked)


def walk(client: Client) -> Iterator[tuple[str, int, int]]:
    """The addresses that are linked, from START on: each with its status and how many queries it took."""
    waiting, known, seen = deque(START), set(START), Counter[Any]()
    while waiting:
        url = waiting.popleft()
        kind = kind_of(url)
        seen[kind] += 1
        if kind is None or seen[kind] > (OF_A_KIND if kind[1] else WITHOUT_QUESTION):
            continue
        response, content, asked = get(client, url)
        yield url, response.status_code, asked
        if "html" in response.headers.get("Content-Type", ""):
            for link in LINK.findall(content.decode()):
                found = urljoin(url, html.unescape(link))
                if found not in known:
                    known.add(found)
                    waiting.append(found)


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), backend="accounts.backends.SignInBackend")
    return client


@pytest.mark.parametrize(
    ("state", "username", "rest"),
    [
        (State.DRAFT, "officer", "report/check/"),
        (State.DRAFT, "officer", "report/"),
        (State.DRAFT, "officer", ""),
        (State.SUBMITTED, "reviewer", "review/"),
        (State.ENDORSED, "director", "review/"),
        (State.APPROVED, "director", "review/"),
        (State.PUBLISHED, "director", "review/"),
        (State.PUBLISHED, "officer", ""),
        (State.PUBLISHED, "director", "edition/"),
    ],
)
def test_report_with_everything_in_it_takes_few_queries_in_every_hand(state, username, rest, demonstration, db):
    inspection = Activity.objects.filter(stop__visit=demonstration, kind=ActivityKind.INSPECTION).latest("pk")
    known = Defect.objects.filter(activity__restricted=False)
    with pgtrigger.ignore():
        DefectLook.objects.create(activity=inspection, lineage=known.latest("pk").lineage, found="still")
        Visit.objects.filter(pk=demonstration.pk).update(state=state)
        response, _content, asked = get(signed_in(username), f"/visits/{demonstration.reference}/{rest}")
    assert response.status_code == 200
    assert asked <= MOST


@pytest.mark.parametrize("username", ["officer", "center", "reviewer", "director", "partner", "auditor", "admin"])
def test_pages_take_few_queries_and_none_fails(username, demonstration):
    walked = list(walk(signed_in(username)))
    assert len(walked) > {"partner": 20, "auditor": 8}.get(username, 300)
    assert [(url, status) for url, status, _asked in walked if status >= 500] == []
    assert [(url, asked) for url, _status, asked in walked if asked > MOST] == []
