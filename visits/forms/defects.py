"""The defects that an inspection found, as a list of rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.forms.rows import RowForm, Rows
from visits.models import Defect, Severity


class DefectForm(RowForm):
    given = frozenset({"severity"})

    what = forms.CharField(
        label=_("What is broken or missing"), max_length=250, help_text=_("For example: two of six cameras are dark.")
    )
    place = forms.CharField(
        label=_("Where on site"), max_length=200, required=False, help_text=_("For example: second lorry lane.")
    )
    severity = forms.ChoiceField(label=_("How bad"), choices=Severity.choices, initial=Severity.MINOR)


class DefectRows(Rows):
    model, form, prefix = Defect, DefectForm, "f"
    columns = {"what": "what", "place": "place", "severity": "severity"}
    title, add_words = _("Defects"), _("Add another defect")
    row_template = "visits/filing/_defect.html"
