"""Who stands for an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patrols.actions import Signer
from patrols.models import How
from ui.forms import Form
from visits.kinds.base import line

CONFIRMED = {
    How.OWN_OFFICER: _("This is our account. I sign it off."),
    How.LIAISON: _("The person named above agreed to this account. I sign it off on their behalf."),
    How.COUNTERPART_LINK: _("This is the account of our side. I sign it off."),
}


class SignForm(Form):
    mark_optional = False

    name = line(_("Name"), _("With rank or title."), limit=150)
    position = line(_("Position"), limit=150)
    unit = line(_("Unit or office"), limit=150)
    confirmed = forms.BooleanField()

    def __init__(self, *args: Any, how: How, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["position"].required = True
        self.fields["confirmed"].label = CONFIRMED[how]
        if how == How.LIAISON:
            self.fields["name"].help_text = _("The officer of the counterpart on whose behalf you sign off.")

    def signer(self) -> Signer:
        values = self.cleaned_data
        return Signer(values["name"], values["position"], values["unit"])
