"""The two steps of an import: the file, then what to make of it."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from checklists.document import Document
from checklists.faults import faults
from checklists.forms.naming import NewChecklistForm
from checklists.models import Checklist, VersionState
from checklists.stored import from_json
from ui.forms import Form
from ui.templatetags.ui import bilingual


class FileForm(Form):
    file = forms.FileField(
        label=_("XLSForm (.xlsx)"),
        help_text=_("At most 2 MB. Before anything is stored you see what is taken over and what is not."),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )


class Into(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return bilingual(obj)


class StoreForm(NewChecklistForm):
    """`document`: what was read from the file, judged once more. A new checklist, or a new version of one."""

    mark_optional = False

    document = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)
    into = Into(
        Checklist.objects.none(),
        label=_("Store as"),
        required=False,
        empty_label=_("a new checklist, named below"),
        help_text=_("Or as a new version of a checklist that has no open draft."),
    )

    field_order = ("into", "code", "name_th", "name_en", "purpose")

    def __init__(self, *args: Any, into: "QuerySet[Checklist]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = into.exclude(versions__state=VersionState.DRAFT)
        self.fields["into"].queryset = rows  # type: ignore[attr-defined]
        for name in ("code", "name_th", "name_en", "purpose"):
            self.fields[name].required = False

    def clean_document(self) -> Document:
        try:
            document = from_json(json.loads(self.cleaned_data["document"]))
        except (ValueError, RecursionError) as error:
            raise ValidationError(_("What was read from the file got lost. Choose the file again.")) from error
        if faults(document):
            raise ValidationError(_("What was read from the file got lost. Choose the file again."))
        return document

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("code", "name_th", "name_en", "purpose"):
            if not values.get("into") and not values.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in, or choose a checklist above."))
        return values

    def _post_clean(self) -> None:
        if not self.cleaned_data.get("into"):
            super()._post_clean()  # type: ignore[misc]
