"""The counts on the page of an observation: one row a nationality and kind of work."""

import copy
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labour.models import MOST, PEOPLE, Nationality, Route, WorkerCount, work_choices
from visits.forms.rows import RowForm, Rows
from visits.kinds.base import Count
from visits.models import Activity

CARRIED = ("nationality", "work", "route")  # from the row before


def carried(choices: Any, label: Any) -> forms.ChoiceField:
    """An answer that a new row takes over from the row before."""
    return forms.ChoiceField(
        label=label, choices=[("", "—"), *choices], widget=forms.Select({"data-carry": ""}), error_messages=MISSING
    )


MISSING = {"required": _("Choose an answer; “not known” is one.")}


class CountForm(RowForm):
    """People of one nationality at one kind of work. A new row in which no number stands, and nothing else than in
    the row before, is no row."""

    before: "CountForm | None" = None

    nationality = carried(Nationality.choices, _("Nationality"))
    work = carried([], _("Kind of work"))
    route = carried(Route.choices, _("Permit route"))
    women = Count(label=_("Women"), max_value=MOST)
    men = Count(label=_("Men"), max_value=MOST)
    unrecorded = Count(label=_("Not noted"), max_value=MOST)
    children = Count(label=_("Children"), max_value=MOST)
    estimated = forms.BooleanField(label=_("Estimated, not counted"), required=False)

    def __init__(self, *args: Any, works: Callable[[], list[tuple[str, Any]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work"] = own = copy.deepcopy(self.fields["work"])
        own.choices = works  # type: ignore[attr-defined]

    def numbers(self) -> list[forms.BoundField]:
        """Side by side on the page."""
        return [self[name] for name in PEOPLE]

    def said(self, *names: str) -> list[str]:
        return [str(self[name].value() or "") for name in names]

    def has_changed(self) -> bool:
        if self.initial.get("pk"):
            return bool(self.changed_data)
        before = self.before.said(*CARRIED) if self.before else []
        return any(self.said(*PEOPLE, "estimated")) or self.said(*CARRIED) not in (before, [""] * len(CARRIED))

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if all(values.get(name) is None for name in PEOPLE) and not set(PEOPLE) & set(self.errors):
            self.add_error("women", _("Write how many people: 0 where there is nobody."))
        return values


class Counts(Rows):
    model, form, prefix = WorkerCount, CountForm, "w"
    columns = {name: name for name in (*CARRIED, *PEOPLE, "estimated")}
    title, add_words = _("Workers seen"), _("Add another group")
    hint = _("Numbers only, no names. Count or estimate what you saw; a new group starts with the answers of the last.")
    template = "labour/_count_rows.html"
    row_template = "labour/_count_row.html"
    carried = CARRIED
    unfolded = True

    def __init__(self, activity: Activity, data: Any) -> None:
        super().__init__(activity, data, works=cache(work_choices))
        for before, form in pairwise(self.formset.forms):
            form.before = before
            if data is None and not form.initial.get("pk"):
                form.initial |= {name: before.initial.get(name) for name in CARRIED}
