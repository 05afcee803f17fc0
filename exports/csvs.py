"""CSV: made by the database itself (COPY), a batch at a time; RFC 4180 with a byte order mark, for Excel.

A spreadsheet takes a text that begins like a formula for one. Such cells get an apostrophe in front (OWASP, CSV
Injection), also where blanks or invisible characters stand before the sign, and for the full-width signs.
"""

import csv
import io
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext

from exports.columns import Column, Kind
from exports.selecting import Question, batches
from exports.wanted import Wanted

BOM = "\ufeff"
BLANK = "\x01-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
SIGNS = "=+@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212-"
FORMULA = f"^([\t\r\n]|[{BLANK}]*[{SIGNS}])"
# Most texts begin with a letter or a digit: told by comparing bytes, a tenth of what the pattern costs.
PLAIN = (("0", ":"), ("A", "{"), ("ก", "\u0e80"))
DAY, MOMENT = "YYYY-MM-DD", 'YYYY-MM-DD"T"HH24:MI:SS'


def written(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows that are known already, with the mark in front."""
    out = io.StringIO()
    guarded = ([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(guarded)
    return (BOM + out.getvalue()).encode()


def safe(words: str) -> str:
    """As the database guards the cells."""
    return f"'{words}" if re.match(FORMULA, words) else words


def unformed(asked: Question, columns: Sequence[Column]) -> Question:
    """The question with cells of text that no spreadsheet computes."""
    if not asked.sql:
        return asked
    names = [f"c{number}" for number in range(len(columns))]
    cells, params = [], []
    for name, column in zip(names, columns, strict=True):
        sql, more = cell(f"t.{name}", column.kind)
        cells.append(sql)
        params += more
    # OFFSET 0: without it the planner would work out each cell as often as it is looked at.
    sql = f"SELECT {', '.join(cells)} FROM ({asked.sql} OFFSET 0) AS t({', '.join(names)})"  # noqa: S608 - no input
    return Question(sql, (*params, *asked.params))


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


def lines(asked: Question, keys: Sequence[int]) -> bytes:
    """The lines of one batch."""
    if not asked.sql:
        return b""
    out = io.BytesIO()
    with connection.cursor() as cursor:
        bound = cursor.mogrify(asked.sql, asked.bind(keys)).decode()
        cursor.copy_expert(f"COPY ({bound}) TO STDOUT WITH (FORMAT csv)", out)
    return out.getvalue()


def pieces(wanted: Wanted, keys: "array[int] | None" = None) -> Iterator[bytes]:
    """The file in pieces: what stands above the cells, before anything else is asked; then a batch each."""
    return chain([written(wanted.heads(wanted.columns))], cells(wanted, keys))


def cells(wanted: Wanted, keys: "array[int] | None") -> Iterator[bytes]:
    with translation.override(wanted.language):
        asked = unformed(wanted.question(), wanted.columns)
    for batch in batches(wanted.keys() if keys is None else keys):
        yield lines(asked, batch)
