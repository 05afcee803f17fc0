"""The filters of the register, all in one form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.models import Category, GoodsKind, Held, Standing
from ui.forms import DateField, Form
from ui.templatetags.ui import bilingual

COUNTED = [(one.value, one.label) for one in Standing if one != Standing.AWAY]


class FilterForm(Form):
    mark_optional = False

    q = forms.CharField(label=_("Words"), required=False)
    category = forms.ChoiceField(label=_("Category of goods"), required=False, choices=[("", "–"), *Category.choices])
    kind = forms.ChoiceField(label=_("Kind of goods"), required=False)
    custody = forms.ChoiceField(label=_("Custody"), required=False, choices=[("", "–"), *Held.choices])
    standing = forms.ChoiceField(label=_("Counted"), required=False, choices=[("", "–"), *COUNTED])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, bilingual(kind)) for kind in GoodsKind.objects.all()]
        self.fields["kind"].choices = [("", "–"), *kinds]  # type: ignore[attr-defined]
        self.fields["from"] = DateField(label=_("Found from"), required=False)
        self.fields["to"] = DateField(label=_("Found to"), required=False)
