"""The own fields of a kind of activity: a form, who may read which field, and JSON in between."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

from ui import dates
from ui.fields import read_time
from ui.folds import Fold, folds
from ui.forms import DateField, DateTimeField, Form
from visits.models import ActivityKind

YES_NO = [("yes", _("yes")), ("no", _("no")), ("", _("not checked"))]
PILLARS = (1, 73)  # No. 1 Chong Sa-ngam to No. 73 Trat; numbers only, the line is under joint survey


class Count(forms.IntegerField):
    """A whole number from 0, thousands separated as people do. A text input, so that typing errors stay visible."""

    def __init__(self, *, min_value: int = 0, max_value: int = 99_999_999, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}))
        kwargs.setdefault("required", False)
        kwargs.setdefault("error_messages", {"invalid": _("Write a whole number, such as 12.")})
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class ClockField(forms.CharField):
    """A time of day, stored as "HH:MM"; 9.30 and 0930 are understood."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "short", "maxlength": "8"}
        super().__init__(required=False, max_length=8, widget=forms.TextInput(attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        clock = read_time(text) if text else None
        if text and clock is None:
            raise ValidationError(_("There is no such time: “%(typed)s”. Write it like 09:30."), params={"typed": text})
        return f"{clock:%H:%M}" if clock else ""


def text(label: Any, hint: Any = "", *, limit: int = 2000) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=limit, widget=forms.Textarea({"rows": 3})
    )


def line(label: Any, hint: Any = "", *, limit: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=limit)


def yes_no(label: Any, hint: Any = "") -> forms.ChoiceField:
    """Yes, no, or not checked (stored as nothing): not having looked is not a no."""
    return forms.ChoiceField(
        label=label, help_text=hint, required=False, choices=YES_NO, widget=forms.RadioSelect({"class": "row"})
    )


def one_of(label: Any, choices: Iterable[tuple[Any, Any]], hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, required=False, choices=[("", "—"), *choices])


def any_of(label: Any, choices: Iterable[tuple[Any, Any]], hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=False, choices=list(choices), widget=forms.CheckboxSelectMultiple
    )


def day(label: Any, hint: Any = "") -> DateField:
    return DateField(label=label, help_text=hint, required=False)


def moment(label: Any, hint: Any = "") -> DateTimeField:
    return DateTimeField(label=label, help_text=hint, required=False)


class Details(Form):
    """The own fields of one kind of activity; every field may stay empty.

    `public`: names that a public edition may show. `restricted`: names for the restricted circle only.
    Whatever is named in neither is internal. `groups`: (title, names) in the order of the page.
    `in_order`: pairs of names of which the second is never before (or below) the first.
    """

    kind: ClassVar[ActivityKind]
    groups: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()
    public: ClassVar[frozenset[str]] = frozenset()
    restricted: ClassVar[frozenset[str]] = frozenset()
    in_order: ClassVar[tuple[tuple[str, str, Any], ...]] = ()
    mark_optional = False
    shares_fields = True

    def __init__(self, data: Any = None, *, stored: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, initial=from_json(type(self), stored or {}), prefix="d", **kwargs)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        for first, second, message in self.in_order:
            low, high = values.get(first), values.get(second)
            if low not in (None, "") and high not in (None, "") and high < low:
                self.add_error(second, message)
        return values

    def as_json(self) -> dict[str, Any]:
        """What was cleaned, without what is empty, ready for `Activity.details`."""
        return {name: stored(value) for name, value in self.cleaned_data.items() if value not in (None, "", [])}

    def sections(self) -> list[tuple[Any, list[forms.BoundField], Fold | None]]:
        """The fields as the page groups them: (title, fields, how they fold)."""
        groups = self.groups or (("", tuple(self.fields)),)
        fields = [[self[name] for name in names] for _title, names in groups]
        titles = [title for title, _names in groups]
        return list(zip(titles, fields, folds(fields), strict=True))

    @classmethod
    def publishable(cls, details: dict[str, Any]) -> frozenset[str]:
        """The names that a public edition may show, given what was answered."""
        return cls.public


def stored(value: Any) -> Any:
    """A cleaned value as JSON holds it: dates and moments as ISO text."""
    return value.isoformat() if isinstance(value, dt.date) else value


def read(field: forms.Field, value: Any) -> Any:
    """A value out of JSON as `field` shows it; None where it is none of this field's."""
    try:
        if isinstance(field, DateTimeField):
            return timezone.localtime(dt.datetime.fromisoformat(value))
        if isinstance(field, DateField):
            return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return value


def from_json(form: type[Details], details: dict[str, Any]) -> dict[str, Any]:
    """Stored details as initial values of `form`; names that it no longer knows are left out."""
    return {name: read(field, details[name]) for name, field in form.base_fields.items() if name in details}


def shown(field: forms.Field, value: Any) -> str:
    """A value in the reader's words; empty for nothing."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        chosen = field.clean(value) if not hasattr(value, "_meta") else value
        return ", ".join(map(str, chosen)) if hasattr(chosen, "__iter__") else str(chosen)
    if isinstance(field, forms.ChoiceField):
        options: Any = field.choices  # in groups, or not
        pairs: list[tuple[Any, Any]] = list(flatten_choices(options))
        words = {str(key): str(label) for key, label in pairs}
        return ", ".join(words.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))
    if isinstance(value, dt.datetime):
        return dates.full_datetime(value)
    if isinstance(value, dt.date):
        return dates.full_date(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return f"{value:,}" if isinstance(value, int) else str(value)
