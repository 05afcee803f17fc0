"""The forms of a practice's parts: what it is, where, its story in both languages, the criteria it meets."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import Country, District
from practices.forms.pairs import LANGUAGES, Paired, areas, lines
from practices.models import STORY, Criterion, Practice
from practices.parts import BY_KEY
from ui.forms import Form, ModelForm
from visits.forms.basics import districts_open_to
from visits.forms.fields import Pick, PickMany, compare
from visits.models import NtsCategory

LONGEST = 8000
LABELS = dict(STORY)
MANY = ("categories", "borders")


class PartForm(Paired, ModelForm):
    """One part of a practice. `write(practice)` stores what was cleaned; it runs with the practice locked."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.validators.append(MaxLengthValidator(LONGEST))

    def validate_constraints(self) -> None:
        """Each form says the same at its field."""

    def write(self, practice: Practice) -> None:
        """Store the fields of this part, and no other column."""
        plain = [name for name in self.cleaned_data if name not in (*MANY, "client_uuid")]
        for name in plain:
            setattr(practice, name, self.cleaned_data[name])
        if plain:
            practice.save(update_fields=plain)
        for name in MANY:
            if name in self.cleaned_data:
                getattr(practice, name).set(self.cleaned_data[name])

    def differences(self) -> list[tuple[str, str, str]]:
        """Where what is typed differs from what is stored: (label, stored, typed), in words."""
        return compare(self)


class AboutForm(PartForm):
    needed = ("title_th", "title_en")

    categories = PickMany(NtsCategory.objects.all(), label=_("NTS categories"))

    class Meta:
        model = Practice
        fields = ("title_th", "title_en", "theme", "categories")
        help_texts = {
            "title_th": _("For example: การสร้างชุมชนชายแดนเข้มแข็ง: จันทบุรี"),
            "title_en": _("For example: Building Strong Cross-Border Communities: Chanthaburi"),
        }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("title_th") and not values.get("title_en") and not self.errors:
            self.add_error("title_th", _("Give the practice a title, in Thai or English."))
        return values


class SiteForm(PartForm):
    district = Pick(District.objects.none(), label=_("District"), required=True)
    checkpoint = Pick(Checkpoint.objects.none(), label=_("Checkpoint"))
    center = Pick(Center.objects.none(), label=_("Center"))
    borders = PickMany(Country.objects.exclude(code="TH"), label=_("Border with"))

    class Meta:
        model = Practice
        fields = ("district", "checkpoint", "center", "community", "borders", "started_on", "contact_th", "contact_en")
        widgets = lines("contact")
        help_texts = {
            "community": _("Village or community, where it is smaller than the district."),
            "contact_th": _("Office and telephone that answer questions; no private number."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance.district_id
        districts = districts_open_to(self.by) | District.objects.filter(pk=own).defer("outline", "search")
        chosen: dict[str, Any] = {
            "district": districts,
            "checkpoint": Checkpoint.objects.filter(district__in=districts.values("pk")),
            "center": Center.objects.filter(district__in=districts.values("pk")),
        }
        for name, rows in chosen.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        district, started = values.get("district"), values.get("started_on")
        for name in ("checkpoint", "center"):
            place = values.get(name)
            if place and district and place.district_id != district.pk:
                self.add_error(name, _("It lies in another district."))
        if values.get("checkpoint") and values.get("center"):
            self.add_error("center", _("Choose a checkpoint or a center, not both."))
        if started and started > timezone.localdate():
            self.add_error("started_on", _("The day must not lie ahead."))
        return values


class CriteriaForm(PartForm):
    criteria = forms.MultipleChoiceField(
        label=_("Criteria that it meets"),
        help_text=_("Tick what the evidence bears out."),
        choices=Criterion.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Practice
        fields = ("criteria",)


class StoryForm(PartForm):
    mark_optional = False

    def topics(self) -> list[tuple[Any, list[Any]]]:
        """Each topic of the story with its two fields, Thai first."""
        names = list(dict.fromkeys(name.rpartition("_")[0] for name in self.fields))
        return [(capped(LABELS[name]), [self[f"{name}_th"], self[f"{name}_en"]]) for name in names]


capped = lazy(capfirst, str)


def _label(name: str, language: Any) -> Any:
    return format_lazy("{} ({})", capped(LABELS[name]), language)


def story_form(names: tuple[str, ...]) -> type[StoryForm]:
    """The form of the topics `names`."""
    columns = {f"{name}_{code}": (name, words) for name in names for code, words in LANGUAGES}
    made = forms.modelform_factory(
        Practice,
        form=StoryForm,
        fields=list(columns),
        labels={column: _label(name, words) for column, (name, words) in columns.items()},
        widgets=areas(*names, rows=6),
    )
    return cast(type[StoryForm], made)


FORMS: dict[str, type[PartForm]] = {
    "about": AboutForm,
    "site": SiteForm,
    "criteria": CriteriaForm,
    **{key: story_form(part.names) for key, part in BY_KEY.items() if part.names},
}


class NewPracticeForm(PartForm):
    """What it takes to start. `client_uuid` makes sending twice harmless."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    district = Pick(
        District.objects.none(),
        label=_("District"),
        required=True,
        help_text=_("Of your areas. Is one missing? Ask the administrator to add it to your areas."),
    )

    class Meta:
        model = Practice
        fields = ("title_th", "title_en", "theme", "district")
        help_texts = AboutForm.Meta.help_texts

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts_open_to(self.by).select_related("province")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("title_th") and not values.get("title_en") and not self.errors:
            self.add_error("title_th", _("Give the practice a title, in Thai or English."))
        return values


class SearchForm(Form):
    mark_optional = False

    q = forms.CharField(label=_("Title or reference"), required=False, max_length=200)
