"""An answered sheet as people read it: its own questions, the answers in words, the scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from checklists import scoring
from checklists.document import Document, Question, Section
from checklists.relevance import Relevance
from checklists.wording import answer_words
from ui.templatetags.ui import bilingual


@dataclass(frozen=True)
class Line:
    question: Question
    label: str
    words: str
    is_answered: bool


@dataclass(frozen=True)
class ReadSection:
    section: Section
    lines: list[Line]
    score: Decimal | None


def read(document: Document, answers: Mapping[str, Any]) -> list[ReadSection]:
    """What was asked under these answers, section by section; a section of which nothing was asked is left out."""
    seen, scores = Relevance(document, answers), scoring.by_section(document, answers)
    found = []
    for section in document.sections:
        asked = [one for one in section.questions if one.asks and seen.shows(one.code)]
        if asked:
            found.append(ReadSection(section, [line(one, answers) for one in asked], scores[section.code]))
    return found


def line(question: Question, answers: Mapping[str, Any]) -> Line:
    words = answer_words(question, answers.get(question.code))
    return Line(question, bilingual(question, "label") or question.code, words or _("no answer"), bool(words))


def missing(document: Document, answers: Mapping[str, Any]) -> list[Question]:
    """What is required, was asked under these answers, and has none."""
    seen = Relevance(document, answers)
    required = [one for one in document.questions if one.asks and one.required and seen.shows(one.code)]
    return [one for one in required if answers.get(one.code) in (None, "", [])]
