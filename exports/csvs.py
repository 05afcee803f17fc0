"""CSV: made by the database itself (COPY), a batch at a time; RFC 4180 with a byte order mark, for Excel.

A spreadsheet takes a text that begins like a formula for one. Such cells get an apostrophe in front (OWASP, CSV
Injection), also where blanks or invisible characters stand before the sign, and for the full-width signs.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.utils.translation import gettext

from exports.columns import Column, Kind
from exports.selecting import Question

BOM = "\ufeff"
BLANK = "\x01-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
SIGNS = "=+@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212-"
FORMULA = f"^([\t\r\n]|[{BLANK}]*[{SIGNS}])"
# Most texts begin with a letter or a digit: told by comparing bytes, a tenth of what the pattern costs.
PLAIN = (("0", ":"), ("A", "{"), ("ก", "\u0e80"))
DAY, MOMENT = "YYYY-MM-DD", 'YYYY-MM-DD"T"HH24:MI:SS'


def heading(columns: Sequence[Column], *, codes: bool, hxl: bool) -> str:
    """The rows above the cells: names, then codes and HXL hashtags where they are wanted."""
    rows = [[safe(str(column.label)) for column in columns]]
    if codes:
        rows.append([column.code for column in columns])
    if hxl:
        rows.append([column.hxl for column in columns])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return BOM + out.getvalue()


def safe(words: str) -> str:
    return f"'{words}" if words.startswith(tuple(SIGNS)) else words


def copy(asked: Question, columns: Sequence[Column]) -> "Copy":
    """The question as a COPY whose cells are text that no spreadsheet computes."""
    names = [f"c{number}" for number in range(len(columns))]
    cells, params = [], []
    for name, column in zip(names, columns, strict=True):
        sql, more = cell(f"t.{name}", column.kind)
        cells.append(sql)
        params += more
    # OFFSET 0: without it the planner would work out each cell as often as it is looked at.
    inner = f"SELECT {', '.join(cells)} FROM ({asked.sql} OFFSET 0) AS t({', '.join(names)})"
    return Copy(Question(inner if asked.sql else "", (*params, *asked.params)))


def cell(name: str, kind: Kind) -> tuple[str, list[Any]]:
    if kind == Kind.TEXT:
        bytes_ = f'{name} COLLATE "C"'
        plain = " OR ".join(f"({bytes_} >= '{low}' AND {bytes_} < '{high}')" for low, high in PLAIN)
        return f"CASE WHEN {plain} THEN {name} WHEN {name} ~ %s THEN '''' || {name} ELSE {name} END", [FORMULA]
    if kind == Kind.BOOLEAN:
        return f"CASE {name} WHEN true THEN %s WHEN false THEN %s END", [gettext("yes"), gettext("no")]
    if kind == Kind.MOMENT:
        return f"to_char({name} AT TIME ZONE 'Asia/Bangkok', %s) || '+07:00'", [MOMENT]
    return name, []


class Copy:
    """Batches of lines. What a batch holds is in memory, no more."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked

    def lines(self, keys: Sequence[int]) -> bytes:
        if not self.asked.sql:
            return b""
        out = io.BytesIO()
        with connection.cursor() as cursor:
            question = cursor.mogrify(self.asked.sql, self.asked.bind(keys)).decode()
            cursor.copy_expert(f"COPY ({question}) TO STDOUT WITH (FORMAT csv)", out)
        return out.getvalue()


def stream(copying: Copy, batches: Iterator[Sequence[int]], head: str) -> Iterator[bytes]:
    yield head.encode()
    for keys in batches:
        yield copying.lines(keys)
