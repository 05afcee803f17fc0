"""Questions for the rows of an export: compiled once, asked for a batch of keys at a time.

So whatever is exported, however large, takes little memory and can be cancelled between two batches, and each batch
goes by the rights that its reader has at that moment.
"""

from array import array
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BooleanField, F, Func, QuerySet

from accounts.models import User
from exports.columns import Column

Part = TypeVar("Part")
FIRST, BATCH = 100, 1_000  # rows; the first batch is small, so that something arrives at once
ANY = object()  # stands in the compiled question for the keys of a batch


class AnyOf(Func):
    """Whether a key is one of a list, which stays one parameter however long it is."""

    template = "%(expressions)s = ANY(%%s)"
    output_field = BooleanField()

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        sql, params = super().as_sql(*args, **kwargs)
        return sql, [*params, ANY]


@dataclass(frozen=True)
class Question:
    """SQL for the cells of one table. `sql` is empty where there is nothing that the reader may know of."""

    sql: str
    params: tuple[Any, ...]

    def bind(self, keys: Sequence[int]) -> list[Any]:
        return [list(keys) if one is ANY else one for one in self.params]

    def ask(self, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The cells of the rows with `keys`, or that hang on them."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.bind(keys))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows


def question(
    rows: QuerySet[Any], columns: Sequence[Column], user: User, *, order: Sequence[str], key: str = "pk", **more: Any
) -> Question:
    """The cells of `columns`, then of `more`, of those of `rows` whose `key` is asked for. In the language in force."""
    cells = {f"c{number}": column.source(user) for number, column in enumerate(columns)} | more
    asked = rows.filter(AnyOf(F(key))).annotate(**cells).order_by(*order).values_list(*cells)
    try:
        sql, params = asked.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return Question("", ())
    return Question(sql, tuple(params))


def keys_of(rows: QuerySet[Any], order: Sequence[str], most: int | None = None) -> "array[int]":
    """The keys of all `rows`, or of the first `most`, eight bytes each, fetched a few at a time."""
    return array("q", rows.order_by(*order).values_list("pk", flat=True)[:most].iterator(chunk_size=20_000))


def batches(keys: "array[int]") -> Iterator["array[int]"]:
    start, size = 0, FIRST
    while start < len(keys):
        yield keys[start : start + size]
        start, size = start + size, BATCH


def ahead(parts: Iterator[Part]) -> Generator[Part, None, None]:
    """The same; while one is worked on, the next is asked for in another thread, on the same connection."""
    shared = connections[DEFAULT_DB_ALIAS]

    def following() -> list[Part]:
        connections[DEFAULT_DB_ALIAS] = shared
        return list(islice(parts, 1))

    shared.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(max_workers=1) as asking:
            coming = asking.submit(following)
            while found := coming.result():
                coming = asking.submit(following)
                yield from found
    finally:
        shared.dec_thread_sharing()
