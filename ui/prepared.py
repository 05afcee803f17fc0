"""Queries and rows of one shape, part of every save: their SQL is made once a process and planned once a connection."""

from collections.abc import Callable, Iterable
from functools import cache, cached_property
from itertools import count
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.signals import post_save, pre_save

Row = TypeVar("Row", bound=models.Model)
# What the database reads as it is from these fields; other values and fields are asked to prepare theirs.
PLAIN = frozenset({str, int, bool, type(None)})
PLAIN_FIELDS = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
# A field, whether it is one of those, and how it stands in the SQL where that is its own affair (positions).
Column = tuple["models.Field[Any, Any]", bool, Callable[[Any, Any, Any], str] | None]


NUMBERS = count(1)
READY: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # the statements that each connection knows


class Statement:
    """An SQL statement with `%s` for its values, which PostgreSQL parses and plans once a connection (PREPARE).

    `about`: what stands for it where statements are read by people: letters and underscores.
    """

    def __init__(self, sql: str, *, about: str, values: int) -> None:
        self.name = f"{about}_{next(NUMBERS)}"
        self.sql = sql % tuple(f"${number}" for number in range(1, values + 1))
        self.call = f"EXECUTE {self.name} ({', '.join(['%s'] * values)})" if values else f"EXECUTE {self.name}"

    def rows(self, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Run with `values`; all rows that it answers."""
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            known = READY.setdefault(database.connection, set())
            if self.name not in known:
                with database.connection.cursor() as plain:
                    plain.execute(f"PREPARE {self.name} AS {self.sql}")
                known.add(self.name)
            cursor.execute(self.call, list(values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


class Prepared(Generic[Row]):
    """`make(*marks)` as a queryset, of which `first` gives the first row for values in place of the marks.

    `marks`: one of each value's kind, all different, that stand nowhere else in the query. Only plain columns.
    """

    def __init__(self, make: Callable[..., "models.QuerySet[Row, Any]"], *marks: Any) -> None:
        self.make, self.marks = make, marks

    @cached_property
    def plan(self) -> tuple[type[Row], list[str], Statement, tuple[Any, ...]]:
        """The model, the names of the columns, the statement and its parameters, marks among them."""
        rows = self.make(*self.marks)
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select or []]
        if compiler.get_converters(columns):
            raise ValueError(f"columns that need converting: {sql}")
        statement = Statement(sql, about=f"read_{rows.model._meta.db_table}", values=len(params))
        return rows.model, [column.target.attname for column in columns], statement, tuple(params)

    def first(self, *values: Any) -> Row | None:
        """The first row for `values`, each in place of its mark; what was not asked for is fetched when needed."""
        found = self.tuples(*values)
        return self.plan[0].from_db(DEFAULT_DB_ALIAS, self.plan[1], found[0]) if found else None

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """The columns of all rows for `values`."""
        _model, _names, statement, params = self.plan
        given = dict(zip(self.marks, values, strict=True))
        return statement.rows(given.get(param, param) for param in params)


def insert(row: models.Model) -> None:
    """Store a new row of a model without parents, as `row.save(force_insert=True)` does."""
    model, database = type(row), connections[DEFAULT_DB_ALIAS]  # not its proxy: twenty columns ask it
    said = {"sender": model, "instance": row, "raw": False, "using": DEFAULT_DB_ALIAS, "update_fields": None}
    pre_save.send(**said)
    columns = _columns(model)
    params, marks = [], []
    for field, is_plain, own_mark in columns:
        value = field.pre_save(row, add=True)
        params.append(value if is_plain and type(value) in PLAIN else field.get_db_prep_save(value, database))
        marks.append(own_mark(params[-1], None, database) if own_mark else "%s")
    ((row.pk,),) = _insertion(model, tuple(marks)).rows(params)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    post_save.send(**said, created=True)


@cache
def _columns(model: type[models.Model]) -> list[Column]:
    """The columns that are written."""
    meta = model._meta
    fields = [field for field in meta.local_concrete_fields if not field.generated and field is not meta.auto_field]
    return [(field, isinstance(field, PLAIN_FIELDS), getattr(field, "get_placeholder", None)) for field in fields]


@cache
def _insertion(model: type[models.Model], marks: tuple[str, ...]) -> Statement:
    """`marks`: how each column's value stands in the SQL."""
    meta, quote = model._meta, connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field, *_rest in _columns(model))
    table, key = quote(meta.db_table), quote(str(meta.pk.column))
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join(marks)}) RETURNING {key}"  # noqa: S608 - names of columns
    return Statement(sql, about=f"add_{meta.db_table}", values=len(marks))
