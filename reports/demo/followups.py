"""What the Chanthaburi visit asked for, how far each has come, and a later visit that is asked about it.

Owners, dates and what was done are made up for the demonstration.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from followups import actions
from followups.models import FollowUp, FollowUpState, Priority
from places.models import District
from reports.demo import chanthaburi as seed
from visits.actions import create_visit, save_section
from visits.models import Stop, Visit

OFFICE = "ที่ทำการปกครองอำเภอโป่งน้ำร้อน"
SEEN = "ผู้ตรวจพบว่าป้ายเดิมยังเป็นภาษาไทยภาษาเดียว ร้านทำป้ายส่งแบบให้ตรวจแล้ว"


@dataclass(frozen=True)
class ActionSeed:
    """An action; `place` and `center` (the owner) are codes; `days`: until it is due, from today.

    Without an owner it is the officer's.
    """

    title: str
    days: int
    owner: str = ""
    center: str = ""
    place: str = ""
    done_means: str = ""
    section: str = ""
    high: bool = False


ASKED = (
    *(
        ActionSeed(title, days, "" if mine else owner, place=place, section=section)
        for (title, owner, days), place, section, mine in zip(
            seed.FOLLOWUPS,
            ("", "ban-laem", ""),
            ("conclusions", "itinerary", "results"),
            (False, True, True),
            strict=True,
        )
    ),
    ActionSeed(
        "ซ่อมกล้องวงจรปิดที่ช่องตรวจรถบรรทุก จุดผ่านแดนถาวรบ้านแหลม", 30, center="pong-nam-ron", place="ban-laem",
        done_means="ภาพจากกล้องเห็นทะเบียนรถทั้งสองช่องทั้งกลางวันและกลางคืน", section="results", high=True,
    ),
    ActionSeed(
        "ติดตั้งป้ายขั้นตอนตามมาตรา 64 สามภาษา จุดผ่านแดนถาวรบ้านแหลม", -3, OFFICE, place="ban-laem",
        done_means="มีป้ายภาษาไทย อังกฤษ และเขมร หน้าช่องตรวจคนเดินเท้า", section="factors",
    ),
    ActionSeed(
        "จัดเวรเจ้าหน้าที่สาธารณสุขประจำจุดตรวจร่วมสี่แยกบ้านแหลม", -20, place="ban-laem-intersection",
        done_means="มีตารางเวรครบทุกวันและติดประกาศไว้ที่จุดตรวจ", section="results", high=True,
    ),
    ActionSeed("เพิ่มไฟส่องสว่างบริเวณจุดผ่านแดนถาวรบ้านผักกาด", 5, place="ban-phakkad", section="results"),
    ActionSeed("จัดหาเรือตรวจการณ์ประจำบึงชนังล่าง", 60, OFFICE, place="bueng-chanang-lang", section="outlook"),
)  # fmt: skip


def ask(visit: Visit, by: User) -> None:
    """Write the actions into the report in hand."""
    today = timezone.localdate()
    for version, one in enumerate(ASKED):
        actions.add(
            visit=visit,
            by=by,
            version=version,
            title=one.title,
            done_means=one.done_means,
            section=one.section,
            priority=Priority.HIGH if one.high else Priority.NORMAL,
            checkpoint=Checkpoint.objects.get(code=one.place) if one.place else None,
            owner=None if one.owner or one.center else by,
            owner_center=Center.objects.get(code=one.center) if one.center else None,
            owner_name=one.owner,
            due_on=today + dt.timedelta(days=one.days),
        )


def pursue(visit: Visit, people: dict[str, User]) -> None:
    """Take the actions of the published report as far as they have come, one to each state."""
    officer, reviewer, director = people["officer"], people["reviewer"], people["director"]
    media, _coordinates, _roster, _camera, signs, nurses, lights, boat = visit.followups.order_by("sort")
    take(media, officer, FollowUpState.IN_PROGRESS)
    joint = visit.stops.get(checkpoint=nurses.checkpoint)
    nurses = take(nurses, officer, FollowUpState.DONE, "ติดประกาศตารางเวรเดือนนี้แล้ว", evidence=[joint])
    take(nurses, reviewer, FollowUpState.VERIFIED)
    take(lights, officer, FollowUpState.DONE, "ติดตั้งโคมไฟหกจุดและทดสอบแล้ว")
    take(boat, director, FollowUpState.DROPPED, "ใช้เรือของตำรวจตระเวนชายแดนร่วมกันได้ ไม่ต้องจัดหาใหม่")
    look_again(signs, officer)


def take(row: FollowUp, by: User, state: FollowUpState, words: str = "", **more: Any) -> FollowUp:
    return actions.change_state(followup=row, by=by, version=row.version, state=state, outcome=words, **more)


def look_again(followup: FollowUp, by: User) -> Visit:
    """A later visit to the same place, in hand: one commitment is answered, the others are still asked for."""
    today = timezone.localdate()
    visit = create_visit(
        by=by,
        is_demo=True,
        title_th="ตรวจติดตามงานค้างที่จุดผ่านแดนถาวรบ้านแหลม",
        title_en="Looking again at what was left at Ban Laem",
        date_start=today - dt.timedelta(days=1),
        date_end=today - dt.timedelta(days=1),
        districts=list(District.objects.filter(code="2204")),
    )
    arrived = timezone.now().replace(microsecond=0) - dt.timedelta(days=1)

    def itinerary(locked: Visit) -> None:
        Stop.objects.create(visit=locked, checkpoint=followup.checkpoint, planned_at=arrived, arrived_at=arrived)

    save_section(visit=visit, section="itinerary", by=by, version=0, write=itinerary)
    moved = today + dt.timedelta(days=21)
    actions.answer(
        visit=visit,
        followup=followup,
        by=by,
        version=followup.version,
        outcome=FollowUpState.CARRIED_OVER,
        words=SEEN,
        due_on=moved,
    )
    return visit
