"""The joint patrol near Bueng Chanang Lang as both sides tell it, one fact apart.

That it took place between pillars 55 and 56 was published; times, head counts and the line are examples.
"""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from patrols import actions, prefill
from patrols.actions import Said, Signer
from patrols.models import How, Patrol, Side
from patrols.permissions import get_patrol
from patrols.tracks.reading import from_text
from reports.demo.chanthaburi import LAST_DAY
from visits.models import Activity, ActivityKind, Visit

ROUTE = """13.0440, 102.4720
13.0462, 102.4741
13.0490, 102.4749
13.0521, 102.4738
13.0547, 102.4755
13.0580, 102.4762"""
CLOSED_FOR = dt.timedelta(days=180)


def hour(number: int, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(LAST_DAY, dt.time(number, minute)))


BOTH: dict[str, Any] = {
    "mechanism": "local",
    "planned_start": hour(13),
    "planned_end": hour(15, 30),
    "ended_at": hour(15, 40),
    "pillar_from": 55,
    "pillar_to": 56,
    "incident": "no",
}
OURS = BOTH | {
    "started_at": hour(13, 10),
    "authority": "คำสั่งอำเภอโป่งน้ำร้อน (ตัวอย่าง)",
    "agreed": "Weekly call between the two commanders\nลาดตระเวนร่วมครั้งต่อไปภายในสามเดือน",
}
THEIRS = BOTH | {
    "started_at": hour(13, 15),
    "authority": "Command of the border unit (example)",
    "checkpoint_text": "Bueng Chanang Lang",
    "agreed": "Weekly call between the two commanders",
}
PEOPLE = {"own": 12, "counterpart": 8}
THEIR_UNITS = [
    {"of_side": "counterpart", "unit": "Royal Cambodian Armed Forces, border unit", "head_count": 10},
    {"of_side": "own", "unit": "Thai officers and Border Patrol Police", "head_count": 12},
]


def record_patrol(visit: Visit, people: dict[str, User]) -> Patrol:
    """Ours by the officer, theirs by our liaison on their behalf: they count two soldiers more than we do."""
    officer = people["officer"]
    activity = Activity.objects.get(stop__visit=visit, kind=ActivityKind.JOINT_PATROL)
    made = actions.start(activity=activity, by=officer, said=our_account(activity))
    patrol = get_patrol(officer, made.code)
    actions.save_account(patrol=patrol, side=Side.COUNTERPART, by=officer, revision=0, said=Said(THEIRS, THEIR_UNITS))
    sign(patrol, officer, Side.OWN, Signer(str(officer), officer.position or "ปลัดอำเภอ", "อำเภอโป่งน้ำร้อน"))
    sign(patrol, officer, Side.COUNTERPART, Signer("Commander of the unit (example)", "Commander", "RCAF border unit"))
    actions.keep_route(patrol=patrol, by=officer, track=from_text(ROUTE))
    director = people["director"]
    until = timezone.localdate() + CLOSED_FOR
    actions.set_delay(patrol=get_patrol(director, made.code), by=director, publish_after=until)
    return patrol


def our_account(activity: Activity) -> Said:
    """What the report says, with the head counts that it leaves open."""
    said = prefill.from_activity(activity)
    for unit in said.units:
        side = [one for one in said.units if one["of_side"] == unit["of_side"]]
        unit["head_count"] = PEOPLE[unit["of_side"]] // len(side)
    return Said(said.facts | OURS, said.units)


def sign(patrol: Patrol, by: User, side: Side, signer: Signer) -> None:
    newest = actions.newest_of(patrol, How.OWN_OFFICER if side == Side.OWN else How.LIAISON)
    revision = newest.revision if newest else 0
    actions.sign_off(patrol=patrol, side=side, by=by, revision=revision, signer=signer)
