"""Seasons and counts for the demonstration: around Pong Nam Ron and Soi Dao. The numbers are invented."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from accounts.models import User
from labour import actions
from labour.models import Crop, Nationality, Route, Sector, Work, WorkerCount
from places.models import Confidence, District
from reports.demo.plausible import OFFICER_DISTRICTS, StopPlan, VisitPlan, local_plan
from visits.models import Activity, ActivityKind, VisitKind
from visits.workflow import State

SOURCE = "ที่ทำการปกครองอำเภอ (สาธิต) โปรดยืนยันในพื้นที่"
SINCE = 2021  # fiscal year, CE
# district, crop, from month, to month, at least, at most, route
SEASONS = (
    ("2204", "longan", 8, 1, 200, 400, Route.SEASONAL),
    ("2204", "durian", 4, 6, 60, 120, Route.SEASONAL),
    ("2204", "cassava", 12, 3, 80, 150, Route.DAILY),
    ("2207", "longan", 9, 1, 150, 300, Route.SEASONAL),
    ("2207", "rambutan", 5, 7, 40, 80, Route.SEASONAL),
    ("2207", "sugar-cane", 12, 4, 100, 180, Route.MOU),
)
LIVING: tuple[dict[str, Any], ...] = (
    {
        "housing": "ห้องแถวในสวน 12 ห้อง มีน้ำประปาและไฟฟ้า ห้องน้ำรวมสะอาด",
        "wage_note": "จ่ายรายวันตามอัตราค่าจ้างขั้นต่ำ",
        "children_care": "ศูนย์เด็กเล็กของตำบลรับเด็กที่ติดตามมา",
        "access_to_help": "yes",
    },
    {
        "housing": "เพิงพักชั่วคราวใกล้สวน ใช้น้ำจากบ่อ ยังไม่มีที่ทิ้งขยะ",
        "wage_note": "จ่ายเหมาเป็นตะกร้า ค้างจ่ายสองสัปดาห์",
        "access_to_help": "no",
    },
    {
        "housing": "พักกับนายจ้าง แยกชายหญิง",
        "children_care": "เด็กโตช่วยดูแลเด็กเล็กในที่พัก ยังไม่ได้เข้าเรียน",
        "access_to_help": "yes",
    },
)
NARRATIVE = "สังเกตการณ์แรงงานตามฤดูกาลในสวน นับจำนวนพร้อมผู้ใหญ่บ้านและนายจ้าง (สาธิต)"
EVERY, VISITS = 38, 16  # days between two visits that observe, and how many there were


def expect_seasons(by: User) -> None:
    """What `by` expects in the two districts."""
    districts = {row.code: row for row in District.objects.defer("outline").filter(code__in=OFFICER_DISTRICTS)}
    crops = {row.code: row.pk for row in Crop.objects.all()}
    for number, (district, crop, first, last, low, high, route) in enumerate(SEASONS):
        actions.add(
            district=districts[district], by=by, client_uuid=uuid.uuid5(uuid.NAMESPACE_OID, f"season {number}"),
            work=str(Work(Sector.AGRICULTURE, crops[crop])), month_from=first, month_to=last, people_low=low,
            people_high=high, route=route, source=SOURCE, confidence=Confidence.LOW, valid_from=SINCE, valid_until=None,
        )  # fmt: skip


def observing_visits(*, seed: int, until: datetime.date) -> Iterator[VisitPlan]:
    """Visits to the two districts in turn, which counted the workers of the season."""
    crops = {row.code: row.pk for row in Crop.objects.all()}
    for number in range(VISITS):
        day = until - datetime.timedelta(days=20 + EVERY * number)
        plan = local_plan(number, day, (until - day).days, seed=seed)
        counts = counted(plan.district.code, day, number, crops)
        stop = StopPlan(
            plan.stops[0].place, ActivityKind.OBSERVATION, NARRATIVE, 9, details=LIVING[number % 3], counts=counts
        )
        state = State.PUBLISHED if number % 2 else State.APPROVED
        yield replace(plan, kind=VisitKind.ROUTINE, stops=[stop], followups=[], state=state, days=1)


def counted(district: str, day: datetime.date, number: int, crops: dict[str, int]) -> list[dict[str, Any]]:
    """Two or three groups at the work of the month; outside every season a few at a building site."""
    work, route, high = Work(Sector.CONSTRUCTION), Route.MOU, 40
    for where, crop, first, last, _low, most, way in SEASONS:
        if where == district and (day.month - first) % 12 <= (last - first) % 12:
            work, route, high = Work(Sector.AGRICULTURE, crops[crop]), way, most
            break
    women, men = high * (3 + number % 4) // 16, high * (4 + number % 3) // 16
    groups = [
        group(Nationality.CAMBODIA, work, route, women=women, men=men, children=number % 9, estimated=number % 2 == 0),
        group(Nationality.LAOS, work, route, women=2, men=1 + number % 5),
    ]
    if number % 3 == 0:
        groups.append(group(Nationality.UNKNOWN, work, Route.UNKNOWN, unrecorded=8 + number))
    return groups


def group(nationality: Nationality, work: Work, route: Route, **people: Any) -> dict[str, Any]:
    return {"nationality": nationality, "sector": work.sector, "crop_id": work.crop, "route": route, **people}


def count_pickers(activity: Activity) -> None:
    """The longan pickers of the Chanthaburi visit."""
    crop = Crop.objects.get(code="longan")
    people = {"women": 46, "men": 52, "children": 7, "estimated": True}
    work = Work(Sector.AGRICULTURE, crop.pk)
    WorkerCount.objects.create(activity=activity, **group(Nationality.CAMBODIA, work, Route.SEASONAL, **people))
