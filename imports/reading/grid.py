"""What every kind of file becomes: the first row with headings, then rows of cells with the numbers that people see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

LARGEST = 10 * 2**20  # bytes
MOST_ROWS, MOST_COLUMNS = 20_000, 60


class Unreadable(Exception):
    """The file cannot be read as a whole; the message says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Finding:
    """What is wrong in one cell or row, and how to put it right. `column`: as people find it, or empty."""

    row: int
    column: str
    message: str


@dataclass
class Grid:
    """`headings` by the place of their column (1 is A); `rows`: (number, cells by place). `notes`: how it was read."""

    headings: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[int, dict[int, Any]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fill(grid: Grid, rows: Iterable[tuple[int, dict[int, Any]]]) -> None:
    """Put numbered rows into `grid`; the first one is the heading. Raises Unreadable."""
    for number, cells in rows:
        if cells and max(cells) > MOST_COLUMNS:
            words = _("Row %(row)s has cells beyond column %(last)s. Remove what does not belong to the table.")
            raise Unreadable(words % {"row": number, "last": get_column_letter(MOST_COLUMNS)})
        if not grid.headings:
            grid.headings = {place: str(value) for place, value in cells.items()}
        elif len(grid.rows) >= MOST_ROWS:
            raise Unreadable(
                _("The file has more than %(most)s rows. Divide it into several files.") % {"most": f"{MOST_ROWS:,}"}
            )
        else:
            grid.rows.append((number, cells))
            grid.findings += stray(grid, number, cells)
    if not grid.headings:
        raise Unreadable(_("The file is empty. Download the template and fill it in."))


def stray(grid: Grid, number: int, cells: dict[int, Any]) -> Iterator[Finding]:
    for place in cells.keys() - grid.headings.keys():
        words = _("The cell stands in a column without a heading. Give the column a heading, or empty the cell.")
        yield Finding(number, get_column_letter(place), words)
