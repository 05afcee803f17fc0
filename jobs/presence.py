"""Which workers are alive, known to the database itself.

A worker holds a PostgreSQL advisory lock for as long as its connection lives, and one for each queue that it serves,
shared with the others there. However it ends, the server notices and lets the locks go, so there is no sign of life to
write down and no limit of time to guess.
The locks are those of a session: behind PgBouncer they need session pooling.
"""

from collections.abc import Iterable
from zlib import crc32

from django.db import connection

from jobs.queues import QUEUES

LOCK_CLASS = 0x4E5453  # "NTS": ours among the advisory locks of this database
QUEUE_CLASS = 0x4E5454


def lock_number(name: str) -> int:
    """The second lock key of a worker or a queue, as PostgreSQL takes it: a signed 32-bit integer."""
    number = crc32(name.encode())
    return number - 2**32 if number >= 2**31 else number


def announce(worker_id: str, queues: Iterable[str] = QUEUES) -> None:
    """Hold this worker's locks on the current connection, until it is closed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, lock_number(worker_id)])
        for queue in queues:
            cursor.execute("SELECT pg_advisory_lock_shared(%s, %s)", [QUEUE_CLASS, lock_number(queue)])


def leave(worker_id: str, queues: Iterable[str] = QUEUES) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, lock_number(worker_id)])
        for queue in queues:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s, %s)", [QUEUE_CLASS, lock_number(queue)])


def present() -> set[int]:
    """The lock numbers of all living workers."""
    return held(LOCK_CLASS)


def is_served(queue: str) -> bool:
    """Whether a living worker takes jobs from `queue`."""
    return lock_number(queue) in held(QUEUE_CLASS)


def held(lock_class: int) -> set[int]:
    """The second keys of the locks of a class that somebody holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE locktype = 'advisory' AND granted AND classid = %s AND objsubid = 2"
            " AND datname = current_database()",
            [lock_class],
        )
        return {number - 2**32 if number >= 2**31 else number for (number,) in cursor.fetchall()}
