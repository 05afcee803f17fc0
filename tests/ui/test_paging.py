"""Keyset paging walks a list both ways without gaps, shrugs off forged cursors, and uses the index."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AccessEntry
from tests.factories import UserFactory
from ui.paging import Page, keyset

pytestmark = pytest.mark.django_db
ORDER = ("-app_label", "-pk")


@pytest.fixture(autouse=True)
def shelf() -> None:
    ContentType.objects.all().delete()
    ContentType.objects.bulk_create(
        ContentType(app_label=f"app{number // 4:02}", model=f"model{number}") for number in range(23)
    )


def page(**cursor: str) -> Page[ContentType]:
    return keyset(ContentType.objects.all(), order=ORDER, size=5, **cursor)


def expected() -> list[int]:
    return list(ContentType.objects.order_by(*ORDER).values_list("pk", flat=True))


def test_walking_forward_meets_every_row_once() -> None:
    seen, here = [], page()
    seen += [row.pk for row in here.rows]
    while here.next:
        here = page(after=here.next)
        seen += [row.pk for row in here.rows]
    assert seen == expected()


def test_walking_back_meets_the_same_pages() -> None:
    first = page()
    second = page(after=first.next)
    assert page(before=second.previous).rows == first.rows


def test_first_page_has_no_previous_and_last_no_next() -> None:
    here = page()
    assert not here.previous
    while here.next:
        here = page(after=here.next)
    assert here.previous
    assert len(here.rows) == 3


def test_back_at_the_start_there_is_no_previous() -> None:
    assert not page(before=page(after=page().next).previous).previous


@pytest.mark.parametrize(
    "values",
    [["app01"], ["app01", "x"], ["app01", 10**30], [None, 1], [{}, 1], ["a\x00", 1], ["app01", True], "app01", 5],
)
def test_forged_cursor_means_the_first_page(values: Any) -> None:
    forged = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    assert page(after=forged).rows == page().rows


@pytest.mark.parametrize("text", ["", "%%%", "ก", "A" * 3000, "bm90IGpzb24"])
def test_noise_means_the_first_page(text: str) -> None:
    assert page(after=text).rows == page().rows


def test_a_page_is_one_query_without_a_count() -> None:
    cursor = page().next
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(after=cursor)
    assert len(queries) == 1
    assert "COUNT" not in queries[0]["sql"].upper()


def test_mixed_directions_are_refused() -> None:
    with pytest.raises(ValueError, match="one way"):
        keyset(ContentType.objects.all(), order=("-app_label", "pk"))


def test_the_index_answers_from_the_cursor_on() -> None:
    with connection.cursor() as sql, CaptureQueriesContext(connection) as queries:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute("CREATE INDEX shelf_order ON django_content_type (app_label DESC, id DESC)")
        sql.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        page(after=page().next)
        sql.execute("EXPLAIN " + queries[-1]["sql"])
        plan = "\n".join(line for (line,) in sql.fetchall())
    assert "Index Cond: (ROW(" in plan, plan
    assert "Sort" not in plan, plan


def test_moments_in_the_same_millisecond_are_all_met() -> None:
    start = timezone.now().replace(microsecond=0)
    user = UserFactory.create()
    for micro in range(5):
        moment = start + timedelta(microseconds=micro)
        AccessEntry.objects.create(user=user, at=moment, what="export_pdf", subject="NTS-2566-0001")
    first = keyset(AccessEntry.objects.all(), order=("-at",), size=2)
    second = keyset(AccessEntry.objects.all(), order=("-at",), size=2, after=first.next)
    third = keyset(AccessEntry.objects.all(), order=("-at",), size=2, after=second.next)
    assert [entry.at.microsecond for page in (first, second, third) for entry in page.rows] == [4, 3, 2, 1, 0]
