"""Fields that choose rows by the name in the reader's language, and the base of every form of a report."""

import uuid
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ui.forms import ModelForm
from ui.prepared import insert
from ui.templatetags.ui import bilingual
from visits.kinds.base import shown
from visits.models import Activity, LegalReference, Visit

NOT_SAID = {"csrfmiddlewaretoken", "client_uuid", "version", "another", "leave", "add_row"}
LAST = 32767  # new things stand last, in the order of their keys; moving one numbers the list anew


def name_of(row: models.Model) -> str:
    """The row in one language where it has names in both."""
    if isinstance(row, Activity):
        return f"{bilingual(row.stop)} · {row.get_kind_display()}"
    if isinstance(row, LegalReference):
        return f"{bilingual(row, 'instrument')} {row.section}".strip()
    return bilingual(row) or str(row)


class Pick(forms.ModelChoiceField):
    """One row of a queryset, from a list."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_label", "—")
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, obj: models.Model) -> str:
        return name_of(obj)


class PickMany(forms.ModelMultipleChoiceField):
    """Several rows of a queryset, as checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, obj: models.Model) -> str:
        return name_of(obj)


class ReportForm(ModelForm):
    """Part of a report. `write(visit)` stores what was cleaned; it runs with the report locked.

    The database's constraints are the last word; each form says the same at the field, so the model's own
    validation (a query for each constraint) is not run on top.
    """

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data

    def _post_clean(self) -> None:
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)

    def write(self, visit: Visit) -> None:
        raise NotImplementedError

    def differences(self) -> list[tuple[str, str, str]]:
        """Where what is typed differs from what is stored: (label, stored, typed), in words."""
        return compare(self)

    def in_order(self, first: str, second: str, message: Any) -> None:
        """Put `message` at `second` where it lies before `first`."""
        low, high = self.cleaned_data.get(first), self.cleaned_data.get(second)
        if low is not None and high is not None and high < low:
            self.add_error(second, message)


def compare(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """The fields of `form` whose typed value is not the stored one: (label, stored, typed)."""
    rows = []
    for name in form.changed_data:
        field, stored, typed = form.fields[name], form.initial.get(name), form.cleaned_data.get(name)
        rows.append((str(form[name].label), words(field, stored), words(field, typed)))
    return rows


def words(field: forms.Field, value: Any) -> str:
    """A stored or cleaned value in the reader's words; rows by name."""
    if isinstance(value, models.Model):
        return name_of(value)
    if isinstance(value, list | models.QuerySet):
        rows = list(value)
        return ", ".join(name_of(row) if isinstance(row, models.Model) else shown(field, row) for row in rows)
    return shown(field, value)


def key_of(data: Any, files: Any = None, *, scope: str) -> uuid.UUID | None:
    """The key of what was sent: the browser's `client_uuid` together with every word; None where it sent no key.

    The same words again are the same thing. Other words under the same `client_uuid` (somebody went back and typed
    anew) are another thing: taken for a repetition they would be lost. `scope`: whose, so that no key reaches further.
    """
    try:
        own = uuid.UUID(data.get("client_uuid", ""))
    except ValueError:
        return None
    said = sorted((name, values) for name, values in data.lists() if name not in NOT_SAID)
    sent = [(file.name, file.size) for name in files or () for file in files.getlist(name)]
    return uuid.uuid5(own, repr((scope, said, sent)))


class ItemForm(ReportForm):
    """One thing in a section that holds a list of them; a new one carries the browser's own key.

    `visit`: the report that the thing belongs to; choices are drawn from it. `by`: who is writing.
    """

    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    new_words: Any = _("Add")
    edit_words: Any = _("Change")
    empty_words: Any = ""

    def __init__(self, *args: Any, visit: Visit, by: User, **kwargs: Any) -> None:
        self.visit, self.by = visit, by
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        if self.is_new:
            self.initial.setdefault("client_uuid", uuid.uuid4())
        else:
            del self.fields["client_uuid"]

    def write(self, visit: Visit) -> None:
        """Store the thing as the last of its section, or in its place."""
        row: Any = self.instance
        if self.is_new:
            row.client_uuid = key_of(self.data, self.files, scope=str(visit.pk)) or uuid.uuid4()
            self.attach(visit)
            row.sort = LAST
            insert(row)
        else:
            row.save()
        self.save_m2m()

    def with_another_row(self) -> "ItemForm":
        """The form once more; those with rows of their own add an empty one."""
        return self

    def attach(self, visit: Visit) -> None:
        self.instance.visit = visit

    def save_m2m(self) -> None:
        self._save_m2m()  # type: ignore[attr-defined]
