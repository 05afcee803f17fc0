"""The score of a sheet: how much of what counts, and was looked at, is as it should be."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from checklists.document import Document, Kind, Question
from checklists.relevance import Relevance


def share(question: Question, answer: Any) -> float | None:
    """From 0 to 1 how good `answer` is; None where it does not count: nothing answered, not seen, no points."""
    if answer in (None, "", []) or not question.weight:
        return None
    if question.kind == Kind.YES_NO:
        return {"yes": 1.0, "no": 0.0}.get(answer)  # not having looked is not a no
    if question.kind == Kind.SCALE:
        low, high = question.points[0], question.points[-1]
        return float(answer - low) / (high - low)
    points = next((one.points for one in question.choices if one.code == answer), None)
    return None if points is None else points / 100


def score(document: Document, answers: Mapping[str, Any]) -> Decimal | None:
    """Per cent of the weights of all that was asked and answered; None where nothing that counts was."""
    return percent(document.questions, Relevance(document, answers), answers)


def by_section(document: Document, answers: Mapping[str, Any]) -> dict[str, Decimal | None]:
    """The score of each section by its code: the dimensions of a scorecard."""
    seen = Relevance(document, answers)
    return {one.code: percent(one.questions, seen, answers) for one in document.sections}


def percent(questions: Iterable[Question], seen: Relevance, answers: Mapping[str, Any]) -> Decimal | None:
    reached = possible = 0.0
    for question in questions:
        part = share(question, answers.get(question.code)) if seen.shows(question.code) else None
        if part is not None:
            reached += part * question.weight
            possible += question.weight
    return Decimal(f"{100 * reached / possible:.2f}") if possible else None


def basis(document: Document, answers: Mapping[str, Any]) -> tuple[int, int]:
    """On how many answers the score rests, and how many questions that count were asked."""
    seen = Relevance(document, answers)
    asked = [one for one in document.questions if one.weight and seen.shows(one.code)]
    return sum(share(one, answers.get(one.code)) is not None for one in asked), len(asked)
