"""What people type about indicators, checked."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from indicators.models import Indicator, Reading
from indicators.permissions import districts_of, provinces_of
from places.choices import district_label, offer, provinces
from places.models import District, Province
from ui import dates, periods
from ui.forms import Form, ModelForm
from ui.periods import Period
from ui.templatetags.ui import bilingual

MOST = 10_000_000


def whole(label: Any, *, required: bool = False, hint: Any = "") -> forms.IntegerField:
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, required=required, help_text=hint, widget=widget
    )


class ReadingForm(Form):
    """A number for a month or a quarter. Of people it asks by sex and adds up itself."""

    period = forms.ChoiceField(label=_("Month or quarter"))
    district = forms.ModelChoiceField(District.objects.none(), label=_("District"), required=False)
    province = forms.ModelChoiceField(
        Province.objects.none(),
        label=_("Province"),
        required=False,
        help_text=_("Where it was not in one district. Empty for the whole programme."),
    )
    value = whole(_("Number"), required=True)
    women = whole(_("Women"))
    men = whole(_("Men"))
    unknown = whole(_("Sex not known"))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The list, minutes or order that shows it.")
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, indicator: Indicator, by: User, corrects: Reading | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.indicator, self.by, self.corrects = indicator, by, corrects
        today = timezone.localdate()
        months = [periods.between(first, first) for first in (periods.add_months(today, -back) for back in range(24))]
        self.periods: dict[str, Period] = {one.key: one for one in [*months, *periods.quarters(today)]}
        if corrects is not None:
            own = periods.between(corrects.start, corrects.end)
            self.periods.setdefault(own.key, own)
            self.fields["note"].label, self.fields["note"].required = _("Why is it corrected?"), True
        self.fields["period"].choices = [(key, one.label) for key, one in self.periods.items()]  # type: ignore[attr-defined]
        offer(self.fields["district"], districts_of(by), district_label)
        offer(self.fields["province"], provinces_of(by), bilingual)
        for name in ("value",) if indicator.counts_people else ("women", "men", "unknown"):
            del self.fields[name]
        if not by.covers(["TH"]) and not provinces_of(by).exists():
            del self.fields["province"]
            self.fields["district"].required = True

    @classmethod
    def opened_on(cls, data: Any, *, indicator: Indicator, by: User, corrects: Reading | None) -> "ReadingForm":
        initial: dict[str, Any] = {"period": periods.between(timezone.localdate(), timezone.localdate()).key}
        if corrects is not None:
            names = ("district", "value", "women", "men", "unknown", "source")
            initial = {name: getattr(corrects, name) for name in names}
            initial["province"] = None if corrects.district_id else corrects.province
            initial["period"] = periods.between(corrects.start, corrects.end).key
        return cls(data, indicator=indicator, by=by, corrects=corrects, initial=initial)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        district, province = values.get("district"), values.get("province")
        if district and province and district.province_id != province.pk:
            self.add_error("province", _("The district lies in another province. Choose one of the two."))
        if not district and not province and not self.errors and not self.by.covers(["TH"]):
            self.add_error("district", _("Choose the district or the province that the number is about."))
        if self.indicator.counts_people and not any(values.get(name) for name in ("women", "men", "unknown")):
            self.add_error("women", _("Enter how many people, by sex where it is known."))
        return values

    def facts(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        values = dict(self.cleaned_data)
        period = self.periods[values.pop("period")]
        values.setdefault("province", None)
        if self.indicator.counts_people:
            values |= {name: values.get(name) or 0 for name in ("women", "men", "unknown")}
            values["value"] = values["women"] + values["men"] + values["unknown"]
        own = values.pop("client_uuid")
        key = own and uuid.uuid5(own, repr(sorted((name, str(value)) for name, value in values.items())))
        return {**values, "start": period.start, "end": period.end, "client_uuid": key}


class IndicatorForm(ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    class Meta:
        model = Indicator
        fields = ["name_th", "name_en", "definition_th", "definition_en", "unit_th", "unit_en", "better", "baseline",
                  "baseline_note", "sort", "is_active"]  # fmt: skip
        widgets = {"definition_th": forms.Textarea({"rows": 3}), "definition_en": forms.Textarea({"rows": 3})}


class NewIndicatorForm(IndicatorForm):
    """One that people enter: what is counted by the system comes with it."""

    class Meta(IndicatorForm.Meta):
        fields = ["code", *IndicatorForm.Meta.fields, "counts_people"]
        help_texts = {"code": _("Small letters and hyphens, such as youth-camps.")}


class TargetForm(Form):
    fiscal_year = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int)
    province = forms.ModelChoiceField(
        Province.objects.none(), label=_("Province"), required=False, help_text=_("Empty for the whole programme.")
    )
    value = whole(_("Target"), required=True)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen
        this = dates.fiscal_year(timezone.localdate())
        years = [(year, dates.shown_year(dates.ce_year(year))) for year in range(this - 2, this + 4)]
        self.fields["fiscal_year"].choices = years  # type: ignore[attr-defined]
        self.fields["fiscal_year"].initial = this
        offer(self.fields["province"], provinces(), bilingual)

    def brought_to(self, indicator: Indicator, seen: int) -> list[tuple[str, str, str]]:
        """Bring the form to the change that is known last, what was typed kept; what differs: (label, theirs, ours)."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = str(seen)  # type: ignore[index]
        said = self.cleaned_data
        stands = indicator.targets.get(fiscal_year=said["fiscal_year"], province=said["province"])
        return [(str(self.fields["value"].label), str(stands.value), str(said["value"]))]
