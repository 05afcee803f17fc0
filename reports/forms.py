"""What the dashboard is about: the form whose answers stand in the address, and the one that keeps it under a name."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Agency, User
from checkpoints.models import Kind
from labour.models import districts_of
from reports.models import SavedView
from reports.scope import Scope
from ui import periods
from ui.forms import Form, ModelForm
from ui.templatetags.ui import bilingual
from visits.models import NtsCategory


class ScopeForm(Form):
    """Only shown: whatever is sent is read by Scope."""

    mark_optional = False

    period = forms.ChoiceField(label=gettext_lazy("Period"))
    area = forms.ChoiceField(label=gettext_lazy("Area"))
    category = forms.ChoiceField(label=gettext_lazy("NTS category assessed"))
    at = forms.ChoiceField(label=gettext_lazy("Stops at checkpoints of kind"))
    agency = forms.ChoiceField(label=gettext_lazy("Agency that took part"))

    def __init__(self, scope: Scope) -> None:
        """Four queries."""
        asked = {name: scope.asks(name) for name in ("category", "at", "agency")}
        area = scope.asks("district") or scope.asks("province")
        super().__init__(initial={"period": scope.period.key, "area": area, **asked})
        agencies = [(row.code, bilingual(row)) for row in Agency.objects.only("code", "name_th", "name_en")]
        categories = [(row.code, bilingual(row)) for row in NtsCategory.objects.all()]
        choices: dict[str, list[Any]] = {
            "period": period_choices(scope.period, scope.today),
            "area": [("", _("All my areas")), *area_choices(scope.user)],
            "category": [("", _("Any category")), *categories],
            "at": [("", _("Any place")), *Kind.choices],
            "agency": [("", _("Any agency")), *agencies],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered


class ViewForm(ModelForm):
    """`version`: of the view that is changed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]

    def taken(self) -> None:
        self.add_error("name", _("You have another view of this name."))


def period_choices(chosen: periods.Period, today: dt.date) -> list[Any]:
    offered = periods.choices(today)
    quarters = periods.quarters(today)
    other = [] if chosen.key in {one.key for one in (*offered, *quarters)} else [(chosen.key, chosen.label)]
    return [
        *other,
        *((one.key, one.label) for one in offered),
        (_("Quarters"), [(one.key, one.label) for one in quarters]),
    ]


def area_choices(user: User) -> list[Any]:
    """Provinces and their districts, of the reader's areas of responsibility."""
    found: dict[str, list[tuple[str, str]]] = {}
    for district in districts_of(user).order_by("code"):
        name, code = bilingual(district.province), district.province.code
        whole = (code, _("All of %(province)s") % {"province": name})
        found.setdefault(name, [whole]).append((district.code, bilingual(district)))
    return list(found.items())
