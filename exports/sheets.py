"""Excel: typed cells, one sheet for each table, written row by row in little memory (XlsxWriter, constant_memory).

A text is written as a text, so that none is taken for a formula.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.columns import Column, Kind
from exports.selecting import Question, ahead
from exports.wanted import Parts, Wanted

BANGKOK = ZoneInfo("Asia/Bangkok")
LONGEST = 32_767  # characters in a cell
CUT = " […]"
WIDTHS = {Kind.TEXT: 24, Kind.NUMBER: 10, Kind.DECIMAL: 12, Kind.DATE: 12, Kind.MOMENT: 18, Kind.BOOLEAN: 8}
Tick = Callable[[int], None]
Write = Callable[[int, int, Any], Any]


class TooLong(Exception):
    """More rows than a sheet of Excel holds."""


class Book:
    """A workbook in the making, with the formats of its cells.

    Its parts lie beside it until it is closed: what a full disk or a killed worker leaves of them goes with it.
    """

    def __init__(self, path: str) -> None:
        options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "tmpdir": str(Path(path).parent)}
        self.book = Workbook(path, options)
        self.head = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e2edee"})
        self.code = self.book.add_format({"font_color": "#4b585b"})
        self.formats = {
            Kind.DATE: self.book.add_format({"num_format": "yyyy-mm-dd"}),
            Kind.MOMENT: self.book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }

    def sheet(self, label: str, columns: Sequence[Column], heads: list[list[str]]) -> "Sheet":
        sheet = self.book.add_worksheet(label[:31])
        for number, column in enumerate(columns):
            sheet.set_column(number, number, WIDTHS[column.kind])
        for row, words in enumerate(heads):
            for number, word in enumerate(words):
                sheet.write_string(row, number, word, self.code if row else self.head)
        sheet.freeze_panes(len(heads), 1)
        return Sheet(sheet, [self.writer(sheet, column.kind) for column in columns], len(heads))

    def tell(self, about: Sequence[tuple[str, str]]) -> None:
        """A sheet of words with what stands beside them."""
        sheet = self.book.add_worksheet(_("About this file"))
        for number, width in enumerate((WIDTHS[Kind.TEXT], 3 * WIDTHS[Kind.TEXT])):
            sheet.set_column(number, number, width)
        for row, words in enumerate(about):
            for number, word in enumerate(words):
                sheet.write_string(row, number, fitting(word), None if number else self.head)

    def writer(self, sheet: Worksheet, kind: Kind) -> Write:
        """What writes one cell: (row, column, value)."""
        if kind == Kind.TEXT:
            return lambda row, column, value: (
                sheet.write_string(row, column, fitting(value))
                if isinstance(value, str)
                else sheet.write_number(row, column, value)
            )
        if kind == Kind.BOOLEAN:
            plain: Write = sheet.write_boolean
            return plain
        if kind in self.formats:
            found, naive = self.formats[kind], kind == Kind.MOMENT
            return lambda row, column, value: sheet.write_datetime(row, column, local(value) if naive else value, found)
        number: Write = sheet.write_number
        return number


class Sheet:
    """One table; `heads`: how many rows stand above its cells."""

    def __init__(self, sheet: Worksheet, writers: list[Write], heads: int) -> None:
        self.sheet, self.writers, self.heads, self.row = sheet, writers, heads, heads

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Raises TooLong where they do not fit."""
        if self.row + len(rows) > self.sheet.xls_rowmax:
            raise TooLong
        cells = list(enumerate(self.writers))
        for row in rows:
            for column, write in cells:
                value = row[column]
                if value is not None and value != "":
                    write(self.row, column, value)
            self.row += 1

    def close(self) -> None:
        if self.row > self.heads:
            self.sheet.autofilter(self.heads - 1, 0, self.row - 1, len(self.writers) - 1)


def fitting(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - len(CUT)] + CUT


def local(value: dt.datetime) -> dt.datetime:
    """Excel knows no time zones: the time in Bangkok."""
    return value.astimezone(BANGKOK).replace(tzinfo=None)


def write(parts: Parts, path: str, tick: Tick, about: Sequence[tuple[str, str]]) -> None:
    """The workbook at `path`, at its end a sheet with what it is `about`. `tick` hears how many rows are written, after
    each batch. Raises TooLong."""
    book, done = Book(path), 0
    try:
        for wanted, keys in parts:
            tables = tables_of(wanted, book)
            for count, answers in ahead(wanted.answers(keys, [asked for _sheet, asked in tables])):
                for (sheet, _asked), rows in zip(tables, answers, strict=True):
                    sheet.add(rows)
                done += count
                tick(done)
            for sheet, _asked in tables:
                sheet.close()
        book.tell(about)
    finally:
        book.book.close()


def tables_of(wanted: Wanted, book: Book) -> list[tuple[Sheet, Question]]:
    """A sheet for the rows themselves, one for each table that hangs on them."""
    dataset = wanted.dataset
    found = [(book.sheet(str(dataset.label), wanted.columns, wanted.heads(wanted.columns)), wanted.question())]
    for child in dataset.children:
        found.append((book.sheet(str(child.label), child.columns, wanted.heads(child.columns)), wanted.of(child)))
    return found
