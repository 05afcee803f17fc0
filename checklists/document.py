"""The questions of a checklist as one document: sections, questions, choices.

A version holds it as JSON, and an answered sheet a copy of it. Everything that asks, reads, scores or exports works
from these classes. They are values: a change makes a new one (`dataclasses.replace`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,59}")  # as XLSForm names, which are those of XML
CHOICE_CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")
MOST_SECTIONS, MOST_QUESTIONS, MOST_CHOICES = 40, 300, 150
LABEL, HELP, UNIT, TEXT = 500, 1000, 40, 2000  # characters
WIDEST_SCALE = 11  # points
LARGEST = 1e12  # a bound of a number


class Kind(models.TextChoices):
    YES_NO = "yes_no", _("yes, no or not seen")
    SCALE = "scale", _("scale")
    NUMBER = "number", _("number")
    CHOICE = "choice", _("one of several choices")
    SEVERAL = "several", _("several choices")
    DATE = "date", _("date")
    TEXT = "text", _("text")
    PHOTO = "photo", _("photograph")
    NOTE = "note", _("words without an answer")

    @property
    def has_choices(self) -> bool:
        return self in (Kind.CHOICE, Kind.SEVERAL)

    @property
    def scores(self) -> bool:
        """Whether an answer can be better or worse than another."""
        return self in (Kind.YES_NO, Kind.SCALE, Kind.CHOICE)


class Comparison(models.TextChoices):
    """How an answer is compared with the values of a condition."""

    IS = "is", _("is one of")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")


YES_NO = (("yes", _("yes")), ("no", _("no")), ("not_seen", _("not seen")))


@dataclass(frozen=True)
class Choice:
    """`points`: what choosing it is worth, 0 to 100; None: it does not count."""

    code: str
    label_th: str = ""
    label_en: str = ""
    points: int | None = None


@dataclass(frozen=True)
class Condition:
    """Shown only if the answer to `question` is one of `values`, or at least or at most the one number in them."""

    question: str
    test: Comparison = Comparison.IS
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """`low`, `high`: bounds of a number, ends of a scale. `longest`: characters of a text. `weight` 0: not scored."""

    code: str
    kind: Kind
    label_th: str = ""
    label_en: str = ""
    help_th: str = ""
    help_en: str = ""
    required: bool = False
    weight: int = 0
    unit_th: str = ""
    unit_en: str = ""
    whole: bool = True
    low: float | None = None
    high: float | None = None
    longest: int = TEXT
    choices: tuple[Choice, ...] = ()
    shown_if: Condition | None = None

    @property
    def asks(self) -> bool:
        return self.kind != Kind.NOTE

    @property
    def points(self) -> range:
        """The points of a scale."""
        return range(int(self.low or 0), int(self.high or 0) + 1)


@dataclass(frozen=True)
class Section:
    code: str
    title_th: str = ""
    title_en: str = ""
    help_th: str = ""
    help_en: str = ""
    shown_if: Condition | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Document:
    sections: tuple[Section, ...] = field(default=())

    @property
    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def question(self, code: str) -> Question | None:
        return next((one for one in self.questions if one.code == code), None)

    def section(self, code: str) -> Section | None:
        return next((one for one in self.sections if one.code == code), None)

    def section_of(self, code: str) -> Section | None:
        """The section in which the question `code` stands."""
        return next((one for one in self.sections if any(row.code == code for row in one.questions)), None)

    @property
    def codes(self) -> set[str]:
        """The codes of sections and questions: one namespace, so that a name means one thing."""
        return {one.code for one in self.sections} | {one.code for one in self.questions}


def empty() -> dict[str, Any]:
    """The document of a version without questions yet."""
    return {"sections": []}
