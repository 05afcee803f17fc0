"""What the activities of the Chanthaburi visit answered to their checklists, and what its inspections found broken.

Published is only that they took place; hours, counts, marks and defects are made up for the demonstration.
"""

import datetime as dt
from typing import Any

from checklists.sheets import fill, in_use
from followups.models import FollowUp
from visits.forms.sheets import PURPOSES
from visits.models import Activity, ActivitySheet, Defect, Visit

MADE_UP = "ตัวเลขสมมุติเพื่อการสาธิต"
COUNTED = {"count_start": dt.date(2024, 2, 1), "count_end": dt.date(2024, 2, 29), "counts_source": MADE_UP}
ANSWERS: dict[str, dict[str, Any]] = {
    "inspect_laem": COUNTED | {
        "official_opens": "06:00", "official_closes": "22:00", "observed_opens": "06:10", "observed_closes": "22:00",
        "agencies": ["immigration", "customs", "disease_control", "border_patrol"], "staff_immigration": 8,
        "staff_customs": 5, "staff_disease_control": 2, "staff_border_patrol": 3, "staff_on_duty": 18,
        "staff_vacant": 2, "lanes_total": 6, "lanes_open": 4, "people_in": 19400, "people_out": 18900,
        "vehicles_in": 1080, "vehicles_out": 1120, "goods_in": 58000000, "goods_out": 176000000,
        "goods_main": "มันสำปะหลัง ลำไย", "documents": ["passport", "border_pass"],
        "s64_processing": "yes", "cctv_total": 24, "cctv_working": 22,
        "bilingual_signs": "no", "hotline_shown": "yes", "hotline_number": "1300", "vulnerable_room": "yes",
        "rating": 3,
    },
    "inspect_phakkad": COUNTED | {
        "official_opens": "06:00", "official_closes": "22:00", "observed_opens": "06:00", "observed_closes": "21:30",
        "staff_on_duty": 15, "lanes_total": 4, "lanes_open": 4, "people_in": 15200, "people_out": 14800,
        "vehicles_in": 760, "vehicles_out": 790, "bilingual_signs": "yes", "vulnerable_room": "no", "rating": 3,
    },
    "inspect_subtaree": {
        "official_opens": "08:00", "official_closes": "16:00", "observed_opens": "08:15", "observed_closes": "15:30",
        "staff_on_duty": 5, "lanes_total": 1, "lanes_open": 1, "bilingual_signs": "not_seen", "rating": 2,
    },
    "center_pnr": {
        "head_appointed": "yes", "secretary_appointed": "yes", "coordinators_named": "yes", "register": "yes",
        "private_room": "not_seen", "readiness": 3,
    },
    "joint_check": {
        "form": "checkpoint", "mechanism": "own", "location_note": "สี่แยกบ้านแหลม",
        "operation_date": dt.date(2024, 3, 12), "own_count": 14, "briefed": "yes", "cooperation": 4,
    },
    "labour": {
        "own_papers": "yes", "paid_on_time": "yes", "free_to_leave": "yes", "safe_water": "yes",
        "access_to_help": "yes",
    },
}  # fmt: skip
# what, where, how bad; the first of Ban Laem is what an action of the report is about
DEFECTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "inspect_laem": (
        ("กล้องวงจรปิดดับสองตัว", "ช่องตรวจรถบรรทุก", "serious"),
        ("ป้ายขั้นตอนซีดจนอ่านไม่ออก", "หน้าช่องตรวจคนเดินเท้า", "minor"),
    ),
    "inspect_phakkad": (("โคมไฟทางเดินเท้าดับ", "ทางเดินไปอาคารตรวจ", "dangerous"),),
}
ON_DEFECT = "ซ่อมกล้องวงจรปิด"  # how the title of that action begins


def answer(activity: Activity, key: str) -> None:
    """The sheet and the defects of an activity of the seed, where it has any."""
    if key in ANSWERS:
        version = in_use(PURPOSES[activity.kind])[0]
        said = {code: one.isoformat() if isinstance(one, dt.date) else one for code, one in ANSWERS[key].items()}
        by = activity.stop.visit.author
        sheet = fill(version=version, answers=said, by=by, client_uuid=activity.client_uuid)
        ActivitySheet.objects.create(activity=activity, sheet=sheet)
    for what, place, severity in DEFECTS.get(key, ()):
        Defect.objects.create(activity=activity, what=what, place=place, severity=severity)


def act_on_defect(visit: Visit) -> None:
    """The action on the cameras comes from the defect."""
    first = Defect.objects.filter(activity__stop__visit=visit).earliest("pk")
    FollowUp.objects.filter(visit=visit, title__startswith=ON_DEFECT).update(defect=first.lineage)
