"""Which workers are alive, known to the database itself.

A worker holds a PostgreSQL advisory lock for as long as its connection lives. However it ends, the server
notices and lets the lock go, so there is no sign of life to write down and no limit of time to guess.
The locks are those of a session: behind PgBouncer they need session pooling.
"""

from zlib import crc32

from django.db import connection

LOCK_CLASS = 0x4E5453  # "NTS": ours among the advisory locks of this database


def lock_number(worker_id: str) -> int:
    """A worker's second lock key, as PostgreSQL takes it: a signed 32-bit integer."""
    number = crc32(worker_id.encode())
    return number - 2**32 if number >= 2**31 else number


def announce(worker_id: str) -> None:
    """Hold this worker's lock on the current connection, until it is closed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, lock_number(worker_id)])


def leave(worker_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, lock_number(worker_id)])


def present() -> set[int]:
    """The lock numbers of all living workers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE locktype = 'advisory' AND granted AND classid = %s AND objsubid = 2"
            " AND datname = current_database()",
            [LOCK_CLASS],
        )
        return {number - 2**32 if number >= 2**31 else number for (number,) in cursor.fetchall()}
