"""Rows that hang on an activity, typed as a list: stored where they changed, added, removed where ticked."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import QueryDict

from ui.folds import Fold
from ui.forms import Form
from ui.prepared import insert
from visits.forms.fields import compare
from visits.models import Activity


class RowForm(Form):
    """One row. Left empty it is no row; `pk` names a stored one. `given`: fields that a new row comes filled with."""

    given: ClassVar[frozenset[str]] = frozenset()
    mark_optional = False
    shares_fields = True

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - (set() if self.initial.get("pk") else self.given))


class Rows:
    """The rows of `model` on one activity. `columns`: of the model, by the name of the field.

    `kwargs`: for each form of the list.
    """

    template = "visits/filing/_rows_of.html"
    model: ClassVar[type[models.Model]]
    form: ClassVar[type[RowForm]]
    prefix: ClassVar[str]
    columns: ClassVar[Mapping[str, str]]
    title: ClassVar[Any]  # of the list
    add_words: ClassVar[Any]  # of the button
    hint: ClassVar[Any] = ""  # under the title
    row_template: ClassVar[str]  # draws `row`, one form
    formset_class: ClassVar[Any]
    carried: ClassVar[tuple[str, ...]] = ()  # fields that a new row takes over from the row before
    most = 40
    unfolded = False  # whether the list stands open at first
    always = False  # whether every page of an activity asks for them

    def __init_subclass__(cls) -> None:
        cls.formset_class = forms.formset_factory(
            cls.form, extra=1, can_delete=True, max_num=cls.most, validate_max=True
        )

    def __init__(self, activity: Activity, data: Any, **kwargs: Any) -> None:
        rows = self.model._default_manager.filter(activity=activity) if activity.pk else ()
        self.stored: dict[int, Any] = {row.pk: row for row in rows}
        initial = [
            {"pk": row.pk} | {name: getattr(row, column) for name, column in self.columns.items()}
            for row in self.stored.values()
        ]
        if data is not None and not self.always and f"{self.prefix}-TOTAL_FORMS" not in data:  # not asked for there yet
            data = {f"{self.prefix}-TOTAL_FORMS": "0", f"{self.prefix}-INITIAL_FORMS": "0"}
        self.formset: Any = self.formset_class(data, initial=initial, prefix=self.prefix, form_kwargs=kwargs)

    @property
    def fold(self) -> Fold:
        """Open where something was typed and not stored yet, or one more row was asked for."""
        typed = self.formset.is_bound and any(form.has_changed() for form in self.formset.forms)
        wanted = self.formset.is_bound and self.formset.data.get("add_row") == self.prefix
        return Fold(len(self.formset.forms), len(self.stored), 0, self.unfolded or typed or wanted)

    def is_valid(self) -> bool:
        return bool(self.formset.is_valid())

    @property
    def inner(self) -> list[forms.BaseForm]:
        return [self.formset.management_form, *self.formset.forms]

    def one_more(self, data: QueryDict) -> None:
        """Ask for another row in what was sent."""
        count = self.formset.total_form_count()
        if count < self.most:
            data[f"{self.prefix}-TOTAL_FORMS"] = str(count + 1)
            for name in self.carried:
                data[f"{self.prefix}-{count}-{name}"] = data.get(f"{self.prefix}-{count - 1}-{name}", "")

    def differences(self) -> list[tuple[str, str, str]]:
        return [line for form in self.formset.forms if form.initial.get("pk") for line in compare(form)]

    def write(self, activity: Activity) -> None:
        """Keys of another activity are new rows."""
        for form in self.formset.forms:
            if not form.has_changed():
                continue
            values = form.cleaned_data
            row = self.stored.get(values.get("pk") or 0)
            if values.get("DELETE"):
                if row is not None:
                    row.delete()
                continue
            self.store(row or self.model(activity=activity), values)

    def store(self, row: Any, values: dict[str, Any]) -> None:
        for name, column in self.columns.items():
            setattr(row, column, values[name])
        if row.pk:
            row.save()
        else:
            insert(row)
