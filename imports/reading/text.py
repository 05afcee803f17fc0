"""A table as text (.csv): in UTF-8, or in the Thai code page of Windows."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from imports.reading.grid import ABOVE, LARGEST, Grid, IsHeading, Numbered, Unreadable, fill, seek

DELIMITERS = ",;\t"
WIDEST = 10_000  # characters of a line in which headings are looked for
# The apostrophe that an export puts before a text which a spreadsheet would compute: no part of it.
GUARD = re.compile(r"'(?=\s*[=+@＝＋－＠﹢﹣﹦﹫−-])")


def read_text(content: bytes, is_heading: IsHeading) -> Grid:
    """Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(_("The file is larger than %(most)s MB.") % {"most": LARGEST // 2**20})
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4096]:
        raise Unreadable(_("This text is in UTF-16. Save it as “CSV UTF-8”, or as an Excel workbook (.xlsx)."))
    text, called = decoded(content)
    grid = Grid(notes=[_("The text is read as %(encoding)s.") % {"encoding": called}])
    fill(grid, seek(numbered(text, delimiter_of(text, is_heading)), is_heading)[0])
    return grid


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and what its encoding is called."""
    for encoding, called in (("utf-8-sig", "UTF-8"), ("cp874", _("Thai Windows (code page 874)"))):
        try:
            return content.decode(encoding), called
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it as “CSV UTF-8”."))


def delimiter_of(text: str, is_heading: IsHeading) -> str:
    """What divides the headings, wherever among the first lines they stand; without them, most of the first line."""
    lines = [line[:WIDEST] for line in islice(io.StringIO(text, newline=""), ABOVE)]
    for delimiter in DELIMITERS:
        if any(is_heading(dict(enumerate(cells))) for cells in csv.reader(lines, delimiter=delimiter)):
            return delimiter
    return max(DELIMITERS, key=lines[0].count) if lines else DELIMITERS[0]


def numbered(text: str, delimiter: str) -> Iterator[Numbered]:
    """Rows with something in them, by the number of the record, which is what Excel shows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            row = {place: words for place, cell in enumerate(cells, 1) if (words := clean(cell))}
            if row:
                yield number, row
    except csv.Error as error:
        words = _("The text breaks off or its quotation marks do not match (line %(line)s).")
        raise Unreadable(words % {"line": reader.line_num}) from error


def clean(cell: str) -> str:
    text = "".join(c for c in cell if c in "\n\t" or unicodedata.category(c) != "Cc").strip()
    return text[1:] if GUARD.match(text) else text
