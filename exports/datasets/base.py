"""What can be exported: the rows of a list with its own filters, and the tables that hang on them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from exports.columns import Column

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Child:
    """A table of rows that hang on those of a dataset: a sheet of its own. `parent`: the path to their key."""

    code: str
    label: Any
    columns: tuple[Column, ...]
    rows: Callable[[User], Rows]
    parent: str
    order: tuple[str, ...] = ("pk",)


def without_rows(user: User, params: QueryDict) -> Rows:
    raise NotImplementedError("its rows are those of its layers")


@dataclass(frozen=True)
class Dataset:
    """`page`: the name of its list's address, whose filters `rows` reads; `chips`: these filters in words.

    `point`: from the reader to an expression of the position, where the rows have one. `layers`: the tables that stand
    side by side in its file, where it has no rows of its own.
    """

    key: str
    label: Any
    permission: Permission
    page: str
    chips: Callable[[User, QueryDict], list[Any]]
    columns: tuple[Column, ...] = ()
    rows: Callable[[User, QueryDict], Rows] = without_rows
    order: tuple[str, ...] = ("pk",)
    children: tuple[Child, ...] = ()
    point: Callable[[User], Any] | None = None
    layers: "Callable[[User, QueryDict], list[Dataset]] | None" = None

    @property
    def has_points(self) -> bool:
        return self.point is not None or self.is_layered

    @property
    def is_layered(self) -> bool:
        return self.layers is not None

    @property
    def url(self) -> str:
        return reverse(self.page)

    def tables(self, user: User, params: QueryDict) -> "list[Dataset]":
        """Itself, or its layers."""
        return self.layers(user, params) if self.layers else [self]

    def count(self, user: User, params: QueryDict, *, most: int) -> int:
        """How many rows there are, counted no further than `most`."""
        return self.rows(user, params).order_by()[:most].count()

    def chosen(self, codes: list[str]) -> tuple[Column, ...]:
        """The columns of `codes` in their own order; all where none is named."""
        return tuple(column for column in self.columns if column.code in codes) or self.columns
