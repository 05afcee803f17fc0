"""The forms behind ratings, adoptions, model sites, and the steps of a practice's life."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from practices.forms.pairs import Paired, areas, lines
from practices.models import Adoption, AdoptionResult, ModelSite, Rating
from practices.workflow import PracticeState
from ui.forms import DateField, ModelForm
from visits.forms.basics import districts_open_to
from visits.forms.deciding import LONGEST, StepForm
from visits.forms.fields import Pick, compare
from visits.models import Visit
from visits.workflow import COUNTED_STATES


def not_ahead(form: Any, name: str) -> None:
    """A day of something that happened does not lie ahead."""
    day = form.cleaned_data.get(name)
    if day and day > timezone.localdate():
        form.add_error(name, _("The day must not lie ahead."))


class RatingForm(ModelForm):
    mark_optional = False

    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    score = forms.TypedChoiceField(
        label=_("Rating"),
        coerce=int,
        choices=Rating._meta.get_field("score").choices or [],
        widget=forms.RadioSelect,
    )
    rated_on = DateField(label=_("As of"), help_text=_("The day on which the site was so."))

    class Meta:
        model = Rating
        fields = ("score", "justification_th", "justification_en", "rated_on")
        widgets = areas("justification")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"client_uuid": uuid.uuid4(), "rated_on": timezone.localdate(), **self.initial}
        for name in ("justification_th", "justification_en"):
            self.fields[name].max_length = LONGEST  # type: ignore[attr-defined]

    def validate_constraints(self) -> None:
        """The justification is asked for in `clean`, at its field."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("justification_th") and not values.get("justification_en"):
            self.add_error("justification_th", _("Justify the rating, in Thai or English."))
        not_ahead(self, "rated_on")
        return values


class AdoptionForm(Paired, ModelForm):
    mark_optional = False

    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    district = Pick(District.objects.none(), label=_("District"), required=True)
    checkpoint = Pick(Checkpoint.objects.none(), label=_("Checkpoint"))
    center = Pick(Center.objects.none(), label=_("Center"))
    is_mine = forms.BooleanField(label=_("I answer for it"), required=False)
    result = forms.ChoiceField(label=_("Result"), choices=AdoptionResult.choices, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Report that shows it"),
        required=False,
        max_length=20,
        help_text=_("The reference of an approved report, for example NTS-2567-0001."),
    )

    class Meta:
        model = Adoption
        fields = (
            "district", "checkpoint", "center", "started_on", "ended_on", "owner_name", "adapted_th", "adapted_en",
            "result", "outcome_th", "outcome_en",
        )  # fmt: skip
        widgets = areas("adapted", "outcome")
        help_texts = {"outcome_th": _("Needed in one language as soon as there is a result.")}

    field_order = (
        "district", "checkpoint", "center", "started_on", "ended_on", "is_mine", "owner_name", "adapted_th",
        "adapted_en", "result", "outcome_th", "outcome_en", "reference",
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        self.visit: Visit | None = None
        super().__init__(*args, **kwargs)
        row = self.instance
        self.initial.setdefault("client_uuid", uuid.uuid4())
        self.initial["is_mine"] = row.pk is None or row.owner_id == by.pk
        self.initial["reference"] = row.visit.reference if row.visit else ""
        own = District.objects.filter(pk=row.district_id).defer("outline", "search")
        districts = districts_open_to(by) | own
        inside = {"district__in": districts.values("pk")}
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]
        self.fields["checkpoint"].queryset = Checkpoint.objects.filter(**inside)  # type: ignore[attr-defined]
        self.fields["center"].queryset = Center.objects.filter(**inside)  # type: ignore[attr-defined]

    def validate_constraints(self) -> None:
        """`clean` says the same at the fields."""

    def clean_reference(self) -> str:
        """A report that the writer may read, approved. The one linked before stays, whoever may read it."""
        reference = str(self.cleaned_data["reference"]).strip().upper()
        if not reference or reference == self.initial["reference"]:
            self.visit = self.instance.visit if reference else None
            return reference
        rows = Visit.objects.visible_to(self.by).filter(reference=reference, state__in=sorted(COUNTED_STATES))
        self.visit = rows.order_by("-revision").first()
        if self.visit is None:
            raise forms.ValidationError(_("There is no approved report of this reference that you may read."))
        return reference

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        start, end, district = values.get("started_on"), values.get("ended_on"), values.get("district")
        not_ahead(self, "started_on")
        if start and end and end < start:
            self.add_error("ended_on", _("The last day must not be before the first day."))
        for name in ("checkpoint", "center"):
            if district and values.get(name) and values[name].district_id != district.pk:
                self.add_error(name, _("It lies in another district."))
        kept = self.instance.owner_id and self.instance.owner_id != self.by.pk
        if not values.get("is_mine") and not values.get("owner_name") and not kept and "owner_name" not in self.errors:
            self.add_error("owner_name", _("Say who answers for it: you, or a person or office by name."))
        told = values.get("outcome_th") or values.get("outcome_en")
        if values.get("result") not in (None, AdoptionResult.RUNNING) and not told:
            self.add_error("outcome_th", _("Say in words how it went, in Thai or English."))
        return values

    def values(self) -> dict[str, Any]:
        """What the action stores."""
        names = [name for name in self._meta.fields or () if name in self.cleaned_data]
        owner = self.by if self.cleaned_data["is_mine"] else self.instance.owner
        if owner == self.by and not self.cleaned_data["is_mine"]:
            owner = None
        return {name: self.cleaned_data[name] for name in names} | {"owner": owner, "visit": self.visit}

    def write(self, adoption: Adoption) -> None:
        for name, value in self.values().items():
            setattr(adoption, name, value)

    def differences(self) -> list[tuple[str, str, str]]:
        return compare(self)


class ModelSiteForm(Paired, ModelForm):
    mark_optional = False

    class Meta:
        model = ModelSite
        fields = ("criteria_th", "criteria_en", "recognised_by_th", "recognised_by_en", "recognised_on", "valid_until")
        widgets = areas("criteria") | lines("recognised_by")
        help_texts = {
            "recognised_by_th": _("The office that recognises it. For example: กองการต่างประเทศ"),
            "recognised_by_en": _("For example: Foreign Affairs Division"),
            "valid_until": _("Empty where it has no end."),
        }

    def validate_constraints(self) -> None:
        """`clean` says the same at the fields."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("criteria_th") and not values.get("criteria_en"):
            self.add_error("criteria_th", _("Say by which criteria, in Thai or English."))
        if not any(values.get(name) or name in self.errors for name in ("recognised_by_th", "recognised_by_en")):
            self.add_error("recognised_by_th", _("Say which office recognises it, in Thai or English."))
        start, end = values.get("recognised_on"), values.get("valid_until")
        not_ahead(self, "recognised_on")
        if start and end and end < start:
            self.add_error("valid_until", _("The last day must not be before the first day."))
        return values

    def differences(self) -> list[tuple[str, str, str]]:
        return compare(self)


class PlainStepForm(StepForm):
    to = forms.ChoiceField(choices=PracticeState.choices, widget=forms.HiddenInput)


class ReasonStepForm(PlainStepForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The author reads it, and it stays in the record."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason.")},
    )
