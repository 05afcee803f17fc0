"""A file of either kind as rows by the codes of its columns, as one kind of import asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl.utils import get_column_letter
from tablib import Dataset

from imports.reading.grid import Cells, Finding, Grid, Unreadable
from imports.reading.text import read_text
from imports.reading.workbook import read_workbook
from ui.words import nfc

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LANGUAGES = ("th", "en")


class Asked(Protocol):
    """A column that a kind of import asks for."""

    code: str
    label: Any
    example: Any
    needed: bool
    also: Sequence[Any]


@dataclass
class Table:
    """`rows`: a dataset whose headers are codes; `numbers`: of its rows in the file; `places`: A (Name) by code."""

    rows: Dataset
    numbers: list[int]
    places: dict[str, str]
    findings: list[Finding]
    notes: list[str]


def read_table(content: bytes, columns: Sequence[Asked]) -> Table:
    """Raises Unreadable where the file as a whole is not what is asked for."""
    if not content:
        raise Unreadable(_("The file is empty. Download the template and fill it in."))
    if content.startswith(OLD_EXCEL):
        raise Unreadable(_("This is an old or a password-protected Excel file. Save it as .xlsx without a password."))
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"<")):
        raise Unreadable(_("This is no table. Choose an Excel workbook (.xlsx) or a CSV file."))
    known = codes_of(columns)

    def is_heading(cells: Cells) -> bool:
        """Two names of columns, so that a title is none."""
        return sum(squeezed(value) in known for value in cells.values()) > 1

    read = read_workbook if content.startswith(b"PK") else read_text
    return arranged(read(content, is_heading), columns)


def arranged(grid: Grid, columns: Sequence[Asked]) -> Table:
    codes = match(grid, columns)
    found = [column.code for column in columns if column.code in codes.values()]
    places = {code: f"{get_column_letter(place)} ({grid.headings[place][:40]})" for place, code in codes.items()}
    table = Table(Dataset(headers=found), [], places, relabelled(grid, codes, places), grid.notes)
    examples = {column.code: squeezed(column.example) for column in columns}
    for number, cells in grid.rows:
        row = {codes[place]: value for place, value in cells.items() if place in codes}
        if not row or all(squeezed(value) == code for code, value in row.items()):
            continue  # the row of codes below the headings of the template
        if len(row) == len(found) and all(squeezed(value) == examples[code] for code, value in row.items()):
            table.notes.append(_("Row %(row)s is the example of the template: it is left out.") % {"row": number})
            continue
        table.rows.append([row.get(code, "") for code in found])
        table.numbers.append(number)
    if not table.numbers:
        raise Unreadable(_("There are no rows below the headings. Fill in at least one."))
    return table


def match(grid: Grid, columns: Sequence[Asked]) -> dict[int, str]:
    """The codes of the columns by their place. Raises Unreadable for missing and repeated ones."""
    known = codes_of(columns)
    codes: dict[int, str] = {}
    for place, heading in grid.headings.items():
        code = known.get(squeezed(heading))
        if code is None:
            words = _("The column “%(heading)s” is not known here: it is left out.")
            grid.notes.append(words % {"heading": heading[:60]})
        elif code in codes.values():
            raise Unreadable(_("The column “%(heading)s” stands there twice. Remove one.") % {"heading": heading[:60]})
        else:
            codes[place] = code
    missing = [f"“{column.label}”" for column in columns if column.needed and column.code not in codes.values()]
    if missing:
        words = _("These columns are missing: %(names)s. One row must hold the headings of the template.")
        raise Unreadable(words % {"names": ", ".join(missing)})
    return codes


def codes_of(columns: Sequence[Asked]) -> dict[str, str]:
    """The codes of the columns by everything that they may be called."""
    return {squeezed(name): column.code for column in columns for name in names_of(column)}


def names_of(column: Asked) -> list[str]:
    """The code, and the headings in either language."""
    names = [column.code]
    for language in LANGUAGES:
        with override(language):
            names += [str(name) for name in (column.label, *column.also)]
    return names


def relabelled(grid: Grid, codes: dict[int, str], places: dict[str, str]) -> list[Finding]:
    """Findings of cells with the heading of their column; those in columns left out do not matter."""
    letters = {get_column_letter(place): code for place, code in codes.items()}
    headless = {get_column_letter(place) for place in range(1, 100)} - {get_column_letter(p) for p in grid.headings}
    kept = []
    for one in grid.findings:
        if one.column in letters:
            kept.append(Finding(one.row, places[letters[one.column]], one.message))
        elif one.column in headless:
            kept.append(one)
    return kept


def squeezed(value: Any) -> str:
    """A heading or cell for comparing: without case, spaces and the star of what must be filled in."""
    text = nfc(str(value)).casefold()
    return "".join(text.replace("*", "").split())
