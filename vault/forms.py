"""What people type into the vault, checked."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ui.fields import shift_years
from ui.forms import DateField, Form
from ui.templatetags.ui import bilingual
from vault.models import MOST_YEARS, REASON, Identity, Kind
from vault.secret import Secret

# The browser neither remembers it nor sends it away to be checked.
UNTOLD = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}


def in_a_year() -> dt.date:
    return shift_years(timezone.localdate(), 1)


def look_ahead(field: Any) -> None:
    """Days of many years ahead are plausible; how many are too many the form says."""
    field.latest = shift_years(timezone.localdate(), 2 * MOST_YEARS)


def name_of(person: User) -> str:
    name = bilingual(person) or person.username
    return f"{name} ({person.position})" if person.position else name


class SecretForm(Form):
    """Who it is. `since`: the day from which MOST_YEARS count."""

    mark_optional = False

    kind = forms.ChoiceField(label=_("Who it is"), choices=Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), required=False, max_length=200, widget=forms.TextInput(UNTOLD))
    reach = forms.CharField(
        label=_("How to reach them"),
        help_text=_("Telephone, place, through whom, and when it is safe."),
        required=False,
        max_length=500,
        widget=forms.Textarea(UNTOLD | {"rows": 2}),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(UNTOLD | {"rows": 3})
    )
    expires_on = DateField(
        label=_("Keep until"),
        help_text=_("Then it is erased for good. No longer than it is needed, five years at most."),
        initial=in_a_year,
    )

    def __init__(self, *args: Any, since: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since or timezone.localdate()
        look_ahead(self.fields["expires_on"])

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past."))
        if day > shift_years(self.since, MOST_YEARS):
            raise forms.ValidationError(_("Five years at most from when it was put in."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        fields = ("name", "reach", "note")
        if not any(data.get(field) for field in fields) and not self.errors.keys() & set(fields):
            self.add_error("name", _("Write a name, or how to reach them."))
        return data

    def secret(self) -> Secret:
        data = self.cleaned_data
        return Secret(name=data["name"], reach=data["reach"], note=data["note"])


class People(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: User) -> str:
        return name_of(obj)


class Person(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return name_of(obj)


class IdentityForm(SecretForm):
    """A new identity. `people`: who may be named besides the writer."""

    readers = People(
        label=_("Who may open it besides you"),
        help_text=_("As few as possible. Others can be named later."),
        queryset=User.objects.none(),
        required=False,
    )
    client_uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].queryset = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["readers"]

    def facts(self) -> dict[str, Any]:
        """The arguments of `vault.actions.put` that are typed."""
        names = ("kind", "expires_on", "client_uuid")
        readers = self.cleaned_data.get("readers", ())
        return {name: self.cleaned_data[name] for name in names} | {"secret": self.secret(), "readers": readers}


class ChangeForm(SecretForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def of(cls, identity: Identity, secret: Secret) -> "ChangeForm":
        """Filled in with what stands now."""
        initial = {"kind": identity.kind, "expires_on": identity.expires_on, "version": identity.version}
        initial |= {"name": secret.name, "reach": secret.reach, "note": secret.note}
        return cls(initial=initial)


class ReaderForm(Form):
    """Whom to name, to which day; `people`: those who may be named."""

    mark_optional = False

    user = Person(label=_("Who may open it"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    until = DateField(label=_("Until"))

    def __init__(self, *args: Any, identity: Identity, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": identity.expires_on}, **kwargs)
        self.identity = identity
        look_ahead(self.fields["until"])
        self.fields["user"].queryset = people  # type: ignore[attr-defined]

    def clean_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["until"]
        if not timezone.localdate() <= day <= self.identity.expires_on:
            raise forms.ValidationError(_("A day from today to the day when the identity is erased."))
        return day


class GlassForm(Form):
    reason = forms.CharField(
        label=_("Why it cannot wait"),
        help_text=_("For the auditor. Do not name the person here."),
        min_length=REASON,
        max_length=150,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"min_length": _("Say it in one sentence: 20 characters or more.")},
    )
