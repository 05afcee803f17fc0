"""The form behind the filters of a list: it only writes the address that `visits.filters` reads."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.models import District, Province
from ui import dates
from ui.forms import DateField, Form
from ui.templatetags.ui import bilingual
from visits.filters import Filters
from visits.models import Level, NtsCategory, VisitKind
from visits.workflow import State

ANY = ("", "–")
YEARS_SHOWN = 6


class FilterForm(Form):
    mark_optional = False

    q = forms.CharField(label=_("Title or reference"), required=False)
    fy = forms.ChoiceField(label=_("Fiscal year"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *State.choices])
    kind = forms.ChoiceField(label=_("Kind of visit"), required=False, choices=[ANY, *VisitKind.choices])
    province = forms.ChoiceField(label=_("Province"), required=False)
    district = forms.ChoiceField(label=_("District"), required=False)
    category = forms.ChoiceField(label=_("NTS category"), required=False)
    level = forms.ChoiceField(label=_("Assessment"), required=False, choices=[ANY, *Level.choices])
    author = forms.ChoiceField(label=_("Author"), required=False, choices=[ANY, ("me", _("me"))])

    field_order = ("q", "fy", "state", "kind", "province", "district", "category", "level", "author")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = DateField(label=_("First day from"), required=False)
        self.fields["to"] = DateField(label=_("First day to"), required=False)
        self._choose("fy", [(str(year), str(year_words(year))) for year in fiscal_years()])
        self._choose("province", [(row.code, bilingual(row)) for row in border_provinces()])
        self._choose("district", [(row.code, bilingual(row)) for row in districts_known()])
        self._choose("category", [(row.code, bilingual(row)) for row in NtsCategory.objects.all()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ANY, *choices]

    @classmethod
    def from_filters(cls, filters: Filters) -> "FilterForm":
        """The form showing what is in force."""
        initial: dict[str, Any] = {name: filters.params.get(name) for name in filters.params}
        for name in ("from", "to"):
            if name in initial:
                initial[name] = day_of(initial[name])
        return cls(initial=initial)


def day_of(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def fiscal_years() -> range:
    """This fiscal year and those before it, newest first, Buddhist era."""
    newest = dates.fiscal_year(timezone.localdate())
    return range(newest, newest - YEARS_SHOWN, -1)


def year_words(year: int) -> int:
    """A fiscal year as the reader counts it."""
    return dates.shown_year(year - dates.BUDDHIST_OFFSET)


def border_provinces() -> QuerySet[Province]:
    return Province.objects.only("code", "name_th", "name_en").filter(borders__isnull=False).distinct()


def districts_known() -> QuerySet[District]:
    return District.objects.only("code", "name_th", "name_en").order_by("code")
