"""An .xlsx from outside as plain rows. Nothing in it is trusted: neither its size, nor its XML, nor its formulas."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

LARGEST = 2 * 1024 * 1024  # bytes of the file
LARGEST_INSIDE = 20 * 1024 * 1024  # bytes of all its parts, unpacked
MOST_PARTS = 200
MOST_ROWS, MOST_COLUMNS = 2000, 60  # of a sheet
SHEETS = ("survey", "choices", "settings")
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0|\0<\0!", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """Something about the file. `fatal`: nothing can be stored; else that one thing is left out. Row 0: the sheet."""

    sheet: str
    row: int
    column: str
    message: str
    fatal: bool = True


@dataclass
class Row:
    """Cells by the name of their column, as text; numbers of sheets and columns are those that people see."""

    number: int
    cells: dict[str, str]


@dataclass
class Table:
    """A sheet: `letters` says where each column stands."""

    name: str
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def place(self, column: str) -> str:
        """A column as people find it: B (type)."""
        letter = self.letters.get(column)
        return f"{letter} ({column})" if letter else column


class Unreadable(Exception):
    """The file is no workbook that can be read at all: `finding` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.finding = Finding("", 0, "", message)


def open_tables(content: bytes) -> tuple[dict[str, Table], list[Finding]]:
    """The sheets of an XLSForm by name, and what is wrong with their cells. Raises Unreadable."""
    look_inside(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parser meets
        raise Unreadable(_("The file is damaged, or no Excel workbook (.xlsx).")) from error
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    try:
        for sheet in book.worksheets:
            name = sheet.title.strip().lower()
            if name in SHEETS and name not in tables:
                tables[name] = Table(name)
                findings += fill(tables[name], sheet)
            elif holds_something(sheet):
                words = _("This sheet is no part of an XLSForm that can be taken over.")
                findings.append(Finding(sheet.title, 0, "", words, fatal=False))
    except Exception as error:
        raise Unreadable(_("The file is damaged, or no Excel workbook (.xlsx).")) from error
    finally:
        book.close()
    return tables, findings


def look_inside(content: bytes, *, largest: int = LARGEST, inside: int = LARGEST_INSIDE) -> None:
    """Raises Unreadable for what is too large, packed too tightly, or declares entities. In bytes."""
    if len(content) > largest:
        raise Unreadable(_("The file is larger than %(most)s MB.") % {"most": largest // 2**20})
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(_("This is an old or a password-protected Excel file. Save it as .xlsx without a password."))
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > inside:
                raise Unreadable(_("The file unpacks to more than a form can need."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")) and DECLARES.search(packed.read(part)):
                    raise Unreadable(_("The file declares entities, which no form needs. Save it anew with Excel."))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Unreadable(_("The file is damaged, or no Excel workbook (.xlsx).")) from error
    except zlib.error as error:
        raise Unreadable(_("The file is damaged, or no Excel workbook (.xlsx).")) from error


def holds_something(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=50, max_col=MOST_COLUMNS, values_only=True)
    return any(value not in (None, "") for row in rows for value in row)


def fill(table: Table, sheet: Any) -> Iterator[Finding]:
    """Read the rows of `sheet` into `table`; answer what is wrong."""
    heads: dict[int, str] = {}
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        filled = {place: cell for place, cell in enumerate(cells, 1) if cell.value not in (None, "")}
        if not filled:
            continue
        if len(table.rows) >= MOST_ROWS:
            words = _("There are more than %(most)s rows. Nothing below is read.") % {"most": MOST_ROWS}
            yield Finding(table.name, number, "", words)
            return
        if not heads:
            yield from read_heads(table, heads, number, filled)
            continue
        row = Row(number, {})
        for place, cell in filled.items():
            yield from read_cell(table, heads, row, place, cell)
        if row.cells:
            table.rows.append(row)


def read_heads(table: Table, heads: dict[int, str], number: int, filled: dict[int, Any]) -> Iterator[Finding]:
    for place, cell in filled.items():
        letter, name = get_column_letter(place), "::".join(map(str.strip, text_of(cell.value).split("::")))
        known = name.lower() if "::" not in name else name
        if place > MOST_COLUMNS:
            words = _("There are more than %(most)s columns.") % {"most": MOST_COLUMNS}
            yield Finding(table.name, number, letter, words)
        elif known in table.letters:
            words = _("Two columns are called “%(name)s”.") % {"name": name}
            yield Finding(table.name, number, letter, words)
        else:
            heads[place], table.letters[known] = known, letter


def read_cell(table: Table, heads: dict[int, str], row: Row, place: int, cell: Any) -> Iterator[Finding]:
    letter = get_column_letter(place)
    if place not in heads:
        words = _("The cell stands in a column without a heading.")
        yield Finding(table.name, row.number, letter, words, fatal=False)
    elif cell.data_type == "f":
        words = _("The cell holds a formula. Replace it by its value: formulas are not carried out here.")
        yield Finding(table.name, row.number, table.place(heads[place]), words)
    elif cell.data_type == "e":
        words = _("The cell holds an error of Excel: %(value)s.") % {"value": cell.value}
        yield Finding(table.name, row.number, table.place(heads[place]), words)
    elif text := text_of(cell.value):
        row.cells[heads[place]] = text


def text_of(value: Any) -> str:
    """A cell as text: whole numbers without a point, truth as XLSForm writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", str(value)).strip()
