"""Whether two records are the same goods."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seizures.models import DoubleCount, Lot
from ui.forms import Form


class SettleForm(Form):
    version = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("Are these the same goods?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: both agencies took part in the same seizure; the police keep the goods."),
    )

    def __init__(self, data: Any = None, *, double: DoubleCount) -> None:
        self.double = double
        super().__init__(data, initial={"version": double.version})
        same = gettext("Yes: %(code)s counts, the other one does not")
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]
            ("first", same % {"code": double.first}),
            ("second", same % {"code": double.second}),
            ("different", gettext("No: both count")),
        ]

    @property
    def counts(self) -> Lot | None:
        """The lot that counts; None where they are different."""
        lots = {"first": self.double.first, "second": self.double.second}
        return lots.get(self.cleaned_data["verdict"])
