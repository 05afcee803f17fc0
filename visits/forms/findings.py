"""What was found: one assessment per category on one screen, contributing factors, conclusions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import DateField, Form
from visits.forms.fields import ItemForm, PickMany, compare, name_of
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    ContributingFactor,
    LegalReference,
    Level,
    NtsCategory,
    Photo,
    Visit,
)

SHARED = ("basis", "said_by", "period_start", "period_end")


class PeriodForm(Form):
    """Basis, source and period of an assessment."""

    mark_optional = False

    basis = forms.CharField(
        label=_("On what basis"), max_length=300, required=False, help_text=_("For example: briefing, case register.")
    )
    said_by = forms.CharField(
        label=_("Who says so"), max_length=200, required=False, help_text=_("For example: the district chief.")
    )
    period_start = DateField(label=_("Period from"), required=False)
    period_end = DateField(label=_("Period to"), required=False)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The last day must not be before the first."))
        return values


class AssessmentForm(PeriodForm):
    """One category. Without an answer there is no row: "visited, nothing found" is not "not assessed"."""

    level = forms.ChoiceField(
        label=_("Assessment"), choices=Level.choices, required=False, widget=forms.RadioSelect({"class": "row"})
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=4000, widget=forms.Textarea({"rows": 2}))
    legal_references = forms.TypedMultipleChoiceField(
        label=_("Legal references"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    restricted = forms.BooleanField(label=_("Restricted"), required=False)

    def __init__(
        self, data: Any = None, *, category: NtsCategory, row: Assessment | None, laws: list[tuple[int, str]]
    ) -> None:
        self.category, self.row = category, row
        self.common: dict[str, Any] = {}
        super().__init__(data, prefix=category.code, initial=self.stored(row))
        self.fields["legal_references"].choices = laws  # type: ignore[attr-defined]
        if category.is_sensitive:
            self.fields["restricted"].help_text = _("Minor and major findings here are always restricted.")

    @staticmethod
    def stored(row: Assessment | None) -> dict[str, Any]:
        if row is None:
            return {}
        names = (*SHARED, "level", "note", "restricted")
        return {name: getattr(row, name) for name in names} | {
            "legal_references": [law.pk for law in row.legal_references.all()]
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        level = values.get("level")
        assessed = level in (Level.NONE, Level.MINOR, Level.MAJOR)
        if assessed:
            self.borrow(values)
        if assessed and not values.get("basis") and "basis" not in self.errors:
            self.add_error("basis", _("Say on what basis, here or once for all at the top."))
        if not level and "level" not in self.errors and any(values.get(name) for name in ("basis", "note")):
            self.add_error("level", _("Choose an assessment for what you wrote."))
        if self.category.is_sensitive and level in (Level.MINOR, Level.MAJOR):
            values["restricted"] = True  # Anti-Trafficking in Persons Act 2008 s.56
        return values

    def borrow(self, values: dict[str, Any]) -> None:
        """Take what was said once for all where this category says nothing of its own."""
        names = SHARED if not (values.get("period_start") or values.get("period_end")) else SHARED[:2]
        for name in names:
            values[name] = values.get(name) or self.common.get(name) or values.get(name)

    @property
    def is_open(self) -> bool:
        """Whether the page shows more than the level."""
        return bool(self.errors) or (self.row is not None and self.row.level in (Level.MINOR, Level.MAJOR))

    @property
    def restricted_by_rule(self) -> bool:
        return bool(self.category.is_sensitive)


class AssessmentsForm:
    """The whole screen: what holds for all categories, then each category, core first. A fixed number of queries."""

    def __init__(self, visit: Visit, data: Any = None) -> None:
        rows = {row.category_id: row for row in visit.assessments.prefetch_related("legal_references")}
        laws = [(law.pk, name_of(law)) for law in LegalReference.objects.all()]
        categories = NtsCategory.objects.order_by("-is_core", "sort", "code")
        self.common = PeriodForm(data, prefix="all")
        self.forms = [AssessmentForm(data, category=one, row=rows.get(one.pk), laws=laws) for one in categories]

    def is_valid(self) -> bool:
        fine = self.common.is_valid()
        for form in self.forms:
            form.common = self.common.cleaned_data
        return not sum(not form.is_valid() for form in self.forms) and fine

    @property
    def has_errors(self) -> bool:
        return bool(self.common.errors) or any(form.errors for form in self.forms)

    def write(self, visit: Visit) -> None:
        """Store the categories that were answered."""
        for form in self.forms:
            if form.cleaned_data["level"] and (form.row is None or form.has_changed() or self.common.has_changed()):
                self.write_one(visit, form)

    def write_one(self, visit: Visit, form: AssessmentForm) -> None:
        row = form.row or Assessment(visit=visit, category=form.category)
        for name in (*SHARED, "level", "note", "restricted"):
            setattr(row, name, form.cleaned_data[name])
        row.save()
        laws = form.cleaned_data["legal_references"]
        if set(laws) != set(form.initial.get("legal_references", [])):
            row.legal_references.set(laws)

    def differences(self) -> list[tuple[str, str, str]]:
        rows = [(form, *row) for form in self.forms for row in compare(form)]
        return [(f"{name_of(form.category)}: {label}", old, new) for form, label, old, new in rows]


def activities_of(visit: Visit) -> Any:
    return (
        Activity.objects.filter(stop__visit=visit)
        .select_related("stop__checkpoint", "stop__center")
        .order_by("stop__sort", "stop_id", "sort", "pk")
    )


class FactorForm(ItemForm):
    new_words, edit_words = _("Add a contributing factor"), _("Change a contributing factor")
    empty_words = _("No contributing factor yet")

    categories = PickMany(NtsCategory.objects.all(), label=_("NTS categories"))
    legal_references = PickMany(LegalReference.objects.all(), label=_("Legal references"))
    evidence = PickMany(Activity.objects.none(), label=_("Evidence"), help_text=_("What you did that shows it."))

    class Meta:
        model = ContributingFactor
        fields = ("statement", "categories", "legal_references", "evidence")
        widgets = {"statement": forms.Textarea({"rows": 2})}
        help_texts = {
            "statement": _("For example: collaboration between security agencies and local administrations."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = activities_of(self.visit)  # type: ignore[attr-defined]


class ConclusionForm(ItemForm):
    new_words, edit_words = _("Add a conclusion"), _("Change a conclusion")
    empty_words = _("No conclusion yet")

    rating = forms.TypedChoiceField(
        label=_("Relationship with the other side"),
        choices=[
            ("", _("not rated")),
            (0, _("0 tense")),
            (1, _("1 distant")),
            (2, _("2 correct")),
            (3, _("3 good")),
            (4, _("4 close and regular")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Only for a conclusion about the relationship."),
    )
    activities = PickMany(Activity.objects.none(), label=_("Evidence: what you did"))
    photos = PickMany(Photo.objects.none(), label=_("Evidence: photographs"))

    class Meta:
        model = Conclusion
        fields = ("kind", "statement", "rating", "activities", "photos", "strength")
        widgets = {"statement": forms.Textarea({"rows": 3})}
        help_texts = {
            "statement": _("For example: leadership of Thai officials has made border management more effective."),
            "strength": _("“Supported” needs at least one piece of evidence ticked above."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activities"].queryset = activities_of(self.visit)  # type: ignore[attr-defined]
        self.fields["photos"].queryset = self.visit.photos.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        evidence = values.get("activities") or values.get("photos")
        if values.get("strength") == Conclusion.Strength.SUPPORTED and not evidence:
            self.add_error("strength", _("Tick the evidence, or mark the conclusion as not yet verified."))
        if values.get("rating") is not None and values.get("kind") != Conclusion.Kind.RELATIONSHIP:
            self.add_error("rating", _("Rate only a conclusion about the relationship."))
        return values
