"""The list of goods on the page of an activity."""

import copy
import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seizures.catalogue import Catalogue
from seizures.forms.numbers import Amount
from seizures.models import Basis, GoodsCounter, Lot, Seizure
from ui.forms import DateTimeField
from ui.prepared import insert
from visits.forms.rows import RowForm, Rows
from visits.models import Activity
from visits.parts import Asking


def one_of(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, **kwargs)


def usual_time(activity: Activity) -> dt.datetime | None:
    """What a new row comes filled with: when the mission was there."""
    return activity.stop.arrived_at or activity.stop.planned_at


class GoodsForm(RowForm):
    """One lot of goods. `found_at`: what a new one comes filled with."""

    given = frozenset({"found_at"})

    kind = one_of(_("Kind of goods"))
    quantity = Amount(label=_("Quantity"), decimal_places=3)
    unit = one_of(_("Unit of measure"))
    found_at = DateTimeField(label=_("When found"), required=False)
    seized_by = one_of(_("Agency that found or seized it"))
    held_by = one_of(_("Agency that holds it now"))
    estimated_value = Amount(label=_("Estimated value, baht"), decimal_places=2)
    value_basis = forms.ChoiceField(label=_("Basis of the value"), choices=[("", "—"), *Basis.choices], required=False)
    case_number = forms.CharField(
        label=_("Case number"),
        max_length=80,
        required=False,
        help_text=_("As the agencies share it. Only the mission and those who decide read it."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False, help_text=_("No names of persons."))

    def __init__(self, *args: Any, catalogue: Catalogue, found_at: dt.datetime | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        self.initial.setdefault("found_at", found_at)
        offered = {
            "kind": catalogue.kind_choices,
            "unit": catalogue.unit_choices,
            "seized_by": catalogue.agency_choices,
            "held_by": catalogue.agency_choices,
        }
        for name, choices in offered.items():
            self.fields[name] = own = copy.deepcopy(self.fields[name])
            own.choices = choices  # type: ignore[attr-defined]

    @property
    def shows_more(self) -> bool:
        """Whether one of the fields that are folded away has something to show."""
        names = ("held_by", "estimated_value", "value_basis", "case_number", "note")
        return any(self[name].errors or self[name].value() for name in names)

    def clean_quantity(self) -> Decimal | None:
        value: Decimal | None = self.cleaned_data["quantity"]
        if value is not None and value <= 0:
            raise ValidationError(_("Write a number above zero."))
        return value

    def clean_case_number(self) -> str:
        typed: str = self.cleaned_data["case_number"]
        if typed and not any(sign.isalnum() for sign in typed):
            raise ValidationError(_("Write the number of the case, or leave it empty."))
        return typed

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if self.has_changed() and not values.get("DELETE"):
            for name in ("kind", "quantity", "unit", "found_at", "seized_by"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, self.missing(name))
            self._judge_unit(values)
            self._judge_value(values)
            if values.get("found_at") and values["found_at"] > timezone.now():
                self.add_error("found_at", _("This lies in the future."))
        return values

    def missing(self, name: str) -> Any:
        return {
            "kind": _("Choose what was found."),
            "quantity": _("Write how much it was."),
            "unit": _("Choose the unit."),
            "found_at": _("Enter when it was found; the nearest hour will do."),
            "seized_by": _("Choose the agency that found or seized it."),
        }[name]

    def _judge_unit(self, values: dict[str, Any]) -> None:
        kind, unit = values.get("kind"), values.get("unit")
        kept = (kind, unit) == (self.initial.get("kind"), self.initial.get("unit"))
        if kind and unit and not kept and unit not in self.catalogue.measures[kind]:
            words = gettext("These goods are counted in: %(units)s.")
            self.add_error("unit", words % {"units": self.catalogue.units_in_words(kind)})

    def _judge_value(self, values: dict[str, Any]) -> None:
        value, basis = values.get("estimated_value"), values.get("value_basis")
        if value is not None and value < 0:
            self.add_error("estimated_value", _("A value is not below zero."))
        elif value is not None and not basis:
            self.add_error("value_basis", _("Choose what the value rests on."))
        elif basis and value is None and "estimated_value" not in self.errors:
            self.add_error("estimated_value", _("Write the value in baht."))


class Goods(Rows):
    """The goods of one activity; a new row becomes a lot with a code of its own."""

    model, form, prefix = Seizure, GoodsForm, "goods"
    template = "seizures/_rows.html"
    columns = {
        "kind": "kind_id", "quantity": "quantity", "unit": "unit_id", "found_at": "found_at",
        "seized_by": "seized_by_id", "held_by": "held_by_id", "estimated_value": "estimated_value",
        "value_basis": "value_basis", "case_number": "case_number", "note": "note",
    }  # fmt: skip
    title, add_words = _("Goods found or seized"), _("Add more goods")
    row_template = "seizures/_row.html"

    def __init__(self, asking: Asking) -> None:
        self.catalogue = Catalogue(set())
        found_at = usual_time(asking.activity) if asking.data is None else None
        super().__init__(asking.activity, asking.data, catalogue=self.catalogue, found_at=found_at)
        self.catalogue.chosen |= {row.kind_id for row in self.stored.values()}

    @property
    def units_of_kinds(self) -> dict[int, list[int]]:
        """For the script that narrows the list of units to those of the kind."""
        return dict(self.catalogue.pairs())

    def store(self, row: Any, values: dict[str, Any]) -> None:
        kept = (row.kind_id, row.unit_id) == (values["kind"], values["unit"])
        for name, column in self.columns.items():
            setattr(row, column, values[name])
        if not kept:
            measure = self.catalogue.measures[values["kind"]][values["unit"]]
            row.factor, row.approximate = measure.factor, measure.approximate
        if row.pk:
            row.save()
            return
        row.lot = Lot.objects.create(code=GoodsCounter.draw(timezone.localdate(values["found_at"]))[0])
        insert(row)
