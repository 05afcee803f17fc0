"""The builder's forms: a section, and a question of each kind with its own fields."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from checklists.document import CODE, HELP, LABEL, TEXT, UNIT, Document, Kind, Question, Section
from checklists.edits import free_code
from checklists.faults import Fault
from checklists.fields import NumberField
from checklists.forms.choices import ChoiceRows, choices_from
from checklists.forms.conditions import ConditionFields
from ui.forms import Form

# Where a fault of the document is told: the field of its column in an XLSForm.
FIELDS_OF = {
    "name": "code",
    "relevant": "shown_if",
    "constraint": "high",
    "parameters": "high",
    "weight": "weight",
    "label": "label_th",
}


def line(label: Any, longest: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **kwargs)


def lines(label: Any, longest: int, language: str) -> forms.CharField:
    return line(label, longest, widget=forms.Textarea({"rows": 2, "lang": language}))


def whole_number(label: Any, low: int, high: int, **kwargs: Any) -> NumberField:
    return NumberField(whole=True, low=low, high=high, label=label, required=False, **kwargs)


class PartForm(ConditionFields, Form):
    """What sections and questions share. `one`: what is changed; None for a new one, whose code may be chosen."""

    mark_optional = False
    words: tuple[str, str]  # the fields that must not both be empty

    code = line(
        _("Name in data and exports"),
        60,
        help_text=_("Made from the English text if left empty. It never changes, so that answers stay comparable."),
        validators=[
            RegexValidator(
                rf"^{CODE.pattern}$", _("A name begins with a Latin letter and holds letters, digits and _ . - only.")
            )
        ],
    )
    help_th = lines(_("Help in Thai"), HELP, "th")
    help_en = lines(_("Help in English"), HELP, "en")

    def __init__(self, document: Document, one: Section | Question | None, data: Any = None, **kwargs: Any) -> None:
        self.document, self.one = document, one
        initial = {} if one is None else {name: getattr(one, name, None) for name in self.base_fields}
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        if one is not None:
            del self.fields["code"]
        self.add_condition_fields(document, one)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("code") and "code" in self.fields and "code" not in self.errors:
            values["code"] = free_code(self.document, values.get(self.words[1]) or "", self.stem)
        if self.must_say and not any(values.get(name) for name in self.words) and not self.errors:
            self.add_error(self.words[0], _("Write the text in Thai or English; both are needed to publish."))
        return values

    stem = "section"
    must_say = False

    def told(self, faults: list[Fault]) -> None:
        """Put what is wrong with the document to the field that it is about."""
        for fault in faults:
            name = FIELDS_OF.get(fault.column, "")
            self.add_error(name if name in self.fields else None, fault.message)

    def pairs(self) -> Iterator[list[forms.BoundField]]:
        """The visible fields that are no part of the condition: Thai and English side by side, the others alone."""
        names = [name for name in self.fields if name not in self.of_condition]
        for name in names:
            other = f"{name[:-3]}_en"
            if name.endswith("_th") and other in names:
                yield [self[name], self[other]]
            elif not (name.endswith("_en") and f"{name[:-3]}_th" in names):
                yield [self[name]]

    def filled(self, names: tuple[str, ...]) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class SectionForm(PartForm):
    words = ("title_th", "title_en")
    must_say = True

    title_th = line(_("Title in Thai"), LABEL)
    title_en = line(_("Title in English"), LABEL)

    field_order = ("title_th", "title_en", "help_th", "help_en", "code")

    def section(self) -> Section:
        """What was typed, without questions."""
        code = self.one.code if self.one else self.cleaned_data["code"]
        plain = self.filled(("title_th", "title_en", "help_th", "help_en"))
        return Section(code, shown_if=self.condition(), **plain)


class QuestionForm(PartForm):
    """The fields that a question of `kind` has; `choices` are rows of their own."""

    words = ("label_th", "label_en")
    stem = "question"
    must_say = True

    label_th = lines(_("Question in Thai"), LABEL, "th")
    label_en = lines(_("Question in English"), LABEL, "en")
    unit_th = line(_("Unit in Thai"), UNIT, help_text=_("For example: นาที"))
    unit_en = line(_("Unit in English"), UNIT, help_text=_("For example: minutes"))
    whole = forms.BooleanField(label=_("Whole numbers only"), required=False, initial=True)
    low = NumberField(whole=False, low=-1e12, high=1e12, label=_("Lowest value"), required=False)
    high = NumberField(whole=False, low=-1e12, high=1e12, label=_("Highest value"), required=False)
    longest = whole_number(_("Most characters"), 1, TEXT, help_text=_("Up to 200 is one line, more is several."))
    weight = whole_number(
        _("Weight in the score"),
        0,
        100,
        help_text=_("0 or empty: the answer does not count. 2 counts twice as much as 1."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)

    field_order = (
        "label_th", "label_en", "help_th", "help_en", "unit_th", "unit_en", "whole", "low", "high", "longest",
        "required", "weight", "code",
    )  # fmt: skip

    def __init__(self, document: Document, one: Question | None, kind: Kind, data: Any = None, **kwargs: Any) -> None:
        self.kind = kind
        if one is None and kind == Kind.SCALE:
            kwargs["initial"] = {"low": 0, "high": 4}
        super().__init__(document, one, data, **kwargs)
        for name in names_not_of(kind):
            del self.fields[name]
        if kind == Kind.SCALE:
            self.fields["low"].required = self.fields["high"].required = True
        rows = [vars(row) for row in one.choices] if one else []
        self.choices = None
        if kind.has_choices:
            self.choices = ChoiceRows(data, initial=rows, prefix="choice", scored=kind.scores)

    def is_valid(self) -> bool:
        return super().is_valid() & (self.choices is None or self.choices.is_valid())

    def clean_high(self) -> Any:
        low, high = self.cleaned_data.get("low"), self.cleaned_data.get("high")
        if low is not None and high is not None and high < low:
            raise ValidationError(_("The highest value is below the lowest."))
        return high

    def question(self) -> Question:
        """What was typed. Call when valid."""
        values = {name: value for name, value in self.cleaned_data.items() if name in Question.__dataclass_fields__}
        for name in ("low", "high"):
            if values.get(name) is not None:
                values[name] = float(values[name]) if values[name] % 1 else int(values[name])
        values |= {"weight": int(values.get("weight") or 0), "longest": int(values.get("longest") or TEXT)}
        values |= {"code": self.one.code if self.one else values["code"], "shown_if": self.condition()}
        choices = choices_from(self.choices) if self.choices is not None else ()
        return replace(Question("", self.kind), **values | {"choices": choices})


def names_not_of(kind: Kind) -> Iterator[str]:
    """The fields that a question of `kind` has not."""
    if kind != Kind.NUMBER:
        yield from ("unit_th", "unit_en", "whole")
    if kind not in (Kind.NUMBER, Kind.SCALE):
        yield from ("low", "high")
    if kind != Kind.TEXT:
        yield "longest"
    if not kind.scores:
        yield "weight"
    if kind == Kind.NOTE:
        yield "required"
