"""Forms about people: their own language, the access log's filters, the administrator's user forms."""

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessEntry, User
from ui.forms import AnyModelForm, DateField, Form, ModelForm

if TYPE_CHECKING:
    AnyInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    AnyInlineFormSet = forms.BaseInlineFormSet  # generic only to the type checker


class LanguageForm(ModelForm):
    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["language"]


class AccessLogFilter(Form):
    """What the auditor looks for; everything is optional, and all of it must hold."""

    mark_optional = False

    person = forms.CharField(label=_("Person"), required=False, max_length=150, help_text=_("User name or name."))
    what = forms.ChoiceField(label=_("What"), required=False)
    subject = forms.CharField(label=_("Report"), required=False, max_length=60, help_text=_("Its reference."))
    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("To, inclusive"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", _("Everything")), *AccessEntry.What.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if isinstance(since, dt.date) and isinstance(until, dt.date) and until < since:
            self.add_error("until", _("The last day is before the first."))
        return data


class NewUserForm(AdminUserCreationForm[User]):
    """A new person. Without a password they get a link to set their own."""

    class Meta:
        model = User
        fields = ("username", "name_th", "name_en", "email", "role")


class UserForm(UserChangeForm[User]):
    class Meta:
        model = User
        fields = "__all__"


class AreaForm(AnyModelForm):
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if sum(bool(data.get(name)) for name in ("country", "province", "district")) != 1:
            raise ValidationError(_("Choose a country, a province or a district: exactly one."))
        return data


class AreaFormSet(AnyInlineFormSet):
    """Rows of a table whose heads name the columns to the eye only; each field carries its name as well.

    Plain lists rather than Django's autocomplete: they are named to a screen reader and work without scripts.
    """

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            widget: Any = getattr(field.widget, "widget", field.widget)  # inside the admin's wrapper with its links
            widget.attrs["aria-label"] = field.label
