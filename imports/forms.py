"""The file to import, and the word to carry out what was seen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import Form


class FileForm(Form):
    file = forms.FileField(
        label=_("Excel workbook (.xlsx) or CSV file"),
        help_text=_(
            "At most 10 MB and 20,000 rows. You first see what it would do; nothing changes before you say so."
        ),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
    )


class ConfirmForm(forms.Form):
    """`digest`: of the plan that the person saw."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
