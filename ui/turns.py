"""One at a time: requests that would make the same thing twice wait for each other."""

from typing import Any

from django.db import connection


def wait_for(key: Any) -> None:
    """Hold `key` until the transaction ends. Whoever asks for it meanwhile waits, and then finds what was made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
