"""Made-up inspections of two crossings, so that their pages show a course over the years. No figure is a real one."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator

import pgtrigger
from django.db import transaction

from checklists import scoring
from checklists.models import ChecklistVersion, Sheet
from checklists.sheets import in_use
from checkpoints.models import Checkpoint, PointStatus
from followups.models import DefectLook
from followups.models.looks import Found
from reports.demo.plausible import StopPlan, VisitPlan
from visits.forms.sheets import PURPOSES
from visits.models import Activity, ActivityKind, ActivitySheet, Defect, Level, ProposedStatus, VisitKind
from visits.proposals import pass_on
from visits.workflow import State

FIRST, EVERY, TIMES = dt.date(2022, 11, 15), 92, 10  # until the spring of 2025, before the crossings were closed
BUSY = {"ban-laem": (21_000, 1_150, 190_000_000), "ban-phakkad": (16_500, 820, 95_000_000)}
QUIET = (640, 85, 900_000)  # the point whose status is to change
CHANGED, AGO = "suan-som", 25  # days
WHY = "เจ้าหน้าที่แจ้งว่าเปิดเฉพาะช่วงเช้า (ตัวอย่างเพื่อการสาธิต)"
NARRATIVE = "ตรวจ{place}ตามแบบตรวจ พบเจ้าหน้าที่ประจำจุดและสอบถามผู้ผ่านแดน"
TITLES = ("ตรวจ{place}ประจำไตรมาส", "Quarterly inspection of {place}")


def inspecting_visits(*, until: dt.date) -> Iterator[VisitPlan]:
    """A visit to each of the two every quarter, and one of late to the point whose status is to change."""
    places = Checkpoint.objects.select_related("district__province")
    for number in range(TIMES):
        for place in places.filter(code__in=BUSY).order_by("code"):
            yield plan(place, FIRST + dt.timedelta(days=EVERY * number + place.pk % 7), number)
    yield plan(places.get(code=CHANGED), until - dt.timedelta(days=AGO), TIMES)


def plan(place: Checkpoint, day: dt.date, number: int) -> VisitPlan:
    assert place.district is not None
    narrative = NARRATIVE.format(place=place.name_th)
    return VisitPlan(
        number=number,
        first_day=day,
        days=1,
        district=place.district,
        kind=VisitKind.INSPECTION,
        state=State.APPROVED,
        title_th=TITLES[0].format(place=place.name_th),
        title_en=TITLES[1].format(place=place.name_en),
        stops=[StopPlan(place, ActivityKind.INSPECTION, narrative, 9)],
        levels={"DRUG": Level.NONE, "TIP": Level.NONE},
        basis="การสังเกตการณ์ในพื้นที่",
        conclusion="การผ่านแดนเป็นระเบียบ ควรแก้ไขสิ่งชำรุดตามที่ตรวจพบ",
    )


@transaction.atomic
def answer_inspections(*, seed: int) -> None:
    """Give the made-up inspections of the two crossings their answers."""
    chance = random.Random(seed)  # noqa: S311
    version = in_use(PURPOSES[ActivityKind.INSPECTION])[0]
    rows = Activity.objects.filter(
        kind=ActivityKind.INSPECTION,
        stop__checkpoint__code__in=[*BUSY, CHANGED],
        asked=None,
        details={},
        stop__visit__is_demo=True,
    ).select_related("stop__visit__author", "stop__checkpoint")
    made = [(row, sheet_of(row, version, chance)) for row in rows.order_by("stop__visit__date_start", "pk")]
    with pgtrigger.ignore():
        sheets = Sheet.objects.bulk_create([sheet for _row, sheet in made])
        ActivitySheet.objects.bulk_create(
            [ActivitySheet(activity=row, sheet=sheet) for (row, _sheet), sheet in zip(made, sheets, strict=True)]
        )


@transaction.atomic
def look_again() -> None:
    """A later inspection finds the lamp of Ban Phakkad mended; another proposes a status that waits for its keeper."""
    lamp = Defect.objects.get(activity__stop__checkpoint__code="ban-phakkad", activity__stop__visit__is_demo=True)
    rows = Activity.objects.filter(kind=ActivityKind.INSPECTION, stop__visit__is_demo=True).order_by("pk")
    later = rows.filter(stop__checkpoint__code="ban-phakkad", stop__visit__date_start__gt=dt.date(2024, 6, 1))[0]
    latest = rows.filter(stop__checkpoint__code=CHANGED).latest("stop__visit__date_start")
    visit = latest.stop.visit
    with pgtrigger.ignore():
        DefectLook.objects.create(activity=later, lineage=lamp.lineage, found=Found.MENDED)
        ProposedStatus.objects.create(activity=latest, status=PointStatus.RESTRICTED, on=visit.date_start, why=WHY)
    pass_on(visit)


def sheet_of(row: Activity, version: ChecklistVersion, chance: random.Random) -> Sheet:
    visit, place = row.stop.visit, row.stop.checkpoint
    assert place is not None
    answers = answers_for(BUSY.get(place.code, QUIET), visit.date_start, chance)
    return Sheet(
        client_uuid=uuid.uuid4(), version=version, questions=version.questions, answers=answers,
        score=scoring.score(version.document, answers), filled_by=visit.author, changed_by=visit.author,
    )  # fmt: skip


def answers_for(busy: tuple[int, int, int], day: dt.date, chance: random.Random) -> dict[str, object]:
    """Busier in the harvest, September to January; better looked after as the years go by."""
    people, vehicles, goods = busy
    season = 1.25 if day.month in (9, 10, 11, 12, 1) else 0.85

    def around(number: int) -> int:
        return round(number * season * chance.uniform(0.88, 1.12))

    start = day - dt.timedelta(days=30)
    few = {"immigration": (6, 9), "customs": (4, 7), "disease_control": (1, 2), "border_patrol": (3, 4)}
    staff = {agency: chance.randint(*between) for agency, between in few.items()}
    return {
        "official_opens": "06:00", "official_closes": "22:00",
        "observed_opens": chance.choice(["06:00", "06:10", "06:20"]),
        "observed_closes": chance.choice(["21:30", "22:00"]),
        "agencies": list(staff),
        **{f"staff_{agency}": number for agency, number in staff.items()},
        "staff_on_duty": sum(staff.values()), "staff_vacant": chance.randint(0, 4),
        "lanes_total": 6, "lanes_open": chance.randint(3, 6), "lanes_pedestrian": 2,
        "count_start": start.isoformat(), "count_end": day.isoformat(),
        "people_in": around(people), "people_out": around(people),
        "vehicles_in": around(vehicles), "vehicles_out": around(vehicles),
        "goods_in": around(goods // 3) // 1000 * 1000, "goods_out": around(goods) // 1000 * 1000,
        "goods_main": "มันสำปะหลัง ข้าวโพด ลำไย", "counts_source": "ตัวเลขสมมุติเพื่อการสาธิต",
        "documents": ["passport", "border_pass", "temporary_pass"], "s64_processing": "yes",
        "s64_daily": chance.randint(200, 900), "s64_seasonal": chance.randint(50, 400),
        "equipment": ["document_reader", "network", "radio", "generator"],
        "cctv_total": 24, "cctv_working": chance.randint(15, 24), "health_screening": "yes",
        "queue_minutes": chance.randint(5, 45), "bilingual_signs": "yes" if day.year > 2023 else "no",
        "hotline_shown": "yes", "vulnerable_room": chance.choice(["yes", "no"]),
        "rating": min(4, chance.choice([1, 2, 2, 3]) + (1 if day.year > 2023 else 0)),
    }  # fmt: skip
