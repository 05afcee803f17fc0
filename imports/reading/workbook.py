"""An Excel workbook (.xlsx): the first of its sheets that has the headings."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from checklists.xlsform import workbook as house
from imports.reading.grid import (
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    Finding,
    Grid,
    IsHeading,
    Numbered,
    Unreadable,
    fill,
    seek,
)

INSIDE = 80 * 2**20  # bytes of all parts, unpacked
MOST_TAGS = 2_000_000  # of a part: several for each cell of the largest table
FEW_TAGS = {"xl/styles.xml": 60_000, "xl/workbook.xml": 60_000}  # each costs many times what one of a cell does
LOWEST = 2 * MOST_ROWS  # the last row that is looked at
MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7}))"')
ERRORS = {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def read_workbook(content: bytes, is_heading: IsHeading) -> Grid:
    """Raises Unreadable."""
    try:
        house.look_inside(content, largest=LARGEST, inside=INSIDE)
        refuse_bloated(content)
        return read_sheets(content, is_heading)
    except house.Unreadable as error:
        raise Unreadable(error.finding.message) from error
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever its parser meets
        raise Unreadable(_("The file is damaged, or no Excel workbook (.xlsx).")) from error


def read_sheets(content: bytes, is_heading: IsHeading) -> Grid:
    """The first sheet with the headings, or without them the first that holds something; none that is hidden.

    What formulas resulted in is read beside what they are.
    """
    books = [load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False) for values in (0, 1)]
    grid, read = Grid(), None
    rows: Iterator[Numbered] = iter(())
    try:
        written, resulted = (book.worksheets for book in books)
        for sheet, results in zip(written, resulted, strict=True):
            if sheet.sheet_state != "visible":
                continue
            other = Grid()
            found, has_headings = seek(numbered(sheet, results, other), is_heading)
            if has_headings or (has_headings is False and read is None):
                grid, rows, read = other, found, sheet
            if has_headings:
                break
        fill(grid, rows)
        refuse_merged(content, read, grid.top)
    finally:
        for book in books:
            book.close()
    if read is not None and len(written) > 1:
        grid.notes.append(_("Only the sheet “%(name)s” is read.") % {"name": read.title})
    return grid


def numbered(sheet: Any, results: Any, grid: Grid) -> Iterator[Numbered]:
    """Rows with something in them. A formula counts as what it resulted in; one without a result is told of.

    How far a sheet says that it reaches is not believed. Raises Unreadable for one that reaches below LOWEST.
    """
    sheet.reset_dimensions()
    results.reset_dimensions()
    width = {"max_col": MOST_COLUMNS + 1}
    for number, (cells, values) in enumerate(
        zip(sheet.iter_rows(**width), results.iter_rows(values_only=True, **width), strict=True), 1
    ):
        if number > LOWEST:
            words = _(
                "The sheet goes on below row %(last)s. Delete the empty rows below the table, or divide the file."
            )
            raise Unreadable(words % {"last": f"{LOWEST:,}"})
        row: dict[int, Any] = {}
        for place, (cell, value) in enumerate(zip(cells, values, strict=True), 1):
            if cell.value in (None, ""):
                continue
            if problem := wrong(cell, value):
                grid.findings.append(Finding(number, get_column_letter(place), problem))
                continue
            if isinstance(value, str):
                value = CONTROL.sub("", value).strip()
            if value not in (None, ""):
                row[place] = value
        if row:
            yield number, row


def wrong(cell: Any, value: Any) -> str:
    """Why a cell cannot be read; empty where it can."""
    if cell.data_type == "f" and value is None:
        return _("The cell holds a formula without a result. Write its value instead.")
    if cell.data_type == "e" or value in ERRORS:
        return _("The cell holds an error of Excel: %(value)s. Write the value instead.") % {"value": value}
    return ""


def refuse_bloated(content: bytes) -> None:
    """The size of a part says little of the time that it takes to read: what is made of tags alone takes an hour."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        tags = [(part.filename, packed.read(part).count(b"<")) for part in packed.infolist()]
    if any(number > FEW_TAGS.get(name, MOST_TAGS) for name, number in tags):
        raise Unreadable(_("The file holds far more than a table. Copy the table into a new workbook."))


def refuse_merged(content: bytes, sheet: Any, top: int) -> None:
    """Of cells that are merged only the first has a value: which one was meant cannot be known. A title may be."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        merged = MERGED.finditer(packed.read(sheet._worksheet_path))
    found = next((one for one in merged if int(one[2]) >= top), None)
    if found:
        words = _("The cells %(cells)s are merged. Unmerge them and fill each one.")
        raise Unreadable(words % {"cells": found[1].decode()})
