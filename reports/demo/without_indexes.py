"""Tables filled without their indexes and foreign keys, which are made anew, and so checked, over all rows at once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models

KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
"""
INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    WHERE i.indrelid = ANY(%s::regclass[])
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


@contextmanager
def without_indexes(tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """Inside a transaction. Indexes of constraints (unique, primary) stay."""
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [names])
        keys = cursor.fetchall()
        cursor.execute(INDEXES, [names])
        indexes = cursor.fetchall()
        for name, key, _definition in keys:
            cursor.execute(f'ALTER TABLE {name} DROP CONSTRAINT "{key}"')
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
        for name, key, definition in keys:
            cursor.execute(f'ALTER TABLE {name} ADD CONSTRAINT "{key}" {definition}')
