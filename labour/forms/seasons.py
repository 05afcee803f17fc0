"""An expected season: which work, from when to when, how many people, who says so."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labour.models import MOST, Route, SeasonExpectation, work_choices
from places.models import Confidence
from ui import dates
from ui.forms import Form
from visits.kinds.base import Count, shown

YEARS = 3  # before and after this one
FIELDS = (
    "work", "month_from", "month_to", "people_low", "people_high", "route", "source", "confidence", "valid_from",
    "valid_until",
)  # fmt: skip


def month_choices() -> list[tuple[int, str]]:
    return [(number, name) for number, name in enumerate(dates.MONTHS[dates.language()], start=1)]


def this_year() -> int:
    """The fiscal year now, CE."""
    return dates.ce_year(dates.fiscal_year(timezone.localdate()))


def year_choices() -> list[tuple[int, int]]:
    """Fiscal years around this one, as the reader counts them."""
    now = this_year()
    return [(year, dates.shown_year(year)) for year in range(now - YEARS, now + YEARS + 1)]


def number(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """A choice among numbers; `choices` are set for each form, in the language of its reader."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **kwargs)


class SeasonForm(Form):
    """`season`: the one that is changed, or none."""

    mark_optional = False

    work = forms.ChoiceField(label=_("Kind of work"))
    month_from = number(_("From month"))
    month_to = number(_("To month"), help_text=_("A season may go on into the next year: August to January."))
    people_low = Count(label=_("At least, people"), max_value=MOST)
    people_high = Count(label=_("At most, people"), max_value=MOST)
    route = forms.ChoiceField(label=_("Permit route"), choices=Route.choices, initial=Route.UNKNOWN)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Who says so: “district agricultural office, letter of 2 June 2568”."),
    )
    confidence = forms.ChoiceField(
        label=_("How sure is this?"), choices=Confidence.choices, initial=Confidence.LOW, widget=forms.RadioSelect
    )
    valid_from = number(_("From fiscal year"))
    valid_until = number(_("Until fiscal year"), required=False, help_text=_("Empty: until somebody says otherwise."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data: Any = None, *, season: SeasonExpectation | None = None) -> None:
        initial = values_of(season) if season else {"valid_from": this_year()}
        super().__init__(data, initial=initial)
        choices: dict[str, Any] = {
            "work": work_choices(),
            "month_from": [("", "—"), *month_choices()],
            "month_to": [("", "—"), *month_choices()],
            "valid_from": with_kept(year_choices(), initial.get("valid_from")),
            "valid_until": [("", "—"), *with_kept(year_choices(), initial.get("valid_until"))],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        del self.fields["client_uuid" if season else "version"]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        low, high = values.get("people_low"), values.get("people_high")
        if (low is None) != (high is None) and not {"people_low", "people_high"} & set(self.errors):
            self.add_error("people_low" if low is None else "people_high", _("Write both numbers, or neither."))
        self.in_order("people_low", "people_high", _("At most cannot be fewer than at least."))
        self.in_order("valid_from", "valid_until", _("The last year cannot lie before the first."))
        return values

    def in_order(self, first: str, second: str, message: Any) -> None:
        low, high = self.cleaned_data.get(first), self.cleaned_data.get(second)
        if low is not None and high is not None and high < low:
            self.add_error(second, message)

    def taken(self) -> None:
        message = _("This season is expected already: the same work, route, month and year. Change that one.")
        self.add_error("work", message)

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def key(self) -> uuid.UUID:
        """The key of a new season; other words under the browser's key are another season."""
        own = self.cleaned_data["client_uuid"] or uuid.uuid4()
        return uuid.uuid5(own, repr(sorted(self.facts().items(), key=str)))

    def brought_to(self, season: SeasonExpectation) -> list[tuple[str, str, str]]:
        """Go on from what is stored now, everything typed kept; where the two differ: (label, stored, typed)."""
        self.data = data = self.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(season.version)
        stored, typed = values_of(season), self.cleaned_data
        return [
            (str(self[name].label), shown(self.fields[name], stored[name]), shown(self.fields[name], typed[name]))
            for name in FIELDS
            if stored[name] != typed[name]
        ]


def values_of(season: SeasonExpectation) -> dict[str, Any]:
    return {name: getattr(season, name) for name in (*FIELDS, "version")}


def with_kept(years: list[tuple[int, int]], kept: Any) -> list[tuple[int, int]]:
    """The years on offer, and the one chosen long ago."""
    known = kept is None or kept in dict(years)
    return years if known else [(kept, dates.shown_year(kept)), *years]
