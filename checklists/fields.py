"""The form field of each kind of question, and its answer as JSON."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checklists.document import YES_NO, Kind, Question
from ui.forms import DateField, Upload
from ui.templatetags.ui import bilingual

NARROW = {"autocomplete": "off", "class": "short"}
SELECT_FROM = 8  # choices; fewer are shown at once
BRIEF = 10  # characters: a time of day
LONG_TEXT = 200  # characters; from there on several lines
LARGEST_PHOTO = 20 * 1024 * 1024  # bytes
PHOTO_KINDS = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"}
MOST_PHOTOS = 10


class NumberField(forms.DecimalField):
    """A number as people write it: thousands separated, in Thai or Arabic digits. Typing errors stay visible."""

    default_error_messages = {
        "invalid": _("Write a number, such as 12 or 12.5."),
        "whole": _("Write a whole number, such as 12."),
        "min_value": _("The number must be %(limit_value)s or more."),
        "max_value": _("The number must be %(limit_value)s or less."),
    }

    def __init__(self, *, whole: bool, low: float | None, high: float | None, **kwargs: Any) -> None:
        self.whole = whole
        widget = forms.TextInput({"inputmode": "numeric" if whole else "decimal", **NARROW})
        kwargs |= {"min_value": decimal(low), "max_value": decimal(high)}
        super().__init__(max_digits=16, decimal_places=4, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        number: Decimal | None = super().to_python(value.replace(",", "") if isinstance(value, str) else value)
        if number is not None and number.is_finite() and self.whole and number != number.to_integral_value():
            raise ValidationError(self.error_messages["whole"], code="whole")
        return number


def decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


class PhotosField(forms.FileField):
    """Photographs, as a list. Who stores them looks into them; here only what a browser says is judged."""

    default_error_messages = {
        "not_photo": _("“%(name)s” is no photograph. Choose a JPEG, PNG, WebP or HEIC file."),
        "too_large": _("“%(name)s” is larger than 20 MB."),
        "too_many": _("Choose at most %(most)s photographs."),
    }

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            if self.required and not initial:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > MOST_PHOTOS:
            raise ValidationError(self.error_messages["too_many"], params={"most": MOST_PHOTOS})
        for one in files:
            if one.content_type not in PHOTO_KINDS:
                raise ValidationError(self.error_messages["not_photo"], params={"name": one.name})
            if one.size > LARGEST_PHOTO:
                raise ValidationError(self.error_messages["too_large"], params={"name": one.name})
        return files


class Photos(Upload):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


def field_of(question: Question) -> forms.Field:
    """The field that asks `question`, in the reader's language."""
    unit = bilingual(question, "unit")
    label = bilingual(question, "label") or question.code
    shared: dict[str, Any] = {
        "label": f"{label} ({unit})" if unit else label,
        "help_text": bilingual(question, "help"),
        "required": question.required,
    }
    return BUILD[question.kind](question, shared)


def yes_no(question: Question, shared: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect({"class": "row"}), **shared)


def scale(question: Question, shared: dict[str, Any]) -> forms.Field:
    points = [(str(one), str(one)) for one in question.points]
    return forms.ChoiceField(
        choices=[*points, *none_of(question)], widget=forms.RadioSelect({"class": "row"}), **shared
    )


def choice(question: Question, shared: dict[str, Any]) -> forms.Field:
    choices = choices_of(question)
    if len(choices) >= SELECT_FROM:
        return forms.ChoiceField(choices=[("", "—"), *choices], **shared)
    return forms.ChoiceField(choices=[*choices, *none_of(question)], widget=forms.RadioSelect, **shared)


def several(question: Question, shared: dict[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(choices=choices_of(question), widget=forms.CheckboxSelectMultiple, **shared)


def number(question: Question, shared: dict[str, Any]) -> forms.Field:
    return NumberField(whole=question.whole, low=question.low, high=question.high, **shared)


def text(question: Question, shared: dict[str, Any]) -> forms.Field:
    is_long = question.longest > LONG_TEXT
    widget = forms.Textarea({"rows": 3}) if is_long else forms.TextInput(NARROW if question.longest <= BRIEF else None)
    return forms.CharField(max_length=question.longest, widget=widget, **shared)


BUILD: Mapping[Kind, Callable[[Question, dict[str, Any]], forms.Field]] = {
    Kind.YES_NO: yes_no,
    Kind.SCALE: scale,
    Kind.NUMBER: number,
    Kind.CHOICE: choice,
    Kind.SEVERAL: several,
    Kind.DATE: lambda _question, shared: DateField(**shared),
    Kind.TEXT: text,
    Kind.PHOTO: lambda _question, shared: PhotosField(widget=Photos({"multiple": True, "accept": "image/*"}), **shared),
}


def choices_of(question: Question) -> list[tuple[str, str]]:
    return [(one.code, bilingual(one, "label") or one.code) for one in question.choices]


def none_of(question: Question) -> list[tuple[str, Any]]:
    """A way back from a dot that was set, where no answer is needed."""
    return [] if question.required else [("", _("no answer"))]


def stored(question: Question, value: Any) -> Any:
    """A cleaned value as JSON holds it."""
    if question.kind == Kind.SCALE and value != "":
        return int(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def opened(question: Question, answer: Any) -> Any:
    """A stored answer as its field shows it; None where it is none of this question's."""
    if question.kind != Kind.DATE:
        return answer
    try:
        return dt.date.fromisoformat(answer)
    except (TypeError, ValueError):
        return None
