"""What one column held is found again in the column of its language, also where a practice is published."""

from importlib import import_module

import pytest
from django.db import connection

from practices.models import Practice

migration = import_module("practices.migrations.0007_both_languages")


@pytest.fixture
def run():
    """Runs statements of the migration upon rows made in this test."""

    def execute(statements):
        with connection.cursor() as cursor:
            for sql in ("SET CONSTRAINTS ALL IMMEDIATE", *statements):
                cursor.execute(sql)

    return execute


@pytest.mark.parametrize(
    ("written", "thai", "english"),
    [
        ("กองการต่างประเทศ", "กองการต่างประเทศ", ""),
        ("กองการต่างประเทศ (DOPA)", "กองการต่างประเทศ (DOPA)", ""),
        ("Foreign Affairs Division", "", "Foreign Affairs Division"),
        ("", "", ""),
    ],
)
def test_what_was_written_goes_to_its_language_and_comes_back(run, complete, published, written, thai, english):
    rows = Practice.objects.filter(pk=published.pk)
    run(migration.unguarded("practices_practice", [f"UPDATE practices_practice SET contact_th = '{written}'"]))
    moved = migration.by_language("practices_practice", "contact")
    run(moved.sql)
    assert rows.values_list("contact_th", "contact_en").get() == (thai, english)
    run(moved.reverse_sql)
    assert rows.values_list("contact_th", flat=True).get() == written


def test_what_is_published_stays_fixed_afterwards(run, published):
    run(migration.by_language("practices_practice", "contact").sql)
    with connection.cursor() as cursor, pytest.raises(Exception, match="its content is fixed"):
        cursor.execute("UPDATE practices_practice SET contact_en = 'x'")
