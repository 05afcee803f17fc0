"""The goods of an activity: asked with it, read with its report, copied into an amendment."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seizures.figures import Line, public_lines
from seizures.forms.rows import Goods
from seizures.models import Seizure, Standing
from visits.models import Activity, ActivityKind
from visits.parts import Asking, Part, Reading, Shown

KINDS = (ActivityKind.INSPECTION, ActivityKind.JOINT_OPERATION, ActivityKind.JOINT_PATROL, ActivityKind.OTHER)


@dataclass(frozen=True)
class Listed:
    """Goods as a report shows them: rows inside, totals alone in a public edition."""

    rows: list[Seizure]
    lines: list[Line]
    restricted: bool


class GoodsPart(Part):
    kinds = frozenset(KINDS)

    def form(self, asking: Asking) -> Goods:
        return Goods(asking)

    def read(self, reading: Reading) -> Mapping[int, Shown]:
        """A public edition leaves out what is counted in another record, or may be."""
        rows = Seizure.objects.filter(activity__in=reading.activities)
        if reading.public:
            rows = rows.exclude(lot__standing__in=[Standing.WAITING, Standing.DOUBLE])
        rows = rows.select_related("lot", "kind__base_unit", "unit", "seized_by", "held_by").order_by("pk")
        found: dict[int, list[Seizure]] = {}
        for row in rows:
            found.setdefault(row.activity_id, []).append(row)
        return {key: shown(own, reading) for key, own in found.items()}

    def copy(self, copies: Mapping[int, Activity]) -> None:
        """The copies are of the same lots and keep the factors of their entry."""
        for row in Seizure.objects.filter(activity__in=copies).order_by("pk"):
            row.activity, row.client_uuid, row.pk = copies[row.activity_id], uuid.uuid4(), None
            row.save(force_insert=True)


def shown(rows: Iterable[Seizure], reading: Reading) -> Shown:
    own = list(rows)
    listed = Listed([], public_lines(own), False) if reading.public else Listed(own, [], reading.restricted)
    return Shown("seizures/_of_activity.html", "print/_goods.html", {"goods": listed})
