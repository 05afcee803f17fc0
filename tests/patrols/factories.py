"""Joint patrols and what is said of them."""

from typing import Any

from accounts.models import Agency
from patrols.actions import Said
from tests.factories import AgencyFactory
from tests.visits.factories import at, make_activity
from visits.models import Activity, Participation, Visit

DETAILS = {
    "mechanism": "local",
    "pillar_from": 55,
    "pillar_to": 56,
    "started_at": at(13, 8).isoformat(),
    "ended_at": at(13, 11).isoformat(),
    "incidents": "none",
    "agreed": "Weekly call",
}


def make_patrol_activity(visit: Visit, **fields: Any) -> Activity:
    """At the first stop, with the police of one side and the military of the other."""
    stop = visit.stops.first()
    assert stop is not None
    activity = make_activity(
        stop, **{"kind": "joint_patrol", "narrative": "Walked the line.", "details": DETAILS, **fields}
    )
    police: Agency = AgencyFactory.create(code="bpp", name_th="ตำรวจตระเวนชายแดน", name_en="Border Patrol Police")
    Participation.objects.create(activity=activity, agency=police, head_count=8)
    Participation.objects.create(activity=activity, side="counterpart", unit="RCAF 53", head_count=6)
    return activity


def said(units: list[dict[str, Any]] | None = None, **facts: Any) -> Said:
    """A whole account: two units, three hours, no incident."""
    whole: dict[str, Any] = {
        "mechanism": "local",
        "started_at": at(13, 8),
        "ended_at": at(13, 11),
        "pillar_from": 55,
        "pillar_to": 56,
        "checkpoint_text": "Ban Laem",
        "incident": "no",
        "agreed": "Weekly call",
    }
    two = [
        {"of_side": "own", "unit": "Border Patrol Police", "head_count": 8},
        {"of_side": "counterpart", "unit": "RCAF 53", "head_count": 6},
    ]
    return Said(whole | facts, two if units is None else units)


def typed(prefix: str = "", **changes: Any) -> dict[str, Any]:
    """A whole account as a browser sends it."""
    values: dict[str, Any] = {
        "revision": "0",
        "mechanism": "local",
        "pillar_from": "55",
        "pillar_to": "56",
        "incident": "no",
        "agreed": "Weekly call",
        **moment("started_at", "13", "08:00"),
        **moment("ended_at", "13", "11:00"),
        "u-TOTAL_FORMS": "2",
        "u-INITIAL_FORMS": "0",
        "u-0-of_side": "own",
        "u-0-unit": "Border Patrol Police",
        "u-0-head_count": "8",
        "u-1-of_side": "counterpart",
        "u-1-unit": "RCAF 53",
        "u-1-head_count": "6",
    }
    return values | changes


def moment(name: str, day: str, clock: str) -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": "3", f"{name}_year": "2023", f"{name}_time": clock}


SIGNED = {"name": "Sok Dara", "position": "Commander", "unit": "RCAF 53", "confirmed": "on"}
