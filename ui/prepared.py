"""Queries and rows of one shape, part of every save: their SQL is made once a process, not once a request."""

from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.signals import post_save, pre_save

Row = TypeVar("Row", bound=models.Model)
# What the database reads as it is from these fields; other values and fields are asked to prepare theirs.
PLAIN = frozenset({str, int, bool, type(None)})
PLAIN_FIELDS = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
# A field, whether it is one of those, and how it stands in the SQL where that is its own affair (positions).
Column = tuple["models.Field[Any, Any]", bool, Callable[[Any, Any, Any], str] | None]


class Prepared(Generic[Row]):
    """`make(*marks)` as a queryset, of which `first` gives the first row for values in place of the marks.

    `marks`: one of each value's kind, all different, that stand nowhere else in the query. Only plain columns.
    """

    def __init__(self, make: Callable[..., "models.QuerySet[Row, Any]"], *marks: Any) -> None:
        self.make, self.marks = make, marks

    @cached_property
    def plan(self) -> tuple[type[Row], list[str], str, tuple[Any, ...]]:
        """The model, the names of the columns, the SQL and its parameters, marks among them."""
        rows = self.make(*self.marks)
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select or []]
        if compiler.get_converters(columns):
            raise ValueError(f"columns that need converting: {sql}")
        return rows.model, [column.target.attname for column in columns], sql, tuple(params)

    def first(self, *values: Any) -> Row | None:
        """The first row for `values`, each in place of its mark; what was not asked for is fetched when needed."""
        found = self.tuples(*values)
        return self.plan[0].from_db(DEFAULT_DB_ALIAS, self.plan[1], found[0]) if found else None

    def tuples(self, *values: Any) -> list[tuple[Any, ...]]:
        """The columns of all rows for `values`."""
        _model, _names, sql, params = self.plan
        given = dict(zip(self.marks, values, strict=True))
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(sql, [given.get(param, param) for param in params])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def insert(row: models.Model) -> None:
    """Store a new row of a model without parents, as `row.save(force_insert=True)` does."""
    model, database = type(row), connections[DEFAULT_DB_ALIAS]  # not its proxy: twenty columns ask it
    said = {"sender": model, "instance": row, "raw": False, "using": DEFAULT_DB_ALIAS, "update_fields": None}
    pre_save.send(**said)
    columns, start, end = _insert_plan(model)
    params, marks = [], []
    for field, is_plain, own_mark in columns:
        value = field.pre_save(row, add=True)
        params.append(value if is_plain and type(value) in PLAIN else field.get_db_prep_save(value, database))
        marks.append(own_mark(params[-1], None, database) if own_mark else "%s")
    with database.cursor() as cursor:
        cursor.execute(f"{start} ({', '.join(marks)}) {end}", params)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    post_save.send(**said, created=True)


@cache
def _insert_plan(model: type[models.Model]) -> tuple[list[Column], str, str]:
    """The columns that are written, and the SQL before and after their marks."""
    meta, quote = model._meta, connection.ops.quote_name
    fields = [field for field in meta.local_concrete_fields if not field.generated and field is not meta.auto_field]
    columns = [(field, isinstance(field, PLAIN_FIELDS), getattr(field, "get_placeholder", None)) for field in fields]
    names = ", ".join(quote(str(field.column)) for field in fields)
    return columns, f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES", f"RETURNING {quote(str(meta.pk.column))}"
