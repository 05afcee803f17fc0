"""The form by which actions are handed over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from followups.forms import OwnerChoice
from followups.models import FollowUp, FollowUpQuerySet
from followups.reassign import not_for, takers
from ui.dates import short_date
from ui.forms import Form

ALL, TICKED = "all", "ticked"


class RowChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only to the type checker
    default_error_messages = {
        "invalid_choice": _("One of these has been changed meanwhile. Look at the list again."),
        "invalid_pk_value": _("One of these has been changed meanwhile. Look at the list again."),
    }

    def label_from_instance(self, obj: FollowUp) -> str:
        return f"{obj.title} · {short_date(obj.due_on)} · {obj.origin}"

    def show(self, rows: Iterable[FollowUp]) -> None:
        """Draw only `rows`; any of the queryset may be ticked."""
        self.choices = [(row.pk, self.label_from_instance(row)) for row in rows]


class ReassignForm(Form):
    """`rows`: the unresolved actions of `giver` that may be handed over; `shown`: those of this page."""

    mark_optional = False

    which = forms.ChoiceField(label=_("Which actions"), widget=forms.RadioSelect, initial=ALL)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For example: moved to another province on 1 October. It stays with each action."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("which", "rows", "taker", "reason")

    def __init__(self, *args: Any, rows: FollowUpQuerySet, shown: list[FollowUp], giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_rows = rows
        ticks = RowChoice(label=_("Actions"), queryset=rows, required=False, widget=forms.CheckboxSelectMultiple)
        ticks.show(shown)
        self.fields["rows"] = ticks
        every = ngettext("The %(count)d action", "All %(count)d actions", count := rows.count()) % {"count": count}
        self.fields["which"].choices = [(ALL, every), (TICKED, _("Those ticked here"))]  # type: ignore[attr-defined]
        people = takers(rows, besides=giver)
        self.fields["taker"] = OwnerChoice(queryset=people, label=_("New owner"), empty_label=_("Choose a person"))
        self.fields["taker"].error_messages["required"] = _("Choose the new owner.")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        ticked = data.get("rows")
        if data.get("which") == TICKED and not self.has_error("rows") and not ticked:
            self.add_error("rows", _("Tick at least one action."))
        if data.get("taker") and data.get("which") and not self.has_error("rows"):
            wanted = self.all_rows.filter(pk__in=ticked) if data["which"] == TICKED and ticked else self.all_rows
            if strange := not_for(data["taker"], wanted):
                names = ", ".join(strange)
                self.add_error("taker", _("This person has no part in the area of %(names)s.") % {"names": names})
        return data

    @property
    def only(self) -> list[int] | None:
        """The numbers of the actions ticked; None for all."""
        return None if self.cleaned_data["which"] == ALL else [row.pk for row in self.cleaned_data["rows"]]
