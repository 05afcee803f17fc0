"""Forms about a checklist as a whole."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from checklists.models import Checklist
from ui.forms import ModelForm

NOT_FREE = {"new", "import"}  # addresses of this room


class NamesForm(ModelForm):
    class Meta:
        model = Checklist
        fields = ("name_th", "name_en", "purpose")

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in NamesForm.Meta.fields}


class NewChecklistForm(NamesForm):
    """`client_uuid` makes sending twice harmless."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)

    class Meta(NamesForm.Meta):
        fields = ("code", "name_th", "name_en", "purpose")  # type: ignore[assignment]
        help_texts = {"code": _("For addresses and file names, never changed. For example: checkpoint-inspection.")}

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in NOT_FREE:
            raise ValidationError(_("This code has a meaning of its own here. Choose another."))
        return code

    def validate_unique(self) -> None:
        """The same form sent again finds what it made the first time."""
        key = self.cleaned_data.get("client_uuid")
        if key is None or not Checklist.objects.filter(client_uuid=key).exists():
            super().validate_unique()
