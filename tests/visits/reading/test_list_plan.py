"""The list reads the newest visits from an index, whoever asks: its cost does not grow with the years."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pgtrigger
import pytest
from django.db import connection

from accounts.models import User
from visits.models import Visit
from visits.workflow import State

MANY = 3_000
STATES = (State.APPROVED, State.PUBLISHED, State.SUBMITTED, State.RETURNED)


def write(authors: tuple[User, User], number: int, title: str, *areas: str) -> None:
    """So many visits of two authors, one a day, in several states."""
    day = dt.date(2010, 1, 1)
    rows = [
        Visit(
            reference=f"NTS-2560-{areas[-1]}-{n}", title_th=title, client_uuid=uuid.uuid4(), state=STATES[n % 4],
            author=authors[n % 2], area_codes=["TH", *areas],
            date_start=day + dt.timedelta(n), date_end=day + dt.timedelta(n), return_reason="ขาดภาพ",
        )
        for n in range(number)
    ]  # fmt: skip
    with pgtrigger.ignore():
        Visit.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE visits_visit")


@pytest.fixture
def many(officer: User, neighbour: User) -> None:
    write((officer, neighbour), MANY, "ตรวจเยี่ยม", "TH22", "TH2204")


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def plans(client: Any, address: str) -> list[dict[str, Any]]:
    """How the database carries out the queries for lines of visits."""
    found = []

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "LIMIT 51" in sql:
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
                plan = cursor.fetchone()[0]
                found.append((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        assert client.get(address).status_code == 200
    return found


QUERIES = {
    "officer": ("", "state=approved", "month=2014-03"),
    "reviewer": ("", "state=approved", "month=2014-03", "awaiting=me"),
}


@pytest.mark.parametrize("who", QUERIES)
def test_lines_come_from_an_index(request, client_of, many, who):
    client = client_of(request.getfixturevalue(who))
    for query in QUERIES[who]:
        found = plans(client, f"/visits/?{query}")
        assert found, query
        read = [one for plan in found for one in nodes(plan) if one.get("Relation Name") == "visits_visit"]
        assert not [one for one in read if one["Node Type"] == "Seq Scan"], query


def test_a_word_that_only_others_write_is_sought_in_the_areas_alone(client_of, officer, neighbour):
    """One walk through one index, which goes by the rarer of the two."""
    write((neighbour, neighbour), 60, "ตรวจเยี่ยม", "TH22", "TH2204")
    write((neighbour, neighbour), MANY, "โครงการ", "TH57", "TH5708")
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('visit_areas_search')")  # as autovacuum does
    plan = plans(client_of(officer), "/visits/?q=โครงการ")[0]
    walked = [one["Index Cond"] for one in nodes(plan) if one.get("Index Name") == "visit_areas_search"]
    assert [("area_codes" in found, "search" in found) for found in walked] == [(True, True)]
