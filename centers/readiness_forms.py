"""A readiness check as it is filled in: when, with whom, and the questions of the checklist."""

import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklists.document import Document, Kind
from ui.forms import DateField, Form


class CheckForm(Form):
    """`asked`: the version whose questions the page shows; `revision`: of the sheet that is corrected."""

    on = DateField(label=_("Checked on"))
    with_whom = forms.CharField(
        label=_("Who took part"),
        max_length=300,
        required=False,
        help_text=_("For example: the deputy district chief and two coordinators."),
    )
    asked = forms.IntegerField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = timezone.localdate()  # type: ignore[attr-defined]

    def key(self) -> uuid.UUID:
        return self.cleaned_data["client_uuid"] or uuid.uuid4()


def without_photos(document: Document) -> Document:
    """What is asked here: a center keeps no photographs, they belong to a visit's report."""
    sections = tuple(
        replace(one, questions=tuple(row for row in one.questions if row.kind != Kind.PHOTO))
        for one in document.sections
    )
    return Document(tuple(one for one in sections if one.questions))
