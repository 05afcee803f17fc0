"""An inspection may propose a status for its border point; its keeper decides once the report counts."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checkpoints import actions as checkpoints
from checkpoints.models import PointStatus
from ui.folds import Fold
from ui.forms import DateField, Form
from visits.forms.fields import compare
from visits.models import Activity, ActivityKind, ProposedStatus, Visit
from visits.parts import Asking, Part, Reading, Shown

PREFIX = "s"


class ProposalForm(Form):
    """Nothing chosen: nothing is proposed."""

    mark_optional = False

    status = forms.ChoiceField(
        label=_("Proposed status"), choices=[("", _("no change proposed")), *PointStatus.choices], required=False
    )
    on = DateField(label=_("Since which day"), required=False)
    why = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("Stands with the status once it is confirmed.")
    )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("status") and not values.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say since which day."))
        if values.get("on") and values["on"] > timezone.localdate():
            self.add_error("on", _("The day lies in the future."))
        if not values.get("status") and (values.get("on") or values.get("why")) and "status" not in self.errors:
            self.add_error("status", _("Choose the status, or leave day and reason empty."))
        return values


class Proposal:
    template = "visits/filing/_proposal.html"

    def __init__(self, asking: Asking) -> None:
        row = asking.activity
        self.stored = ProposedStatus.objects.filter(activity=row).first() if row.pk else None
        kept = self.stored
        initial = {"status": kept.status, "on": kept.on, "why": kept.why} if kept else {}
        self.form = ProposalForm(asking.data, initial=initial, prefix=PREFIX)

    @property
    def inner(self) -> list[forms.BaseForm]:
        return [self.form]

    @property
    def fold(self) -> Fold:
        """Open where something was typed and not stored yet."""
        return Fold(1, int(self.stored is not None), 0, self.form.is_bound and self.form.has_changed())

    def is_valid(self) -> bool:
        return self.form.is_valid()

    def differences(self) -> list[tuple[str, str, str]]:
        return compare(self.form)

    def write(self, activity: Activity) -> None:
        values = self.form.cleaned_data
        if values["status"]:
            ProposedStatus.objects.update_or_create(activity=activity, defaults=values)
        elif self.stored is not None:
            self.stored.delete()


class Proposals(Part):
    kinds: ClassVar[frozenset[str]] = frozenset({ActivityKind.INSPECTION})

    def form(self, asking: Asking) -> Proposal | None:
        """Only of a border point, and only where the page asked: what was sent without it changes nothing."""
        if asking.data is not None and f"{PREFIX}-status" not in asking.data:
            return None
        return Proposal(asking) if asking.activity.stop.checkpoint_id else None

    def read(self, reading: Reading) -> dict[int, Shown]:
        if reading.public:
            return {}
        rows = [row.proposed_status for row in reading.activities if hasattr(row, "proposed_status")]
        template = "visits/_proposal.html"
        return {row.activity_id: Shown(template, "print/_proposal.html", {"proposal": row}) for row in rows}

    def copy(self, copies: Mapping[int, Activity]) -> None:
        for row in ProposedStatus.objects.filter(activity__in=copies):
            activity = copies[row.activity_id]
            ProposedStatus.objects.create(activity=activity, status=row.status, on=row.on, why=row.why)


def pass_on(visit: Visit) -> None:
    """Put what an approved report proposes before the keepers; what it amends proposes no more, unless it still does.

    A restricted inspection proposes nothing: everybody who knows the border point would read of it.
    """
    rows = ProposedStatus.objects.filter(activity__stop__visit__in=[visit.pk, visit.amends_id])
    rows = rows.exclude(activity__stop__checkpoint=None).select_related("activity__stop")
    before = {row.activity.lineage for row in rows if row.activity.stop.visit_id != visit.pk}
    now = {row.activity.lineage: row for row in rows if row.activity.stop.visit_id == visit.pk}
    kept = {lineage: row for lineage, row in now.items() if not row.activity.restricted}
    checkpoints.withdraw_proposals(keys=before - kept.keys())
    for lineage, row in kept.items():
        place = row.activity.stop.checkpoint
        assert place is not None
        checkpoints.propose(
            place=place, key=lineage, status=row.status, on=row.on, source=visit.reference, note=row.why,
            by=visit.author,
        )  # fmt: skip
