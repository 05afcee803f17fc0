"""Documents as JSON and back. What comes from outside is judged here as to its shape, in `faults` as to its sense."""

import math
from collections.abc import Callable
from typing import Any, TypeVar

from checklists.document import (
    HELP,
    LABEL,
    LARGEST,
    TEXT,
    UNIT,
    Choice,
    Comparison,
    Condition,
    Document,
    Kind,
    Question,
    Section,
)

Row = dict[str, Any]
Thing = TypeVar("Thing")


def to_json(document: Document) -> Row:
    """The document as JSON holds it; what is empty is left out, so that equal documents are equal JSON."""
    return {"sections": [section_json(one) for one in document.sections]}


def section_json(section: Section) -> Row:
    words = ("title_th", "title_en", "help_th", "help_en")
    row = {"code": section.code} | {name: getattr(section, name) for name in words if getattr(section, name)}
    questions = {"questions": [question_json(one) for one in section.questions]}
    return row | condition_json(section.shown_if) | questions


def question_json(question: Question) -> Row:
    plain = (
        "label_th", "label_en", "help_th", "help_en", "required", "weight", "unit_th", "unit_en", "whole", "low",
        "high", "longest",
    )  # fmt: skip
    bare = Question("", Kind.NOTE)
    row: Row = {"code": question.code, "kind": str(question.kind)}
    row |= {name: getattr(question, name) for name in plain if getattr(question, name) != getattr(bare, name)}
    if question.choices:
        row["choices"] = [choice_json(one) for one in question.choices]
    return row | condition_json(question.shown_if)


def choice_json(choice: Choice) -> Row:
    row: Row = {"code": choice.code, "label_th": choice.label_th, "label_en": choice.label_en}
    return row if choice.points is None else row | {"points": choice.points}


def condition_json(condition: Condition | None) -> Row:
    if condition is None:
        return {}
    return {"shown_if": {"question": condition.question, "test": str(condition.test), "values": list(condition.values)}}


def from_json(raw: Any) -> Document:
    """The document that `raw` holds. Raises ValueError where it has not the shape of one."""
    return Document(many(taken(raw, "sections", list, []), read_section))


def read_section(raw: Any) -> Section:
    return Section(
        code=words(raw, "code", 60),
        title_th=words(raw, "title_th", LABEL),
        title_en=words(raw, "title_en", LABEL),
        help_th=words(raw, "help_th", HELP),
        help_en=words(raw, "help_en", HELP),
        shown_if=read_condition(raw),
        questions=many(taken(raw, "questions", list, []), read_question),
    )


def read_question(raw: Any) -> Question:
    return Question(
        code=words(raw, "code", 60),
        kind=Kind(words(raw, "kind", 20)),
        label_th=words(raw, "label_th", LABEL),
        label_en=words(raw, "label_en", LABEL),
        help_th=words(raw, "help_th", HELP),
        help_en=words(raw, "help_en", HELP),
        required=taken(raw, "required", bool, False),
        weight=number(raw, "weight", 0, 100) or 0,
        unit_th=words(raw, "unit_th", UNIT),
        unit_en=words(raw, "unit_en", UNIT),
        whole=taken(raw, "whole", bool, True),
        low=bound(raw, "low"),
        high=bound(raw, "high"),
        longest=number(raw, "longest", 1, TEXT) or TEXT,
        choices=many(taken(raw, "choices", list, []), read_choice),
        shown_if=read_condition(raw),
    )


def read_choice(raw: Any) -> Choice:
    return Choice(
        words(raw, "code", 60),
        words(raw, "label_th", LABEL),
        words(raw, "label_en", LABEL),
        number(raw, "points", 0, 100),
    )


def read_condition(raw: Any) -> Condition | None:
    row = taken(raw, "shown_if", dict, None)
    if row is None:
        return None
    values = taken(row, "values", list, [])
    if not all(isinstance(one, str) for one in values):
        raise ValueError("values")
    return Condition(words(row, "question", 60), Comparison(words(row, "test", 20)), tuple(values))


def many(rows: list[Any], read: Callable[[Any], Thing]) -> tuple[Thing, ...]:
    return tuple(read(row) for row in rows)


def taken(raw: Any, name: str, kind: type[Thing], default: Any) -> Any:
    """`raw[name]` where it is of `kind`; `default` where it is missing."""
    if not isinstance(raw, dict):
        raise ValueError(name)
    value = raw.get(name)
    if value is None:
        return default
    if type(value) is not kind:
        raise ValueError(name)
    return value


def words(raw: Any, name: str, longest: int) -> str:
    value: str = taken(raw, name, str, "")
    if len(value) > longest or "\0" in value:
        raise ValueError(name)
    value.encode()  # half a character is a ValueError too
    return value


def number(raw: Any, name: str, low: int, high: int) -> int | None:
    value: int | None = taken(raw, name, int, None)
    if value is not None and not low <= value <= high:
        raise ValueError(name)
    return value


def bound(raw: Any, name: str) -> float | None:
    value = raw.get(name)
    if value is None:
        return None
    if type(value) not in (int, float) or not math.isfinite(value) or abs(value) > LARGEST:
        raise ValueError(name)
    return value if value % 1 else int(value)
