"""Rows that the database counts by itself, so that figures do not grow with what they count (ADR 28)."""

from django.db import connection, models, transaction

from ui.turns import wait_for


class Kept(models.Model):
    """Abstract: one line of such a table.

    Its migration writes `TABLE_lines(keys)`, which counts the rows of these keys, in the order of the columns, and
    `TABLE_keys()`, the keys of all that counts; and the triggers that count one unit again when something in it moves.
    """

    class Meta:
        abstract = True

    @classmethod
    def rebuild(cls) -> None:
        """Count everything again. Only for those who have passed the triggers by."""
        table, columns = cls._meta.db_table, cls._columns()
        with transaction.atomic(), connection.cursor() as cursor:
            # Who counts one unit meanwhile waits, and then counts it once more.
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT * FROM {table}_lines({table}_keys())")  # noqa: S608

    @classmethod
    def differing(cls) -> int:
        """How many lines are other than a recount says."""
        table, columns = cls._meta.db_table, cls._columns()
        kept, counted = f"SELECT {columns} FROM {table}", f"SELECT * FROM {table}_lines({table}_keys())"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM (({kept} EXCEPT ALL {counted}) UNION ALL ({counted} EXCEPT ALL {kept})) d"  # noqa: S608
            )
            return int(cursor.fetchone()[0])

    @classmethod
    def _columns(cls) -> str:
        return ", ".join(str(field.column) for field in cls._meta.concrete_fields if not field.primary_key)


def in_turn() -> None:
    """Wait for whoever moves what is counted. For those who lock a place that figures hang on: who approves a report
    takes this lock (`visits_tally_lock`) first and its places then."""
    wait_for("tallies")
