"""A version as its page shows it: the questions with what is special about each, and where something is wrong."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from checklists.document import Document, Kind, Question, Section
from checklists.faults import Fault
from checklists.wording import condition_words
from ui.templatetags.ui import bilingual


@dataclass(frozen=True)
class Entry:
    question: Question
    words: str
    only_if: str
    first: bool
    last: bool


@dataclass(frozen=True)
class Part:
    section: Section
    only_if: str
    entries: list[Entry]
    first: bool
    last: bool


@dataclass(frozen=True)
class Place:
    """Something to put right: in which section or question, and what."""

    name: str
    code: str
    message: str
    is_section: bool


def outline(document: Document) -> list[Part]:
    last = len(document.sections) - 1
    return [
        Part(section, condition_words(document, section.shown_if), entries(document, place), place == 0, place == last)
        for place, section in enumerate(document.sections)
    ]


def entries(document: Document, place: int) -> list[Entry]:
    """The questions of a section. The very first and last of all cannot be moved further."""
    rows, end = document.sections[place].questions, len(document.sections) - 1
    return [
        Entry(
            one,
            special(one),
            condition_words(document, one.shown_if),
            place == 0 and number == 0,
            place == end and number == len(rows) - 1,
        )
        for number, one in enumerate(rows)
    ]


def special(question: Question) -> str:
    """The kind of a question with what narrows it: number, 0 to 24, hours."""
    words = [str(question.kind.label)]
    if question.kind in (Kind.NUMBER, Kind.SCALE) and (question.low is not None or question.high is not None):
        words.append(bounds(question))
    if unit := bilingual(question, "unit"):
        words.append(unit)
    if question.required:
        words.append(_("must be answered"))
    if question.weight:
        words.append(_("weight %(weight)s") % {"weight": question.weight})
    return " · ".join(words)


def bounds(question: Question) -> str:
    if question.low is None:
        return _("up to %(high)s") % {"high": question.high}
    if question.high is None:
        return _("from %(low)s") % {"low": question.low}
    return _("%(low)s to %(high)s") % {"low": question.low, "high": question.high}


def places_of(document: Document, faults: list[Fault]) -> list[Place]:
    """The faults with the names that people know the parts by."""
    found = []
    for fault in faults:
        section, question = document.section(fault.code), document.question(fault.code)
        name = bilingual(question, "label") or bilingual(section, "title") or fault.code
        found.append(Place(name, fault.code, fault.message, section is not None))
    return found
