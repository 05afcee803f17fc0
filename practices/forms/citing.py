"""The forms by which things of a report are linked as evidence, and what they show is said anew."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.forms.pairs import Paired
from practices.models import Principle
from ui.forms import Form
from visits.forms.fields import PickMany, compare


class NoteForm(Paired, Form):
    """What a piece of evidence shows, in either language or in both."""

    mark_optional = False

    principles = PickMany(Principle.objects.all(), label=_("Principles that it shows"))
    note_th = forms.CharField(
        label=_("What it shows, in Thai"), required=False, max_length=300, widget=forms.TextInput({"lang": "th"})
    )
    note_en = forms.CharField(
        label=_("What it shows, in English"), required=False, max_length=300, widget=forms.TextInput({"lang": "en"})
    )


class PiecesForm(NoteForm):
    """Things of one report to link, and what they show. `offered`: (value, label) by kind."""

    things = forms.MultipleChoiceField(
        label=_("Evidence"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one piece of evidence.")},
    )
    principles = PickMany(
        Principle.objects.all(),
        label=_("Principles that it shows"),
        required=True,
        error_messages={"required": _("Tick at least one principle.")},
    )

    field_order = ("things", "principles", "note_th", "note_en")

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["things"].choices = offered  # type: ignore[attr-defined]


class PieceForm(NoteForm):
    def differences(self) -> list[tuple[str, str, str]]:
        return compare(self)
