"""Queries of one shape, asked at every save: their SQL is made once a process, not once a request."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


class Prepared(Generic[Row]):
    """`make(*marks)` as a queryset, of which `first` gives the first row for values in place of the marks.

    `marks`: one of each value's kind, all different, that stand nowhere else in the query. Only plain columns.
    """

    def __init__(self, make: Callable[..., "models.QuerySet[Row]"], *marks: Any) -> None:
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
        model, names, sql, params = self.plan
        given = dict(zip(self.marks, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(param, param) for param in params])
            row = cursor.fetchone()
        return None if row is None else model.from_db(connection.alias, names, row)
