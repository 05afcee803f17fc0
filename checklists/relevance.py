"""Which questions are asked, given the answers: a hidden question's answer counts for nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from checklists.document import Comparison, Condition, Document, Kind, Question


class Relevance:
    """What is shown under `answers` (values by code, as a sheet stores them)."""

    def __init__(self, document: Document, answers: Mapping[str, Any]) -> None:
        self.questions = {one.code: one for one in document.questions}
        self.sections = {one.code: section for section in document.sections for one in section.questions}
        self.answers = answers
        self.known: dict[str, bool] = {}

    def shows(self, code: str) -> bool:
        """Whether the question `code` is asked. One that depends on itself is not."""
        if code not in self.known:
            self.known[code] = False
            both = (self.sections[code].shown_if, self.questions[code].shown_if)
            self.known[code] = all(self.holds(one) for one in both)
        return self.known[code]

    def holds(self, condition: Condition | None) -> bool:
        if condition is None:
            return True
        asked = condition.question in self.questions and self.shows(condition.question)
        return asked and met(condition, self.answers.get(condition.question))


def met(condition: Condition, answer: Any) -> bool:
    """Whether `answer` is what the condition wants; no answer never is."""
    if answer in (None, "", []):
        return False
    if condition.test == Comparison.IS:
        given = answer if isinstance(answer, list) else [answer]
        return not {str(one) for one in given}.isdisjoint(condition.values)
    try:
        wanted, got = float(condition.values[0]), float(answer)
    except (TypeError, ValueError, IndexError):
        return False
    return got >= wanted if condition.test == Comparison.AT_LEAST else got <= wanted


def conditions_of(document: Document, code: str) -> Iterator[Condition]:
    """What must hold for the question `code` to be asked: its own condition and that of its section."""
    section, question = document.section_of(code), document.question(code)
    for one in (section, question):
        if one is not None and one.shown_if is not None:
            yield one.shown_if


def in_circles(document: Document) -> set[str]:
    """The codes of questions that are shown only if they are shown."""
    needs = {one.code: {each.question for each in conditions_of(document, one.code)} for one in document.questions}
    for code in list(needs):
        for others in needs.values():
            if code in others:
                others |= needs[code]
    return {code for code, others in needs.items() if code in others}


def possible_values(question: Question) -> list[str]:
    """What a condition may compare an answer with; empty where any number will do."""
    if question.kind == Kind.YES_NO:
        return ["yes", "no", "not_seen"]
    if question.kind.has_choices:
        return [one.code for one in question.choices]
    return [str(one) for one in question.points] if question.kind == Kind.SCALE else []


def can_be_asked(question: Question) -> bool:
    """Whether other questions may depend on the answer."""
    return question.kind in (Kind.YES_NO, Kind.SCALE, Kind.NUMBER, Kind.CHOICE, Kind.SEVERAL)
