"""Keyset paging: the same cost on the 180th page as on the first, and no count of the whole.

A cursor is the sort key of a row as base64 JSON. It selects nothing by itself (the queryset already holds only
what the reader may see), so it is not signed; whatever cannot be read as a key means the first page.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

Row = TypeVar("Row")  # a model, or a named tuple of its columns
LONGEST_CURSOR = 500


@dataclass(frozen=True)
class Page(Generic[Row]):
    """`rows` of one page; `next` and `previous` are cursors for ?after= and ?before=, empty at either end."""

    rows: list[Row]
    next: str
    previous: str

    @property
    def has_other_pages(self) -> bool:
        return bool(self.next or self.previous)


def keyset(
    queryset: QuerySet[Any, Row],
    *,
    order: Sequence[str],
    after: str | None = None,
    before: str | None = None,
    size: int = 50,
) -> Page[Row]:
    """One page of `queryset` in `order`, whose columns are never null and all run the same way; pk breaks ties.

    Raises ValueError for an order that mixes directions: a row comparison could not use the index.
    """
    names = [name.lstrip("-") for name in order]
    descending = order[0].startswith("-")
    if any(name.startswith("-") != descending for name in order):
        raise ValueError("keyset order must run one way in all its columns")
    if names[-1] not in {"pk", "id"}:
        names.append("pk")
    fields = [column(queryset, name) for name in names]
    forward, key = True, read_cursor(after, fields)
    if key is None and (key := read_cursor(before, fields)) is not None:
        forward = False
    rows = take(queryset, names, key, descending=descending == forward, size=size + 1)
    more, rows = len(rows) > size, rows[:size]
    if not forward:
        rows.reverse()
    return Page(
        rows=rows,
        next=cursor(rows[-1], names) if rows and (more or not forward) else "",
        previous=cursor(rows[0], names) if rows and ((key is not None and forward) or (more and not forward)) else "",
    )


def take(
    queryset: QuerySet[Any, Row], names: list[str], key: list[Any] | None, *, descending: bool, size: int
) -> list[Row]:
    if key is not None:
        compare = TupleLessThan if descending else TupleGreaterThan
        queryset = queryset.filter(compare(Tuple(*map(F, names)), key))
    return list(queryset.order_by(*(f"-{name}" if descending else name for name in names))[:size])


def column(queryset: QuerySet[Any], name: str) -> "Field[Any, Any]":
    """The field that reads values of a sort column, an annotation included."""
    if name in queryset.query.annotations:
        return queryset.query.annotations[name].output_field
    field = queryset.model._meta.pk if name == "pk" else queryset.model._meta.get_field(name)
    if not isinstance(field, Field):
        raise FieldDoesNotExist(name)
    return field


def cursor(row: Any, names: list[str]) -> str:
    # Text, not JSON's own idea of a moment: DjangoJSONEncoder cuts it to milliseconds, and rows would be skipped.
    text = json.dumps([getattr(row, name) for name in names], default=as_text, ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def read_cursor(text: str | None, fields: "list[Field[Any, Any]]") -> list[Any] | None:
    """The sort key in a cursor, or None when there is none or it is not one of ours."""
    if not text or len(text) > LONGEST_CURSOR:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(fields):
            return None
        return [read_value(field, value) for field, value in zip(fields, values, strict=True)]
    except (
        binascii.Error,
        UnicodeError,
        ValueError,
        TypeError,
        ArithmeticError,
        RecursionError,
        ValidationError,
    ):
        return None


def read_value(field: "Field[Any, Any]", value: Any) -> Any:
    if not isinstance(value, str | int) or isinstance(value, bool) or "\x00" in str(value):
        raise ValueError("not a sort key")
    found = field.to_python(value)
    if found is None:
        raise ValueError("not a sort key")
    field.run_validators(found)
    return found
