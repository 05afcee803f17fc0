"""The choices of a question as rows; a row left empty is no choice."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.document import CHOICE_CODE, LABEL, MOST_CHOICES, Choice, Document
from checklists.edits import free_code
from checklists.fields import NumberField
from ui.forms import Form


class ChoiceForm(Form):
    mark_optional = False

    label_th = forms.CharField(label=gettext_lazy("Choice in Thai"), max_length=LABEL, required=False)
    label_en = forms.CharField(label=gettext_lazy("Choice in English"), max_length=LABEL, required=False)
    points = NumberField(
        whole=True,
        low=0,
        high=100,
        label=gettext_lazy("Points"),
        required=False,
        help_text=gettext_lazy("0 to 100; empty: does not count."),
    )
    code = forms.CharField(
        label=gettext_lazy("Name in data"),
        max_length=60,
        required=False,
        validators=[
            RegexValidator(
                rf"^{CHOICE_CODE.pattern}$", gettext_lazy("A name holds Latin letters, digits and _ . - only.")
            )
        ],
    )

    def __init__(self, *args: Any, scored: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not scored:
            del self.fields["points"]

    @property
    def is_empty(self) -> bool:
        values = getattr(self, "cleaned_data", {})
        return not any(values.get(name) for name in ("label_th", "label_en"))


class ChoiceSet(forms.BaseFormSet[ChoiceForm]):
    def clean(self) -> None:
        names = [row.cleaned_data["code"] for row in self.forms if not row.is_empty and row.cleaned_data.get("code")]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValidationError(_("Two choices have the name “%(name)s”."), params={"name": twice})


def ChoiceRows(data: Any, *, initial: list[dict[str, Any]], prefix: str, scored: bool) -> ChoiceSet:  # noqa: N802
    """The rows of `initial` and two empty ones; one more where the button was pressed. `scored`: they have points."""
    if data is not None and "add_row" in data:
        total = data.get(f"{prefix}-TOTAL_FORMS", "")
        data = data.copy()
        data[f"{prefix}-TOTAL_FORMS"] = str(min(int(total), MOST_CHOICES - 1) + 1 if total.isdecimal() else 2)
    kind = forms.formset_factory(
        ChoiceForm, formset=ChoiceSet, extra=2, max_num=MOST_CHOICES, absolute_max=MOST_CHOICES, validate_max=True
    )
    rows: ChoiceSet = kind(data, initial=initial, prefix=prefix, form_kwargs={"scored": scored})  # type: ignore[assignment]
    return rows


def choices_from(rows: ChoiceSet) -> tuple[Choice, ...]:
    """The choices typed, each with a name of its own."""
    found: list[Choice] = []
    named = {row.cleaned_data["code"] for row in rows.forms if row.cleaned_data.get("code")}
    for row in rows.forms:
        if row.is_empty:
            continue
        values, points = row.cleaned_data, row.cleaned_data.get("points")
        code = values["code"] or free_name(values["label_en"], named)
        named.add(code)
        found.append(Choice(code, values["label_th"], values["label_en"], None if points is None else int(points)))
    return tuple(found)


def free_name(words: str, taken: set[str]) -> str:
    stem = code = free_code(Document(), words, "choice")
    number = 2
    while code in taken:
        code, number = f"{stem}_{number}", number + 1
    return code
