"""What every kind of file becomes: the row with the headings, then rows of cells with the numbers that people see."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

LARGEST = 10 * 2**20  # bytes
MOST_ROWS, MOST_COLUMNS = 20_000, 60
ABOVE = 10  # rows among which the headings are looked for: a title may stand above them

Cells = dict[int, Any]  # by the place of their column (1 is A)
Numbered = tuple[int, Cells]
IsHeading = Callable[[Cells], bool]


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
    """`headings` by place, in the row `top`; `rows`: (number, cells). `notes`: how it was read."""

    headings: dict[int, str] = field(default_factory=dict)
    top: int = 0
    rows: list[Numbered] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def seek(rows: Iterator[Numbered], is_heading: IsHeading) -> tuple[Iterator[Numbered], bool | None]:
    """The rows from that with the headings on, or all where it is not among the first ABOVE; whether it is. None: there
    are no rows."""
    above = list(islice(rows, ABOVE))
    place = next((place for place, (_number, cells) in enumerate(above) if is_heading(cells)), None)
    return chain(above[place or 0 :], rows), place is not None if above else None


def fill(grid: Grid, rows: Iterable[Numbered]) -> None:
    """Put numbered rows into `grid`; the first one is the heading. Raises Unreadable."""
    for number, cells in rows:
        if cells and max(cells) > MOST_COLUMNS:
            words = _("Row %(row)s has cells beyond column %(last)s. Remove what does not belong to the table.")
            raise Unreadable(words % {"row": number, "last": get_column_letter(MOST_COLUMNS)})
        if not grid.headings:
            grid.top, grid.headings = number, {place: str(value) for place, value in cells.items()}
        elif len(grid.rows) >= MOST_ROWS:
            raise Unreadable(
                _("The file has more than %(most)s rows. Divide it into several files.") % {"most": f"{MOST_ROWS:,}"}
            )
        else:
            grid.rows.append((number, cells))
            grid.findings += stray(grid, number, cells)
    if not grid.headings:
        raise Unreadable(_("The file is empty. Download the template and fill it in."))
    if grid.top > 1:
        words = _("The headings stand in row %(row)s: what is above them is left out.")
        grid.notes.append(words % {"row": grid.top})
    grid.findings = [one for one in grid.findings if one.row >= grid.top]


def stray(grid: Grid, number: int, cells: dict[int, Any]) -> Iterator[Finding]:
    for place in cells.keys() - grid.headings.keys():
        words = _("The cell stands in a column without a heading. Give the column a heading, or empty the cell.")
        yield Finding(number, get_column_letter(place), words)
