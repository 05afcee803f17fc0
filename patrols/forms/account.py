"""The page on which one side tells what it did: facts, and the units of both sides."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint
from patrols.actions import Said
from patrols.models import How, Incident, Side
from ui.forms import Form
from visits.forms.activities import agency_choices
from visits.forms.fields import Pick, compare
from visits.kinds.base import Count, line, moment, one_of, text
from visits.kinds.security import MECHANISMS, pillar

MOST_UNITS = 20


class AccountForm(Form):
    """The facts. The counterpart writes the name of the checkpoint; we choose it."""

    mark_optional = False
    needed = ("started_at", "ended_at", "incident")  # before it can be signed off

    authority = line(_("Authority"), _("Order or agreement under which your side went. For example: order 12/2566."))
    mechanism = one_of(_("Mechanism"), [choice for choice in MECHANISMS if choice[0] != "own"])
    planned_start = moment(_("Planned start"))
    planned_end = moment(_("Planned end"))
    started_at = moment(_("Started"))
    ended_at = moment(_("Ended"))
    pillar_from = pillar(_("From boundary pillar"), _("Number only, 1 to 73. For example 55."))
    pillar_to = pillar(_("To boundary pillar"))
    checkpoint_id = Pick(Checkpoint.objects.none(), label=_("Nearest checkpoint"))
    checkpoint_text = line(_("Nearest checkpoint"), _("For example: Ban Laem."))
    incident = forms.ChoiceField(
        label=_("Was there an incident?"),
        required=False,
        choices=Incident.choices,
        widget=forms.RadioSelect({"class": "row"}),
    )
    incidents = text(_("What happened"), _("Only if there was an incident. No names of persons."))
    agreed = text(_("Points agreed"), _("One a line. For example: weekly call between the two commanders."))

    groups = (
        (_("Authority and place"), ("authority", "mechanism", "checkpoint_id", "checkpoint_text")),
        (_("Boundary pillars"), ("pillar_from", "pillar_to")),
        (_("Time"), ("started_at", "ended_at", "planned_start", "planned_end")),
    )
    outcome = ("incident", "incidents", "agreed")
    in_order = (
        ("planned_start", "planned_end", _("The end must not be before the start.")),
        ("started_at", "ended_at", _("The end must not be before the start.")),
        ("pillar_from", "pillar_to", _("Write the lower pillar number first.")),
    )

    def __init__(self, *args: Any, how: How, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if how == How.OWN_OFFICER:
            del self.fields["checkpoint_text"]
            places: Any = self.fields["checkpoint_id"]
            places.queryset = Checkpoint.objects.in_use().only("name_th", "name_en").order_by("name_th")
        else:
            del self.fields["checkpoint_id"]

    def clean_checkpoint_id(self) -> int | None:
        chosen: Checkpoint | None = self.cleaned_data["checkpoint_id"]
        return chosen.pk if chosen else None

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        for first, second, message in self.in_order:
            low, high = values.get(first), values.get(second)
            if low is not None and high is not None and high < low:
                self.add_error(second, message)
        if values.get("incident") == Incident.YES and not values.get("incidents") and "incidents" not in self.errors:
            self.add_error("incidents", _("Say in a few words what happened."))
        if values.get("incident") != Incident.YES and values.get("incidents"):
            self.add_error("incident", _("You describe an incident: say that there was one, or empty its description."))
        return values

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields before the units, as the page groups them."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups]

    def last(self) -> list[forms.BoundField]:
        """The fields after the units."""
        return [self[name] for name in self.outcome]


class UnitForm(Form):
    """One unit; left empty it is none."""

    mark_optional = False

    of_side = forms.ChoiceField(label=_("Side"), choices=Side.choices, required=False)
    agency_id = forms.TypedChoiceField(label=_("Agency"), coerce=int, empty_value=None, required=False)
    unit = line(_("Unit"), _("As it calls itself. An empty row is left out."))
    head_count = Count(label=_("People"), max_value=10_000)

    def __init__(self, *args: Any, how: How, agencies: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        side, agency = self.fields["of_side"], self.fields["agency_id"]
        side.initial = Side.OWN if how == How.OWN_OFFICER else Side.COUNTERPART
        if how == How.COUNTERPART_LINK:
            del self.fields["agency_id"]
            side.choices = [(Side.COUNTERPART, _("our side")), (Side.OWN, Side.OWN.label)]  # type: ignore[attr-defined]
        else:
            agency.choices = agencies  # type: ignore[attr-defined]

    @property
    def is_blank(self) -> bool:
        values = self.cleaned_data
        return not any((values.get("agency_id"), values.get("unit"), values.get("head_count") is not None))

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"of_side"})

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        named = values.get("agency_id") or values.get("unit") or {"agency_id", "unit"} & set(self.errors)
        if values.get("head_count") is not None and not named:
            self.add_error("unit", _("Choose an agency, or write the unit."))
        return values


class Screen:
    """Facts and units on one page. `said`: what it starts from. `how`: who writes."""

    title, add_words = _("Who took part, of both sides"), _("Add another unit")
    row_template, prefix = "patrols/_unit.html", "u"

    def __init__(self, data: QueryDict | None, *, how: How, said: Said) -> None:
        self.how, self.said = how, said
        agencies = [] if how == How.COUNTERPART_LINK else agency_choices()
        factory: Any = forms.formset_factory(
            UnitForm, extra=0 if said.units else 2, max_num=MOST_UNITS, validate_max=True
        )
        self.form = AccountForm(data, initial=said.facts, how=how)
        self.formset: Any = factory(
            data,
            initial=None if data else said.units,
            prefix=self.prefix,
            form_kwargs={"how": how, "agencies": agencies},
        )

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.formset.is_valid()])

    def answers(self) -> Said:
        """What was typed, ready to be stored."""
        units = []
        for row in self.formset.forms:
            if not row.is_blank:
                side = row.cleaned_data["of_side"] or row.fields["of_side"].initial
                units.append(row.cleaned_data | {"of_side": side})
        return Said(self.form.cleaned_data, units)

    def differences(self) -> list[tuple[str, str, str]]:
        """Where the facts typed differ from those stored: (label, stored, typed)."""
        return compare(self.form)

    def with_another_row(self, data: QueryDict) -> "Screen":
        """The same page with one more row, everything typed kept and nothing judged yet."""
        more = data.copy()
        more[f"{self.prefix}-TOTAL_FORMS"] = str(min(self.formset.total_form_count() + 1, MOST_UNITS))
        again = Screen(more, how=self.how, said=self.said)
        for form in (again.form, *again.formset.forms):
            form._errors, form.cleaned_data = forms.utils.ErrorDict(), {}
        return again
