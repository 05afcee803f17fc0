"""The next rows of an export are asked for while the last are written."""

import threading
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection

from exports.selecting import ahead

SOON = 10  # seconds


def test_the_next_part_is_asked_for_while_one_is_worked_on() -> None:
    asked = [threading.Event() for _part in range(3)]

    def parts() -> Iterator[int]:
        for number, event in enumerate(asked):
            event.set()
            yield number

    found = []
    for number in ahead(parts()):
        if number < 2:
            assert asked[number + 1].wait(SOON)
        found.append(number)
    assert found == [0, 1, 2]


@pytest.mark.django_db
def test_it_is_asked_for_on_the_connection_that_writes() -> None:
    def parts() -> Iterator[int]:
        for _part in range(3):
            with connection.cursor() as cursor:
                cursor.execute("SELECT n FROM only_here")
                yield from (n for (n,) in cursor.fetchall())

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE only_here AS SELECT 7 AS n")
    assert list(ahead(parts())) == [7, 7, 7]


@pytest.mark.django_db
def test_what_the_database_refuses_is_told_to_who_writes() -> None:
    def parts() -> Iterator[int]:
        yield 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    found = ahead(parts())
    assert next(found) == 1
    with pytest.raises(DatabaseError):
        next(found)


@pytest.mark.django_db
def test_who_stops_writing_leaves_nobody_asking() -> None:
    begun = threading.active_count()
    found = ahead(iter(range(100)))
    next(found)
    found.close()
    assert threading.active_count() == begun
    assert not connection.allow_thread_sharing
