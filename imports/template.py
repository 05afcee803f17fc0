"""The workbook that people fill in: headings, codes, an example, and a sheet with what may be written where."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from imports.kinds import columns
from imports.models import Kind
from imports.resources.base import Column
from imports.resources.past_visits import Levels
from imports.resources.widgets import Choice, Named, label_of
from ui.templatetags.ui import bilingual
from visits.models import Level, NtsCategory

FILLED = 2000  # rows that offer the words of a choice
WIDE = 44


def write_template(kind: Kind) -> bytes:
    """An .xlsx in the language of the reader. Every cell is text or a number, never a formula."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _fill_in(book, kind)
    _explain(book, kind)
    book.close()
    return out.getvalue()


def _fill_in(book: Workbook, kind: Kind) -> None:
    sheet = book.add_worksheet(_("Fill in here"))
    head = book.add_format({"bold": True, "bg_color": "#0f4c5c", "font_color": "#ffffff", "text_wrap": True})
    soft = book.add_format({"font_color": "#6b7a7d"})
    sheet.freeze_panes(2, 0)
    for place, column in enumerate(columns(kind)):
        star = " *" if column.needed else ""
        sheet.write_string(0, place, f"{column.label}{star}", head)
        sheet.write_string(1, place, column.code, soft)
        write = sheet.write_string if isinstance(column.example, str) else sheet.write_number
        write(2, place, column.example, soft)
        sheet.set_column(place, place, min(max(len(str(column.label)) + 4, len(str(column.example)) + 2, 12), WIDE))
        if isinstance(column.widget, Choice):
            sheet.data_validation(2, place, FILLED, place, {"validate": "list", "source": column.widget.choices.values,
                                                            "error_type": "warning"})  # fmt: skip


def _explain(book: Workbook, kind: Kind) -> None:
    sheet = book.add_worksheet(_("What to write"))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate((34, 24, 60)):
        sheet.set_column(place, place, width)
    rows: list[tuple[Any, ...]] = [(_("Column"), _("Code"), _("What to write"))]
    for column in columns(kind):
        must = _("Must be filled in.") if column.needed and column.code != "code" else ""
        rows.append((str(column.label), column.code, " ".join(filter(None, [must, str(column.hint)]))))
    for column in columns(kind):
        if allowed := allowed_in(column):
            rows += [(), (str(column.label), column.code, ""), *(("", code, words) for code, words in allowed)]
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, bold if not number or (place == 0 and text) else wrap)


def allowed_in(column: Column) -> list[tuple[str, str]]:
    """The codes that a column takes, with their words."""
    widget = column.widget
    if isinstance(widget, Choice):
        return [(one.value, str(one.label)) for one in widget.choices]
    if isinstance(widget, Levels):
        levels = [(one.value, str(one.label)) for one in Level]
        return [(one.code, bilingual(one)) for one in NtsCategory.objects.all()] + levels
    if isinstance(widget, Named):
        return [(row.code, label_of(row)) for row in widget.query()]
    return []
