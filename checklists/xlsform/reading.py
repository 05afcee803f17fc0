"""An XLSForm as a document, with everything that could not be taken over named by sheet, row and column."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from checklists.document import Document, Question, Section
from checklists.faults import faults
from checklists.relevance import can_be_asked
from checklists.xlsform.choices import read_choices
from checklists.xlsform.questions import Maker
from checklists.xlsform.workbook import Finding, Row, Table, open_tables

SETTINGS = {"form_title", "form_id", "version", "default_language"}
BEGIN_GROUP, END_GROUP = {"begin group", "begin_group"}, {"end group", "end_group"}
BEGIN_REPEAT, END_REPEAT = {"begin repeat", "begin_repeat"}, {"end repeat", "end_repeat"}


@dataclass
class Taken:
    """What came out of a file. Where a finding is fatal, the document is not to be stored."""

    document: Document = field(default_factory=Document)
    findings: list[Finding] = field(default_factory=list)
    title: str = ""
    form_id: str = ""

    @property
    def is_fatal(self) -> bool:
        return any(one.fatal for one in self.findings)


def read_xlsform(content: bytes) -> Taken:
    """Raises workbook.Unreadable for what is no workbook at all."""
    tables, findings = open_tables(content)
    taken = Taken(findings=findings)
    survey = tables.get("survey")
    if survey is None or not survey.rows:
        words = _("There is no sheet “survey” with questions.") if survey is None else _("The sheet holds no question.")
        taken.findings.append(Finding("survey", 0, "", words))
        return taken
    missing = [name for name in ("type", "name") if name not in survey.letters]
    taken.findings += [
        Finding("survey", 1, name, _("There is no column “%(name)s”.") % {"name": name}) for name in missing
    ]
    if missing:
        return taken
    default = read_settings(tables.get("settings"), taken)
    Reader(survey, tables.get("choices"), default, taken).read()
    return taken


def read_settings(table: Table | None, taken: Taken) -> str:
    """Title and name of the form; the default language."""
    if table is None or not table.rows:
        return ""
    row = table.rows[0]
    taken.title, taken.form_id = row.cells.get("form_title", ""), row.cells.get("form_id", "")
    for column, value in row.cells.items():
        if column not in SETTINGS:
            words = _("This setting is left out: “%(value)s”.") % {"value": value[:80]}
            taken.findings.append(Finding("settings", row.number, table.place(column), words, fatal=False))
    for other in table.rows[1:]:
        words = _("Only the first row of settings counts.")
        taken.findings.append(Finding("settings", other.number, "", words, fatal=False))
    return row.cells.get("default_language", "")


class Reader:
    """Goes through the rows of the survey, the section that is open in hand."""

    def __init__(self, survey: Table, choices: Table | None, default: str, taken: Taken) -> None:
        self.survey, self.taken = survey, taken
        lists = read_choices(choices, default, taken.findings)
        self.maker = Maker(survey, lists, default, taken.findings)
        self.sections: list[Section] = []
        self.opened: list[Row] = []  # groups within groups, and repeats
        self.repeats = 0
        self.rows: dict[str, int] = {}

    def read(self) -> None:
        for row in self.survey.rows:
            kind = " ".join(row.cells.get("type", "").split()).lower()
            if kind in BEGIN_GROUP or kind in BEGIN_REPEAT:
                self.begin(row, repeat=kind in BEGIN_REPEAT)
            elif kind in END_GROUP or kind in END_REPEAT:
                self.end(row, repeat=kind in END_REPEAT)
            elif self.repeats:
                self.lost(row, "type", _("A question that is asked several times cannot be taken over."))
            else:
                self.ask(row)
        for row in self.opened:
            self.wrong(row, "type", _("This group is never closed."))
        self.drop_empty()
        self.taken.document = self.without_lost_conditions(Document(tuple(self.sections)))
        self.settle()

    def drop_empty(self) -> None:
        for section in [one for one in self.sections if not one.questions]:
            self.sections.remove(section)
            words = _("The group holds no question that can be taken over: it is left out.")
            self.told(self.rows.get(section.code, 0), "type", words)

    def without_lost_conditions(self, document: Document) -> Document:
        """Without conditions on rows of the file that no answer here can stand for."""

        def kept(one: Any) -> Any:
            other = document.question(one.shown_if.question) if one.shown_if else None
            in_file = one.shown_if is not None and one.shown_if.question in self.maker.kinds
            if not in_file or (other is not None and can_be_asked(other)):
                return one
            words = _("No question can depend on “%(name)s” here: the condition is left out.")
            self.told(self.rows.get(one.code, 0), "relevant", words % {"name": one.shown_if.question})
            return replace(one, shown_if=None)

        sections = [replace(kept(one), questions=tuple(map(kept, one.questions))) for one in document.sections]
        return Document(tuple(sections))

    def begin(self, row: Row, *, repeat: bool) -> None:
        self.opened.append(row)
        if repeat or self.repeats:
            self.repeats += 1
            self.lost(row, "type", _("A group that repeats cannot be taken over, nor what is in it."))
        elif len(self.opened) > 1:
            words = _("A group within a group: its questions join the outer one, its heading is left out.")
            self.lost(row, "type", words)
            if "relevant" in row.cells:
                words = _("The condition of the inner group is left out: its questions show with the outer one.")
                self.lost(row, "relevant", words)
        else:
            self.add(row, self.maker.section(row))

    def end(self, row: Row, *, repeat: bool) -> None:
        if not self.opened:
            self.wrong(row, "type", _("There is no group to close here."))
            return
        begun = self.opened.pop()
        if ("repeat" in begun.cells["type"].lower()) != repeat:
            self.wrong(row, "type", _("This closes another kind of group than was opened in row %(row)s.")
                       % {"row": begun.number})  # fmt: skip
        self.repeats = max(0, self.repeats - 1)

    def ask(self, row: Row) -> None:
        question = self.maker.question(row)
        if question is None:
            return
        if not self.opened and (not self.sections or self.rows.get(self.sections[-1].code)):
            self.sections.append(Section(self.free_code()))
        self.add(row, question)

    def add(self, row: Row, one: Section | Question) -> None:
        first = self.rows.setdefault(one.code, row.number)
        if first != row.number and one.code:
            words = _("The name “%(name)s” is used already, in row %(row)s.") % {"name": one.code, "row": first}
            self.wrong(row, "name", words)
        if isinstance(one, Section):
            self.sections.append(one)
        else:
            last = self.sections[-1]
            self.sections[-1] = replace(last, questions=(*last.questions, one))

    def free_code(self) -> str:
        """A name for questions outside any group; such a section has no row of its own."""
        taken = {row.cells.get("name", "") for row in self.survey.rows}
        number = 1
        while f"part_{number}" in taken | {one.code for one in self.sections}:
            number += 1
        return f"part_{number}"

    def settle(self) -> None:
        """What only the whole document shows: circles, conditions on what there is not, bounds."""
        told = {(one.row, one.message) for one in self.taken.findings}
        for fault in faults(self.taken.document):
            row = self.rows.get(fault.code, 0)
            known = any(one.fatal and one.row == row and one.sheet == "survey" for one in self.taken.findings)
            if (row, fault.message) not in told and not (known and fault.column == "name"):
                self.taken.findings.append(Finding("survey", row, self.survey.place(fault.column), fault.message))
        self.taken.findings.sort(key=lambda one: (not one.fatal, one.sheet, one.row))

    def wrong(self, row: Row, column: str, message: str) -> None:
        self.taken.findings.append(Finding("survey", row.number, self.survey.place(column), message))

    def lost(self, row: Row, column: str, message: str) -> None:
        self.told(row.number, column, message)

    def told(self, number: int, column: str, message: str) -> None:
        self.taken.findings.append(Finding("survey", number, self.survey.place(column), message, fatal=False))
