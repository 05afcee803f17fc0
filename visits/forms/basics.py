"""The sections of the report itself: dates and places, assignment, purpose, outlook."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from places.models import District
from visits.forms.fields import Pick, PickMany, ReportForm
from visits.kinds.base import Count
from visits.models import Project, Visit

LONG = forms.Textarea({"rows": 4})


class SectionForm(ReportForm):
    """One section whose fields stand on the report itself."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)

    def write(self, visit: Visit) -> None:
        """Store the plain fields of this section, and no other column."""
        names = [name for name in self.cleaned_data if name != "districts"]
        for name in names:
            setattr(visit, name, self.cleaned_data[name])
        visit.save(update_fields=names)


def districts_open_to(user: User, visit: Visit | None = None) -> QuerySet[District]:
    """The districts in `user`'s areas, and those that `visit` names already."""
    codes = [code.removeprefix("TH") for code in user.area_codes]
    inside = Q(code__in=codes) | Q(province__code__in=codes)
    if "" in codes:
        inside = Q()
    elif visit is not None and visit.pk:
        inside |= Q(pk__in=visit.districts.through.objects.filter(visit_id=visit.pk).values("district_id"))
    return District.objects.filter(inside).defer("outline", "search")


class BasicsForm(SectionForm):
    needed = ("title_th", "districts")

    districts = PickMany(
        District.objects.none(),
        label=_("Districts visited"),
        help_text=_("Of your areas. Is one missing? Ask the administrator to add it to your areas."),
    )

    class Meta:
        model = Visit
        fields = (
            "title_th", "title_en", "kind", "date_start", "date_end", "districts",
            "published_start", "published_end", "date_reason",
        )  # fmt: skip
        help_texts = {
            "title_th": _("For example: ติดตามผลการดำเนินโครงการ จังหวัดจันทบุรี"),
            "title_en": _("For example: Follow-up on the project in Chanthaburi."),
            "published_start": _("Only where an announcement gave other days than the visit really had."),
            "date_reason": _("For example: the announcement gave the year as BE 2567."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].queryset = districts_open_to(self.by, self.instance)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        self.in_order("date_start", "date_end", _("The last day must not be before the first day."))
        self.in_order("published_start", "published_end", _("The last day must not be before the first day."))
        if values.get("published_end") and not values.get("published_start") and "published_start" not in self.errors:
            self.add_error("published_start", _("Enter the first day as published as well."))
        published, reason = values.get("published_start"), values.get("date_reason")
        if published and published != values.get("date_start") and not reason and "date_start" not in self.errors:
            self.add_error("date_reason", _("Say why the date differs from the published one."))
        return values

    def write(self, visit: Visit) -> None:
        super().write(visit)
        if "districts" in self.cleaned_data:
            visit.districts.set(self.cleaned_data["districts"])


class NewVisitForm(BasicsForm):
    """What it takes to start: a title, the days, the districts. `client_uuid` makes sending twice harmless."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta(BasicsForm.Meta):
        fields = ("title_th", "title_en", "kind", "date_start", "date_end", "districts")  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].required = True
        self.fields["districts"].error_messages["required"] = _("Choose at least one district.")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("title_th") and not values.get("title_en"):
            self.add_error("title_th", _("Give the visit a title, in Thai or English."))
        return values


class AssignmentForm(SectionForm):
    needed = ("directive_issuer", "project")

    project = Pick(Project.objects.filter(is_active=True), label=_("Project"))
    funding_share = Count(label=_("Share of funding (%)"), max_value=100, help_text=_("For example 100."))

    class Meta:
        model = Visit
        fields = (
            "directive_issuer", "directive_number", "directive_date", "assignee", "project",
            "funding_source", "funding_share",
        )  # fmt: skip
        help_texts = {
            "directive_issuer": _("For example: Director, Technical Services and Planning Bureau."),
            "directive_number": _("As on the order, for example มท 0307/1234."),
            "assignee": _("For example: Director, Foreign Affairs Division."),
            "funding_source": _("For example: Mekong-Republic of Korea Cooperation Fund (MKCF)."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Q(pk=self.instance.project_id) | Q(is_active=True)
        self.fields["project"].queryset = Project.objects.filter(chosen)  # type: ignore[attr-defined]


class PurposeForm(SectionForm):
    needed = ("purpose",)

    class Meta:
        model = Visit
        fields = ("background", "purpose")
        widgets = {"background": LONG, "purpose": LONG}
        help_texts = {
            "background": _("What led to the visit. For example: two centers were established in 2565."),
            "purpose": _("One a line. For example: follow up on progress; study best practices."),
        }


class OutlookForm(SectionForm):
    needed = ("summary_th",)

    class Meta:
        model = Visit
        fields = ("summary_th", "summary_en", "obstacles", "recommendations", "decision_asked", "sources")
        widgets = dict.fromkeys(fields, LONG)
        help_texts = {
            "summary_th": _("What a director reads first: three or four sentences."),
            "obstacles": _("For example: no budget line for the center's hotline."),
            "recommendations": _("One a line, each with who should do it."),
            "decision_asked": _("For example: for information; or: to approve a second joint patrol a month."),
            "sources": _("Papers, people and records that the report relies on. One a line."),
        }
