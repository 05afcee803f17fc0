"""The form behind the filters of the library: it only writes the address that `filters` reads."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from places.choices import neighbours
from practices.library.filters import LibraryFilters
from practices.models import Principle, Theme
from practices.workflow import PracticeState
from ui.forms import Form
from ui.templatetags.ui import bilingual
from visits.forms.finding import ANY, border_provinces, districts_known
from visits.models import NtsCategory


class LibraryForm(Form):
    mark_optional = False

    q = forms.CharField(label=_("Title, summary or code"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[ANY, *Theme.choices])
    principle = forms.ChoiceField(label=_("Does well by the principle"), required=False)
    category = forms.ChoiceField(label=_("NTS category"), required=False)
    border = forms.ChoiceField(label=_("Border with"), required=False)
    province = forms.ChoiceField(label=_("Province"), required=False)
    district = forms.ChoiceField(label=_("District"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *PracticeState.choices])
    model = forms.ChoiceField(label=_("Model sites"), required=False, choices=[ANY, ("yes", _("only"))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, QuerySet[Any]] = {
            "principle": Principle.objects.all(),
            "category": NtsCategory.objects.all(),
            "border": neighbours(),
            "province": border_provinces(),
            "district": districts_known(),
        }
        for name, found in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [ANY, *((row.code, bilingual(row)) for row in found)]

    @classmethod
    def from_filters(cls, filters: LibraryFilters) -> "LibraryForm":
        """The form showing what is in force."""
        return cls(initial={name: filters.params.get(name) for name in filters.params})
