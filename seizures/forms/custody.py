"""The next step of the custody of goods."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from seizures.models import NEXT, CustodyEvent, Seizure, Step
from ui.forms import DateTimeField, Form
from visits.actions import Conflict
from visits.forms.fields import Pick

WORDS = {
    Step.RECEIVED: _("Received by an agency"),
    Step.TRANSFERRED: _("Transferred to another agency or officer"),
    Step.STORED: _("Put into storage"),
    Step.DESTROYED: _("Destroyed"),
    Step.RETURNED: _("Returned to the owner"),
    Step.CORRECTION: _("Correction: the goods are really with somebody else"),
}


class CustodyForm(Form):
    """`before`: the last step, whose holder gives the goods; the first step asks who gave them."""

    mark_optional = False

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    last = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    step = forms.ChoiceField(label=_("What happened to the goods?"), widget=forms.RadioSelect)
    at = DateTimeField(label=_("When"))
    from_agency = Pick(Agency.objects.all(), label=_("From: agency"))
    from_office = forms.CharField(label=_("From: person or office"), max_length=200, required=False)
    to_agency = Pick(Agency.objects.all(), label=_("To: agency"))
    to_office = forms.CharField(
        label=_("To: person, office or place"),
        max_length=200,
        required=False,
        help_text=_("For example: evidence room of the police station. Where destroyed: by whom and where."),
    )
    signed_by = forms.CharField(label=_("Signed by"), max_length=150, help_text=_("Name on the receipt."))
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("A correction says here what was wrong."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, record: Seizure, before: CustodyEvent | None) -> None:
        self.record, self.before = record, before
        super().__init__(data, initial={"last": before.number if before else 0, "client_uuid": uuid.uuid4()})
        steps = NEXT[before.step if before else ""]
        self.fields["step"].choices = [(step.value, WORDS[step]) for step in steps]  # type: ignore[attr-defined]
        if len(steps) == 1:
            self.initial["step"] = steps[0].value
        if before:
            del self.fields["from_agency"], self.fields["from_office"]
        else:
            self.initial["from_agency"] = record.seized_by_id

    @property
    def is_repeated(self) -> bool:
        """Whether the step was recorded before and only its answer got lost."""
        try:
            key = uuid.UUID(self.data.get("client_uuid", ""))
        except ValueError:
            return False
        return self.record.lot.events.filter(client_uuid=key).exists()

    @property
    def is_stale(self) -> bool:
        """Whether somebody recorded a step since this form was shown."""
        return bool(self.data.get("last", "") != str(self.before.number if self.before else 0))

    @property
    def overtaken(self) -> Conflict:
        """Who recorded the last step."""
        last = self.before
        return Conflict(by=last.recorded_by if last else None, at=last.recorded_at if last else None)

    def clean_at(self) -> dt.datetime:
        at: dt.datetime = self.cleaned_data["at"]
        if at > timezone.now():
            raise forms.ValidationError(_("This lies in the future."))
        if self.before and at < self.before.at:
            raise forms.ValidationError(_("This lies before the step recorded last."))
        if not self.before and at < self.record.found_at:
            raise forms.ValidationError(_("This lies before the goods were found."))
        return at

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        for side, message in (("from", _("Say who gave the goods.")), ("to", _("Say who has the goods now."))):
            names = {f"{side}_agency", f"{side}_office"}
            if names <= self.fields.keys() and not any(values.get(name) for name in names | (names & set(self.errors))):
                self.add_error(f"{side}_office", message)
        if values.get("step") == Step.CORRECTION and not values.get("note"):
            self.add_error("note", _("Say what was wrong."))
        return values

    def renewed(self) -> "CustodyForm":
        """What was typed, to follow the step that somebody else recorded meanwhile."""
        before = self.record.lot.events.last()
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["last"] = str(before.number if before else 0)
        return CustodyForm(data, record=self.record, before=before)
