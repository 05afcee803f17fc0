"""What observations carry besides their narrative: counts of workers."""

from collections.abc import Mapping
from typing import ClassVar

from labour import told
from labour.forms.counts import Counts
from labour.groups import Group, group_of, margins, total
from labour.models import WorkerCount
from visits.models import Activity, ActivityKind
from visits.parts import Asking, Part, PartForm, Reading, Shown
from visits.sheets import sheets_of


class LabourPart(Part):
    kinds: ClassVar = frozenset({ActivityKind.OBSERVATION})

    def form(self, asking: Asking) -> PartForm | None:
        return Counts(asking.activity, asking.data)

    def read(self, reading: Reading) -> Mapping[int, Shown]:
        """As they were counted; a public edition breaks them down where there are enough people, without children."""
        counts = counts_of(reading.activities)
        if not reading.public:
            return {key: internal(rows) for key, rows in counts.items()}
        sheets = sheets_of(reading)
        groups = {
            row.pk: [group_of(one) for one in counts[row.pk]]
            if row.pk in counts
            else told.groups(row.details | (sheets[row.pk].answers if row.pk in sheets else {}))
            for row in reading.activities
        }
        return {key: public(found) for key, found in groups.items() if found}

    def copy(self, copies: Mapping[int, Activity]) -> None:
        rows = list(WorkerCount.objects.filter(activity__in=list(copies)))
        for row in rows:
            row.pk, row.activity = None, copies[row.activity_id]
        WorkerCount.objects.bulk_create(rows)


def counts_of(activities: list[Activity]) -> dict[int, list[WorkerCount]]:
    """Their counts by the key of the activity; one query."""
    found: dict[int, list[WorkerCount]] = {}
    for row in WorkerCount.objects.filter(activity__in=[row.pk for row in activities]).select_related("crop"):
        found.setdefault(row.activity_id, []).append(row)
    return found


def internal(rows: list[WorkerCount]) -> Shown:
    words = {"rows": rows, "workers": sum(row.workers for row in rows)}
    return Shown("labour/_counts.html", "print/_counts.html", words)


def public(groups: list[Group]) -> Shown:
    words = {"total": total(groups), "margins": margins(groups)}
    return Shown("labour/_counts_public.html", "print/_counts_public.html", words)
