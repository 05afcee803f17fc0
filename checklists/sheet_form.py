"""The form that asks the questions of a version, or of the copy that a sheet keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from checklists.document import Condition, Document, Kind, Question, Section
from checklists.fields import field_of, opened, stored
from checklists.relevance import Relevance
from checklists.wording import condition_data, condition_words
from ui.folds import Fold, folds
from ui.forms import Form

PREFIX = "c"


@dataclass(frozen=True)
class Asked:
    """A question as the page shows it; `field` is None for words without an answer."""

    question: Question
    field: forms.BoundField | None
    only_if: str
    data: str


@dataclass(frozen=True)
class Part:
    """A section as the page shows it."""

    section: Section
    asked: list[Asked]
    only_if: str
    data: str
    fold: Fold | None


class SheetForm(Form):
    """`stored`: answers of before. `demand`: whether what is required must be there; else it is only marked `needed`.

    Answers to questions that are not asked, given the other answers, are neither demanded nor kept.
    """

    mark_optional = False

    def __init__(
        self,
        document: Document,
        data: Any = None,
        files: Any = None,
        *,
        stored: Mapping[str, Any] | None = None,
        demand: bool = True,
        **kwargs: Any,
    ) -> None:
        self.document, self.before = document, dict(stored or {})
        self.asked = {one.code: one for one in document.questions if one.asks}
        vars(self)["base_fields"] = {code: field_of(one) for code, one in self.asked.items()}
        initial = {code: opened(one, self.before.get(code)) for code, one in self.asked.items()}
        kwargs.setdefault("prefix", PREFIX)
        super().__init__(data, files, initial=initial, **kwargs)
        if not demand:
            self.needed = tuple(code for code, one in self.asked.items() if one.required)
            for field in self.fields.values():
                field.required = False

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        seen = Relevance(self.document, {code: stored(self.asked[code], value) for code, value in values.items()})
        for code in self.asked:
            if not seen.shows(code):
                values.pop(code, None)
                self.errors.pop(code, None)
        return values

    def answers(self, photos: Mapping[str, list[Any]] | None = None) -> dict[str, Any]:
        """What was answered, ready for `Sheet.answers`; what is empty is left out.

        `photos`: by the code of the question, the keys under which the caller stored its photographs. They join
        those of before.
        """
        found: dict[str, Any] = {}
        for code, value in self.cleaned_data.items():
            question = self.asked[code]
            if question.kind == Kind.PHOTO:
                value = [*self.before.get(code, []), *(photos or {}).get(code, [])]
            if value not in (None, "", []):
                found[code] = stored(question, value)
        return found

    def photos(self) -> dict[str, list[Any]]:
        """The files that were sent, by the code of the question."""
        return {code: value for code, value in self.cleaned_data.items() if value and self.is_photo(code)}

    def is_photo(self, code: str) -> bool:
        return self.asked[code].kind == Kind.PHOTO

    def parts(self) -> Iterator[Part]:
        """The sections with their fields, in the order of the page."""
        for section, fold in zip(self.document.sections, folds(self.shown()), strict=True):
            asked = [
                Asked(one, self[one.code] if one.asks else None, self.only_if(one.shown_if), self.told(one.shown_if))
                for one in section.questions
            ]
            yield Part(section, asked, self.only_if(section.shown_if), self.told(section.shown_if), fold)

    def shown(self) -> list[list[forms.BoundField]]:
        """The fields of each section that are asked, given what is answered now; without photographs, stored apart."""
        seen = Relevance(self.document, {code: self[code].value() for code in self.asked})
        return [
            [
                self[one.code]
                for one in section.questions
                if one.asks and one.kind != Kind.PHOTO and seen.shows(one.code)
            ]
            for section in self.document.sections
        ]

    def only_if(self, condition: Condition | None) -> str:
        return condition_words(self.document, condition)

    def told(self, condition: Condition | None) -> str:
        """The condition for the browser, which shows and hides."""
        return condition_data(condition, self.prefix or "")
