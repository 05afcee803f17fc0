"""A row of the survey as a question or the beginning of a section."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from checklists.document import (
    HELP,
    LABEL,
    TEXT,
    UNIT,
    WIDEST_SCALE,
    YES_NO,
    Choice,
    Condition,
    Kind,
    Question,
    Section,
)
from checklists.xlsform import expressions
from checklists.xlsform.cells import Cells
from checklists.xlsform.choices import Lists
from checklists.xlsform.workbook import Finding, Row, Table

KINDS = {
    "select_one": Kind.CHOICE, "select one": Kind.CHOICE, "select1": Kind.CHOICE,
    "select_multiple": Kind.SEVERAL, "select multiple": Kind.SEVERAL,
    "integer": Kind.NUMBER, "int": Kind.NUMBER, "decimal": Kind.NUMBER, "range": Kind.SCALE,
    "date": Kind.DATE, "text": Kind.TEXT, "string": Kind.TEXT, "image": Kind.PHOTO, "photo": Kind.PHOTO,
    "note": Kind.NOTE,
}  # fmt: skip
SELECT = re.compile(r"(select[_ ]one|select1|select[_ ]multiple)(?:\s+from)?\s+(\S+)(\s+or_other)?", re.I)
PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)")
SEEN = {code for code, _label in YES_NO}


class Maker:
    """Makes questions of rows; what is wrong or left out goes to `findings`."""

    def __init__(self, table: Table, lists: Lists, default: str, findings: list[Finding]) -> None:
        self.table, self.lists, self.default, self.findings = table, lists, default, findings
        types = {row.cells.get("name", ""): row.cells.get("type", "").lower() for row in table.rows}
        self.kinds = {name: self.kind_of_type(text) for name, text in types.items()}

    def kind_of_type(self, text: str) -> Kind | None:
        match = SELECT.match(text)
        return KINDS.get(match[1].lower()) if match else KINDS.get(text)

    def cells(self, row: Row) -> Cells:
        return Cells(self.table, row, self.findings, self.default)

    def section(self, row: Row) -> Section:
        cells = self.cells(row)
        cells.text("type")
        title_th, title_en = cells.both("label", LABEL)
        help_th, help_en = cells.both("hint", HELP)
        made = Section(self.name(cells), title_th, title_en, help_th, help_en)
        made = replace(made, shown_if=self.condition(cells))
        cells.leftovers()
        return made

    def question(self, row: Row) -> Question | None:
        """None where the type is none of ours, which is named."""
        cells = self.cells(row)
        written = " ".join(cells.text("type").split())
        kind, list_name = self.read_type(cells, written)
        if kind is None:
            return None
        label_th, label_en = cells.both("label", LABEL)
        help_th, help_en = cells.both("hint", HELP)
        made = Question(self.name(cells), kind, label_th, label_en, help_th, help_en, required=cells.yes("required"))
        made = replace(made, shown_if=self.condition(cells), weight=cells.number("weight", 0, 100) or 0)
        made = self.narrowed(made, cells, written.lower(), list_name)
        cells.leftovers()
        return made

    def read_type(self, cells: Cells, written: str) -> tuple[Kind | None, str]:
        """The kind of question and the name of its list."""
        match = SELECT.fullmatch(written)
        if match:
            if match[3]:
                cells.lost("type", _("“or_other” is left out: add a choice of its own for it."))
            return KINDS[match[1].lower()], match[2]
        kind = KINDS.get(written.lower())
        if not written:
            cells.wrong("type", _("The type is missing."))
        elif kind is None or kind.has_choices:
            words = _("Questions of the type “%(type)s” cannot be taken over: this row is left out.")
            cells.lost("type", words % {"type": written[:80]})
            kind = None
        return kind, ""

    def name(self, cells: Cells) -> str:
        name = cells.text("name")
        if not name:
            cells.wrong("name", _("The name is missing."))
        return name[:61]  # one too long is refused as a name

    def condition(self, cells: Cells) -> Condition | None:
        text = cells.text("relevant")
        if not text:
            return None
        found = expressions.read_condition(text, self.kinds.get)
        if found is None:
            words = _("This condition cannot be taken over, the question would always show: “%(value)s”.")
            cells.lost("relevant", words % {"value": text[:120]})
        return found

    def narrowed(self, made: Question, cells: Cells, written: str, list_name: str) -> Question:
        """With what its kind has besides: choices, unit, bounds."""
        if made.kind.has_choices:
            return self.with_choices(made, cells, list_name)
        if written == "range":
            return self.with_range(made, cells)
        if made.kind == Kind.NUMBER:
            unit_th, unit_en = cells.both("unit", UNIT)
            made = replace(made, whole=written != "decimal", unit_th=unit_th, unit_en=unit_en)
            return self.with_bounds(made, cells)
        if made.kind == Kind.TEXT:
            return self.with_longest(made, cells)
        return made

    def with_choices(self, made: Question, cells: Cells, list_name: str) -> Question:
        choices: tuple[Choice, ...] = self.lists.get(list_name, ())
        if not choices:
            words = _("There is no list of choices “%(name)s” on the sheet “choices”.")
            cells.wrong("type", words % {"name": list_name[:80]})
        if made.kind == Kind.CHOICE and {one.code for one in choices} == SEEN:
            return replace(made, kind=Kind.YES_NO)
        if made.kind == Kind.SEVERAL:
            choices = tuple(replace(one, points=None) for one in choices)
        return replace(made, choices=choices)

    def with_range(self, made: Question, cells: Cells) -> Question:
        """A scale where it has few whole points, otherwise a number between its ends."""
        found = {name: float(value) for name, value in PARAMETER.findall(cells.text("parameters").lower())}
        low, high, step = found.get("start", 1.0), found.get("end", 10.0), found.get("step", 1.0)
        made = replace(made, low=shortened(low), high=shortened(high))
        if step == 1 and not low % 1 and not high % 1 and 1 <= high - low < WIDEST_SCALE:
            return made
        if step != 1:
            cells.lost("parameters", _("Steps are left out: any number between the ends can be answered."))
        return replace(made, kind=Kind.NUMBER, whole=not (low % 1 or high % 1 or step % 1))

    def with_bounds(self, made: Question, cells: Cells) -> Question:
        text = cells.text("constraint")
        if not text:
            return made
        bounds = expressions.read_bounds(text, whole=made.whole)
        if bounds is None:
            self.lose_constraint(cells, text)
            return made
        return replace(made, low=bounds[0], high=bounds[1])

    def with_longest(self, made: Question, cells: Cells) -> Question:
        text = cells.text("constraint")
        longest = expressions.read_longest(text) if text else None
        if text and (longest is None or not 1 <= longest <= TEXT):
            self.lose_constraint(cells, text)
            return made
        return replace(made, longest=longest) if longest else made

    def lose_constraint(self, cells: Cells, text: str) -> None:
        words = _("This constraint cannot be taken over: “%(value)s”.")
        cells.lost("constraint", words % {"value": text[:120]})


def shortened(value: float) -> float:
    return value if value % 1 else int(value)
