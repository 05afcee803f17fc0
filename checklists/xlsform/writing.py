"""A version as an XLSForm: what pyxform accepts, and what `reading` reads back to the same document."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from checklists.document import TEXT, YES_NO, Document, Kind, Question, Section
from checklists.models import ChecklistVersion
from checklists.xlsform import expressions

THAI, ENGLISH = "Thai (th)", "English (en)"
SURVEY = (
    "type", "name", f"label::{THAI}", f"label::{ENGLISH}", f"hint::{THAI}", f"hint::{ENGLISH}", "required", "relevant",
    "constraint", "parameters", "weight", f"unit::{THAI}", f"unit::{ENGLISH}",
)  # fmt: skip
CHOICES = ("list_name", "name", f"label::{THAI}", f"label::{ENGLISH}", "points")
SETTINGS = ("form_title", "form_id", "version", "default_language")
SEEN = "yes_no_not_seen"
TYPES = {Kind.DATE: "date", Kind.TEXT: "text", Kind.PHOTO: "image", Kind.NOTE: "note", Kind.SCALE: "range"}
Cell = str | int | float


def write_xlsform(version: ChecklistVersion) -> bytes:
    """The .xlsx; its title is the Thai name, its default language Thai."""
    document, checklist = version.document, version.checklist
    book = Workbook(write_only=True)
    add_sheet(book, "survey", SURVEY, survey_rows(document))
    add_sheet(book, "choices", CHOICES, choice_rows(document))
    settings = [checklist.name_th, checklist.code.replace("-", "_"), str(version.number), THAI]
    add_sheet(book, "settings", SETTINGS, [settings])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def add_sheet(book: Any, name: str, heads: Iterable[str], rows: Iterable[Iterable[Cell]]) -> None:
    """Text stays text: a question that begins with = is no formula."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", (24, 24, 44, 44, 32, 32), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([cell_of(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([cell_of(sheet, value) for value in row])


def cell_of(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, None if value == "" else value)
    if isinstance(value, str) and value:
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def survey_rows(document: Document) -> Iterator[list[Cell]]:
    for section in document.sections:
        yield row_of(document, section, "begin_group", section.title_th, section.title_en, {})
        for question in section.questions:
            kind, more = type_of(question), extras(question)
            yield row_of(document, question, kind, question.label_th, question.label_en, more)
        yield ["end_group", *[""] * (len(SURVEY) - 1)]


def row_of(
    document: Document, one: Section | Question, kind: str, label_th: str, label_en: str, more: dict[str, Cell]
) -> list[Cell]:
    """`more`: the cells of the further columns, by name."""
    condition = one.shown_if
    other = document.question(condition.question) if condition else None
    relevant = expressions.write_condition(condition, other) if condition and other else ""
    names = ("required", "relevant", "constraint", "parameters", "weight", "unit_th", "unit_en")
    cells = more | {"relevant": relevant}
    return [kind, one.code, label_th, label_en, one.help_th, one.help_en, *(cells.get(name, "") for name in names)]


def type_of(question: Question) -> str:
    if question.kind == Kind.YES_NO:
        return f"select_one {SEEN}"
    if question.kind == Kind.CHOICE:
        return f"select_one {list_of(question)}"
    if question.kind == Kind.SEVERAL:
        return f"select_multiple {list_of(question)}"
    if question.kind == Kind.NUMBER:
        return "integer" if question.whole else "decimal"
    return TYPES[question.kind]


def list_of(question: Question) -> str:
    return f"{question.code}_choices"


def extras(question: Question) -> dict[str, Cell]:
    found: dict[str, Cell] = {"unit_th": question.unit_th, "unit_en": question.unit_en}
    if question.required:
        found["required"] = "yes"
    if question.weight:
        found["weight"] = question.weight
    if question.kind == Kind.SCALE:
        found["parameters"] = f"start={question.points[0]} end={question.points[-1]} step=1"
    elif question.kind == Kind.NUMBER:
        found["constraint"] = expressions.write_bounds(question)
    elif question.kind == Kind.TEXT and question.longest != TEXT:
        found["constraint"] = f"string-length(.) <= {question.longest}"
    return found


def choice_rows(document: Document) -> Iterator[list[Cell]]:
    if any(one.kind == Kind.YES_NO for one in document.questions):
        for code, label in YES_NO:
            yield [SEEN, code, in_language("th", label), in_language("en", label), ""]
    for question in document.questions:
        for one in question.choices:
            points: Cell = "" if one.points is None else one.points
            yield [list_of(question), one.code, one.label_th, one.label_en, points]


def in_language(language: str, words: Any) -> str:
    with override(language):
        return str(words)
