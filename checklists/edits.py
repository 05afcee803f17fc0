"""Changes of a document, each a new one: what the builder does."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from checklists.document import Document, Question, Section
from checklists.faults import Fault, faults


def free_code(document: Document, words: str, fallback: str) -> str:
    """A code that nothing else has, made of English `words`: “Lanes open” becomes lanes_open."""
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:40].strip("_")
    stem = plain if re.match(r"[a-z]", plain) else f"{fallback}_{plain}".strip("_")
    taken, code, number = {one.lower() for one in document.codes}, stem, 2
    while code.lower() in taken:
        code, number = f"{stem}_{number}", number + 1
    return code


def add_section(document: Document, section: Section) -> Document:
    return Document((*document.sections, section))


def change_section(document: Document, section: Section) -> Document:
    """`section` in place of the one with its code; the questions stay."""
    return mapped(document, section.code, lambda old: replace(section, questions=old.questions))


def add_question(document: Document, section: str, question: Question) -> Document:
    return mapped(document, section, lambda old: replace(old, questions=(*old.questions, question)))


def change_question(document: Document, question: Question) -> Document:
    """`question` in place of the one with its code."""
    rows = [
        replace(one, questions=tuple(question if old.code == question.code else old for old in one.questions))
        for one in document.sections
    ]
    return Document(tuple(rows))


def remove(document: Document, code: str) -> Document:
    """Without the section or question `code`."""
    rows = [
        replace(one, questions=tuple(old for old in one.questions if old.code != code))
        for one in document.sections
        if one.code != code
    ]
    return Document(tuple(rows))


def hindrances(document: Document, code: str) -> list[Fault]:
    """What would make no sense any more without `code`: what depends on it."""
    return faults(remove(document, code))


def move(document: Document, code: str, *, up: bool) -> Document:
    """A section before or after its neighbour; a question likewise, beyond the end of its section into the next."""
    home = document.section_of(code)
    if home is None:
        return Document(shifted(document.sections, code, up))
    rows = shifted(home.questions, code, up)
    if rows != home.questions:
        return mapped(document, home.code, lambda old: replace(old, questions=rows))
    place = document.sections.index(home) + (-1 if up else 1)
    question = document.question(code)
    if question is None or not 0 <= place < len(document.sections):
        return document
    there = document.sections[place].code
    first, last = ((), (question,)) if up else ((question,), ())
    without = remove(document, code)
    return mapped(without, there, lambda old: replace(old, questions=(*first, *old.questions, *last)))


def shifted(rows: tuple[Any, ...], code: str, up: bool) -> tuple[Any, ...]:
    """The rows with the one called `code` one place further up or down, where there is one."""
    place = next(number for number, one in enumerate(rows) if one.code == code)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rows):
        return rows
    changed = list(rows)
    changed[place], changed[other] = changed[other], changed[place]
    return tuple(changed)


def mapped(document: Document, code: str, change: Callable[[Section], Section]) -> Document:
    return Document(tuple(change(one) if one.code == code else one for one in document.sections))
