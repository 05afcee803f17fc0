"""Words are found in Thai whatever stands above and below their letters, and by the index."""

import pytest
from django.db import connection
from django.db.models import F

from places.words import holds
from tests.visits.factories import make_visit
from visits.models import Visit


@pytest.fixture
def titled(officer):
    for title in ("ตรวจด่านบ้านแหลม", "ตรวจป่าชายเลน", "Bridge 2 opened"):
        make_visit(officer, title_th=title)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ด่าน", ["ตรวจด่านบ้านแหลม"]),
        ("ดาน", ["ตรวจด่านบ้านแหลม"]),  # in a hurry
        ("ด้าน", []),  # another word
        ("ปา", ["ตรวจป่าชายเลน"]),
        ("ตรวจ", ["ตรวจด่านบ้านแหลม", "ตรวจป่าชายเลน"]),
        ("bridge", ["Bridge 2 opened"]),
        ("่", ["ตรวจด่านบ้านแหลม", "ตรวจป่าชายเลน"]),
        ("100%", []),
    ],
)
def test_words_are_found(titled, typed, found):
    rows = Visit.objects.filter(holds(F("search"), typed)).order_by("title_th")
    assert list(rows.values_list("title_th", flat=True)) == sorted(found)


def test_a_word_with_marks_is_sought_by_its_letters(titled):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Visit.objects.filter(holds(F("search"), "ค้ามนุษย์")).order_by().explain()
    assert "visit_areas_search" in plan
    assert "%คามนษย%" in plan
