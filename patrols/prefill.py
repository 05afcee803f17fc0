"""What our account of a patrol starts from: what the report says of the activity already."""

from typing import Any

from checkpoints.models import Checkpoint
from patrols.actions import Said
from patrols.models import Account, Incident
from patrols.names import bare, names
from visits.kinds import DETAILS
from visits.kinds.base import from_json
from visits.models import Activity, ActivityKind

KINDS = frozenset({ActivityKind.JOINT_PATROL.value, ActivityKind.JOINT_OPERATION.value})
TAKEN = ("mechanism", "started_at", "ended_at", "pillar_from", "pillar_to", "agreed")
NONE = {"none", "no", "nothing", "ไม่มี", "ไม่มีเหตุการณ์", "ไม่พบ", "-"}


def has_two_sides(activity: Activity) -> bool:
    """Whether there may be a record of it: a patrol, or an operation that was not of Thai agencies only."""
    return activity.kind in KINDS and activity.details.get("mechanism") != "own"


def from_activity(activity: Activity) -> Said:
    """The facts and units of the report's activity; what is not known there stays empty."""
    details = from_json(DETAILS[activity.kind], activity.details)
    facts: dict[str, Any] = {name: details[name] for name in TAKEN if name in details}
    told = str(details.get("incidents", "")).strip()
    if told:
        is_none = bare(told) in NONE
        facts |= {"incident": Incident.NO if is_none else Incident.YES, "incidents": "" if is_none else told}
    called = str(details.get("nearest_checkpoint", ""))
    facts["checkpoint_id"] = activity.stop.checkpoint_id or checkpoint_called(called)
    units = [
        {"of_side": row.side, "agency_id": row.agency_id, "unit": row.unit, "head_count": row.head_count}
        for row in activity.participations.all()
    ]
    return Said(facts, units)


def from_account(account: Account) -> Said:
    """What an account says, for the next version of it."""
    columns = ("of_side", "agency_id", "unit", "head_count")
    return Said(account.facts(), [{name: getattr(unit, name) for name in columns} for unit in account.units.all()])


def checkpoint_called(name: str) -> int | None:
    """The one checkpoint that goes by this name."""
    if not name.strip():
        return None
    rows = Checkpoint.objects.in_use().only("name_th", "name_en", "aliases", "counterpart")
    found = [row.pk for row in rows if bare(name) in names(row)]
    return found[0] if len(found) == 1 else None
