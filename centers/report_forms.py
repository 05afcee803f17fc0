"""What is typed about a public report, checked."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centers.models import Center, PublicReport
from centers.public_reports import Person
from centers.workflow import ReportState, Transition
from places.choices import district_label, districts, offer
from places.forms import VersionForm
from ui.forms import DateField, Form, ModelForm

NAMELESS = _("Write here what happened and where, without names, telephone numbers or other personal data.")


class ReportForm(ModelForm):
    """What is reported. The moment of receipt may lie in the past, never in the future."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = PublicReport
        fields = ["received_at", "channel", "category", "district", "place", "summary"]
        widgets = {"summary": forms.Textarea({"rows": 5})}
        help_texts = {"summary": NAMELESS}

    def __init__(self, *args: Any, center: Center, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["district"], districts(), district_label)
        self.fields["received_at"].latest = timezone.localdate()  # type: ignore[attr-defined]
        self.fields["version"].initial = self.instance.version
        if self.instance.pk is None:
            self.initial = {"district": center.district_id, "received_at": timezone.now()}

    def clean_received_at(self) -> dt.datetime:
        moment: dt.datetime = self.cleaned_data["received_at"]
        if moment > timezone.now():
            raise ValidationError(_("This lies in the future."))
        taken_up = self.instance.acknowledged_on
        if taken_up is not None and timezone.localdate(moment) > taken_up:
            raise ValidationError(_("The report was acknowledged before that."))
        return moment

    def facts(self) -> dict[str, Any]:
        """The fields of the report, as the actions take them."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class PersonFields(Form):
    """Who reported; at least a name or a way to reach them."""

    mark_optional = False
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    contact = forms.CharField(
        label=_("How to reach this person"), max_length=300, required=False, help_text=_("Telephone, LINE or address.")
    )
    note = forms.CharField(
        label=_("Note about this person"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def person(self) -> Person:
        data = self.cleaned_data
        return {"name": data["name"], "contact": data["contact"], "note": data["note"]}

    def is_told(self) -> bool:
        return bool(self.cleaned_data.get("name") or self.cleaned_data.get("contact"))


class AnonymityForm(PersonFields):
    """With a new report: whether the person gives a name, and which. What is typed of an anonymous one is not kept."""

    anonymous = forms.ChoiceField(
        label=_("Does the person give a name?"),
        choices=[("no", _("Yes, the person may be contacted")), ("yes", _("No, the report is anonymous"))],
        widget=forms.RadioSelect,
    )
    client_uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ("anonymous",)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("anonymous") == "no" and not self.is_told() and not self.errors:
            self.add_error("name", _("Enter a name or a way to reach the person, or choose “anonymous”."))
        return self.cleaned_data

    def told(self) -> Person | None:
        return None if self.cleaned_data["anonymous"] == "yes" else self.person()


class PersonForm(VersionForm, PersonFields):
    """Who reported, corrected or forgotten."""

    forget = forms.BooleanField(
        label=_("Delete the personal data: the report is anonymous from then on"), required=False
    )

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("forget") and not self.is_told() and not self.errors:
            self.add_error("name", _("Enter a name or a way to reach the person."))
        return self.cleaned_data

    def told(self) -> Person | None:
        return None if self.cleaned_data.get("forget") else self.person()


OUTCOME = {
    ReportState.REFERRED: _("What was asked of them"),
    ReportState.RESOLVED: _("What came of it"),
    ReportState.CLOSED: _("Why nothing came of it"),
    ReportState.ACKNOWLEDGED: _("Reason"),
}


class StepForm(VersionForm):
    """One step of a report: on which day, to whom, with what outcome or for what reason."""

    agency = forms.CharField(
        label=_("Which agency"), max_length=150, help_text=_("For example: Pong Nam Ron police station.")
    )
    on = DateField(label=_("On which day"))
    words = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}), help_text=NAMELESS)

    def __init__(self, *args: Any, report: PublicReport, step: Transition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, last = timezone.localdate(), report.steps.first()
        self.fields["on"].latest = today  # type: ignore[attr-defined]
        self.fields["on"].earliest = last.on if last else report.received_on  # type: ignore[attr-defined]
        self.fields["on"].initial = today
        self.fields["words"].required = step.needs_words
        self.fields["words"].label = OUTCOME[step.target] if report.state != ReportState.RECEIVED else _("Note")
        if not step.needs_agency:
            del self.fields["agency"]
