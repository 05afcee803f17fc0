"""The defects of an inspection, as part of its activity."""

from collections.abc import Mapping
from typing import ClassVar

from django.urls import reverse

from followups.defects import DefectView, actions_on
from followups.models import FollowUp
from visits.forms.defects import DefectRows
from visits.models import Activity, ActivityKind, Defect
from visits.parts import Asking, Part, Reading, Shown
from visits.workflow import EDITABLE_STATES


class Defects(Part):
    kinds: ClassVar[frozenset[str]] = frozenset({ActivityKind.INSPECTION})

    def form(self, asking: Asking) -> DefectRows:
        return DefectRows(asking.activity, asking.data)

    def read(self, reading: Reading) -> dict[int, Shown]:
        """Internal, like what the inspection said of defects before."""
        if reading.public or reading.by is None:
            return {}
        rows = list(Defect.objects.filter(activity__in=reading.activities).select_related("activity"))
        actions = actions_on([row.lineage for row in rows], reading.by) if rows else {}
        found: dict[int, list[DefectView]] = {}
        for row in rows:
            view = DefectView(row, actions.get(row.lineage), ask_url(reading, row, actions.get(row.lineage)))
            found.setdefault(row.activity_id, []).append(view)
        return {
            key: Shown("followups/_defects.html", "print/_defects.html", {"defects": views})
            for key, views in found.items()
        }

    def copy(self, copies: Mapping[int, Activity]) -> None:
        for row in Defect.objects.filter(activity__in=copies):
            row.activity, row.pk, row._state.adding = copies[row.activity_id], None, True
            row.save(force_insert=True)


def ask_url(reading: Reading, row: Defect, action: FollowUp | None) -> str:
    """Where the author, with the report in hand, makes an action of a defect."""
    visit, by = reading.visit, reading.by
    in_hand = by is not None and visit.author_id == by.pk and visit.state in EDITABLE_STATES
    if action is not None or not in_hand or row.activity.restricted:
        return ""
    return f"{reverse('followups:section', args=[visit.reference])}?defect={row.lineage}#form-title"
