"""Columns of an exported table: a stable code, a name in both languages, a type, and where the value comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, Count, F, Func, Model, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.translation import get_language

from accounts.models import User

Source = Callable[[User], Any]
SEPARATOR = "; "  # between the members of a list in one cell


class Kind(Enum):
    """What a cell holds, and so how each format writes it."""

    TEXT = "text"
    NUMBER = "number"  # whole
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Column:
    """`source`: from the reader to an expression over the rows, made while the chosen language is in force.

    `hxl`: its hashtag with attributes (HXL 1.1), for tools of the humanitarian community; empty where there is none.
    """

    code: str
    label: Any
    kind: Kind
    source: Source
    hxl: str = ""


def field(code: str, label: Any, kind: Kind, path: str = "", hxl: str = "") -> Column:
    """A column of the table as it stands; `path` where it is not called like the column."""
    return Column(code, label, kind, lambda _user: F(path or code), hxl)


def text(code: str, label: Any, path: str = "", hxl: str = "") -> Column:
    return field(code, label, Kind.TEXT, path, hxl)


def number(code: str, label: Any, source: Any = "", hxl: str = "") -> Column:
    """`source`: a path, or a function of the reader."""
    found = source if callable(source) else lambda _user: F(source or code)
    return Column(code, label, Kind.NUMBER, found, hxl)


def day(code: str, label: Any, path: str = "", hxl: str = "") -> Column:
    return field(code, label, Kind.DATE, path, hxl)


def moment(code: str, label: Any, path: str = "", hxl: str = "") -> Column:
    return field(code, label, Kind.MOMENT, path, hxl)


def decimal(code: str, label: Any, path: str = "", hxl: str = "") -> Column:
    """Without the noughts behind it: 2.500 as 2.5."""
    return Column(code, label, Kind.DECIMAL, lambda _user: Func(F(path or code), function="trim_scale"), hxl)


def boolean(code: str, label: Any, source: Any = "", hxl: str = "") -> Column:
    found = source if callable(source) else lambda _user: F(source or code)
    return Column(code, label, Kind.BOOLEAN, found, hxl)


def choice(code: str, label: Any, choices: Any, path: str = "", hxl: str = "") -> Column:
    """The word for a value; its code stands in a column of its own where somebody needs it."""
    return Column(code, label, Kind.TEXT, lambda _user: in_words(path or code, choices), hxl)


def named(code: str, label: Any, path: str, hxl: str = "", stem: str = "name") -> Column:
    """The name of what `path` leads to, in the chosen language."""
    return Column(code, label, Kind.TEXT, lambda _user: bilingual(f"{path}__{stem}" if path else stem), hxl)


def listed(code: str, label: Any, rows: Callable[[User], QuerySet[Model]], of: Any, hxl: str = "") -> Column:
    """Words of other rows in one cell. `rows`: correlated by OuterRef; `of`: from nothing to what is said of each."""
    return Column(code, label, Kind.TEXT, lambda user: joined(rows(user), of()), hxl)


def in_words(path: str, choices: Any) -> Case:
    cases = [When(**{path: value}, then=Value(str(word))) for value, word in choices if value not in (None, "")]
    return Case(*cases, default=F(path), output_field=CharField())


def bilingual(stem: str) -> Any:
    """The text in the chosen language; in the other one where that is empty."""
    first, second = ("th", "en") if get_language() == "th" else ("en", "th")
    return Coalesce(NullIf(F(f"{stem}_{first}"), Value("")), F(f"{stem}_{second}"), output_field=TextField())


def joined(rows: QuerySet[Any], expression: Any, order: Any = None) -> Subquery:
    """What `expression` says of each of `rows`, once each, in one text."""
    words = StringAgg(expression, SEPARATOR, distinct=order is None, order_by=order, output_field=TextField())
    return Subquery(rows.order_by().annotate(one=Value(1)).values("one").annotate(words=words).values("words"))


def counted(rows: QuerySet[Any]) -> Any:
    """How many of `rows`, correlated by OuterRef, there are."""
    found = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(found), 0)


def pcode(path: str) -> Any:
    """The P-code of a province or district, as OCHA writes it: TH2204."""
    return Concat(Value("TH"), F(path), output_field=TextField())


def rows_above(columns: Sequence[Column], *, codes: bool, hxl: bool) -> list[list[str]]:
    """What stands above the cells: names, then codes and HXL hashtags where they are wanted."""
    rows = [[str(column.label) for column in columns]]
    if codes:
        rows.append([column.code for column in columns])
    if hxl:
        rows.append([column.hxl for column in columns])
    return rows
