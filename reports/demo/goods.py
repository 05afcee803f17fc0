"""Two reports of the joint checkpoint at Ban Laem that tell of the same goods: one pair settled, one waiting.

Everything here is made up for the demonstration; the published visit of Chanthaburi names no goods.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from accounts.models import Agency, User
from checkpoints.models import Checkpoint
from places.models import District
from seizures import actions as goods_actions
from seizures.models import DoubleCount, GoodsCounter, GoodsKind, Lot, Seizure, Step, Unit, UnitOf, Verdict
from visits import actions
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    Level,
    MissionMember,
    NtsCategory,
    Participation,
    Project,
    SectionSave,
    Stop,
    Visit,
)
from visits.sections import SECTIONS

DAYS_AGO = 12
CASE, SAME_CASE = "ปน.๑๒๘/๒๕๖๙", "ปน. 128/2569"  # one case, as two agencies write it
WHY = "ศุลกากรและตำรวจร่วมจับกุมคราวเดียวกัน ของกลางเก็บที่สถานีตำรวจ จึงนับรายการของตำรวจรายการเดียว"


@dataclass(frozen=True)
class GoodsSeed:
    """One lot: code of the kind, how much in which unit, at what hour, the agency, its value and its case."""

    kind: str
    quantity: str
    unit: str
    hour: int
    agency: str
    value: int | None = None
    case: str = ""


@dataclass(frozen=True)
class ReportSeed:
    title_th: str
    title_en: str
    narrative: str
    goods: tuple[GoodsSeed, ...]


REPORTS = (
    ReportSeed(
        "ตั้งจุดตรวจร่วมสี่แยกบ้านแหลม ร่วมกับสถานีตำรวจภูธร",
        "Joint checkpoint at the Ban Laem intersection, with the police",
        "ฝ่ายปกครอง ตำรวจ และผู้ใหญ่บ้าน ตรวจยานพาหนะขาเข้าจากชายแดน พบสินค้าไม่เสียภาษีและน้ำมันเถื่อน",
        (
            GoodsSeed("cigarettes", "350", "carton", 10, "police-station", 227500, CASE),
            GoodsSeed("fuel", "800", "litre", 13, "police-station", 25600),
            GoodsSeed("pickup", "1", "vehicle", 10, "police-station", 180000, CASE),
            GoodsSeed("methamphetamine-pills", "400", "pill", 15, "police-station", None, "ปน. 129/2569"),
        ),
    ),
    ReportSeed(
        "ตรวจสินค้าหนีภาษีบริเวณสี่แยกบ้านแหลม ร่วมกับศุลกากร",
        "Untaxed goods at the Ban Laem intersection, with customs",
        "ฝ่ายปกครองร่วมกับเจ้าหน้าที่ศุลกากรตรวจรถบรรทุกบริเวณสี่แยกบ้านแหลม",
        (
            GoodsSeed("cigarettes", "3500", "packet", 10, "customs", 227500, SAME_CASE),
            GoodsSeed("fuel", "780", "litre", 14, "customs", 24960),
            GoodsSeed("garlic", "1.2", "tonne", 16, "customs", 60000),
        ),
    ),
)


def make_goods(people: dict[str, User]) -> None:
    """Both reports approved, the cigarettes settled to one record, custody recorded; the fuel waits."""
    police, customs = (file_report(one, people) for one in REPORTS)
    settle(police, people["reviewer"])
    keep(record_of(police, "cigarettes"), people["officer"])
    destroy(record_of(police, "methamphetamine-pills"), people)
    receive(record_of(customs, "garlic"), people["officer"], "ด่านศุลกากรจันทบุรี")


def file_report(seed: ReportSeed, people: dict[str, User]) -> Visit:
    day = timezone.localdate() - dt.timedelta(days=DAYS_AGO)
    visit = actions.create_visit(
        by=people["officer"],
        is_demo=True,
        kind="joint",
        title_th=seed.title_th,
        title_en=seed.title_en,
        date_start=day,
        date_end=day,
        districts=list(District.objects.filter(code="2204")),
    )
    fill(visit, seed, day)
    visit.refresh_from_db()
    visit = actions.submit(visit=visit, by=people["officer"], version=visit.version)
    visit = actions.endorse(visit=visit, by=people["reviewer"], version=visit.version)
    return actions.approve(visit=visit, by=people["director"], version=visit.version)


def fill(visit: Visit, seed: ReportSeed, day: dt.date) -> None:
    """What a report needs before it can be sent, and the goods."""
    visit.directive_issuer, visit.project = "นายอำเภอโป่งน้ำร้อน", Project.objects.get(code="nts-mekong-watch")
    visit.purpose, visit.summary_th = "สกัดกั้นสินค้าผิดกฎหมายตามแนวชายแดน", seed.narrative
    visit.save()
    MissionMember.objects.create(visit=visit, name="หัวหน้าชุดจุดตรวจ (สาธิต)", role=MissionMember.Role.LEADER)
    stop = Stop.objects.create(
        visit=visit,
        checkpoint=Checkpoint.objects.get(code="ban-laem-intersection"),
        arrived_at=moment(day, 9),
        departed_at=moment(day, 17),
    )
    activity = Activity.objects.create(stop=stop, kind="joint_operation", narrative=seed.narrative)
    for code in dict.fromkeys(one.agency for one in seed.goods):
        Participation.objects.create(activity=activity, agency=Agency.objects.get(code=code))
    for one in seed.goods:
        add(activity, one, day)
    for category in NtsCategory.objects.filter(is_core=True):
        level = Level.MINOR if category.code == "DRUG" else Level.NONE
        Assessment.objects.create(visit=visit, category=category, level=level, basis="ผลการตรวจที่จุดตรวจร่วม")
    conclusion = Conclusion.objects.create(visit=visit, statement="จุดตรวจร่วมช่วยสกัดกั้นสินค้าผิดกฎหมายได้จริง")
    conclusion.activities.add(activity)
    for section in SECTIONS:
        if section.key != "basics":
            SectionSave.objects.create(visit=visit, section=section.key, saved_by=visit.author)


def add(activity: Activity, seed: GoodsSeed, day: dt.date) -> None:
    kind, unit = GoodsKind.objects.get(code=seed.kind), Unit.objects.get(code=seed.unit)
    measure = UnitOf.objects.filter(kind=kind, unit=unit).first()
    Seizure.objects.create(
        activity=activity,
        lot=Lot.objects.create(code=GoodsCounter.draw(day)[0]),
        kind=kind,
        quantity=Decimal(seed.quantity),
        unit=unit,
        factor=measure.factor if measure else Decimal(1),
        approximate=measure.approximate if measure else False,
        found_at=moment(day, seed.hour),
        seized_by=Agency.objects.get(code=seed.agency),
        estimated_value=seed.value,
        value_basis="customs" if seed.value is not None else "",
        case_number=seed.case,
    )


def settle(police: Visit, reviewer: User) -> None:
    """The cigarettes are the same: those that the police hold count."""
    counts = record_of(police, "cigarettes").lot
    double = DoubleCount.objects.get(same_case=True, verdict=Verdict.OPEN)
    goods_actions.settle(double=double, by=reviewer, version=double.version, counts=counts, reason=WHY)


def record_of(visit: Visit, kind: str) -> Seizure:
    return Seizure.objects.get(activity__stop__visit=visit, kind__code=kind)


def receive(record: Seizure, by: User, where: str) -> None:
    step(record, by, Step.RECEIVED, 2, record.seized_by, where, "เจ้าหน้าที่รับของกลาง (สาธิต)")


def keep(record: Seizure, by: User) -> None:
    """Received, handed on to customs, put into storage."""
    customs = Agency.objects.get(code="customs")
    receive(record, by, "ห้องเก็บของกลาง สภ.โป่งน้ำร้อน")
    step(record, by, Step.TRANSFERRED, 30, customs, "ด่านศุลกากรจันทบุรี", "เจ้าหน้าที่ศุลกากร (สาธิต)")
    step(record, by, Step.STORED, 54, customs, "คลังเก็บของกลาง ด่านศุลกากรจันทบุรี", "เจ้าหน้าที่คลังของกลาง (สาธิต)")


def destroy(record: Seizure, people: dict[str, User]) -> None:
    """Received and destroyed; the place was wrong and is corrected."""
    oncb = Agency.objects.get(code="oncb")
    receive(record, people["officer"], "ห้องเก็บของกลาง สภ.โป่งน้ำร้อน")
    step(record, people["officer"], Step.DESTROYED, 100, oncb, "เตาเผา สภ.โป่งน้ำร้อน", "พยานการทำลาย (สาธิต)")
    note = "บันทึกสถานที่ผิด ของกลางส่งไปยังคลังของกลาง ป.ป.ส. และยังไม่ได้ทำลาย"
    step(record, people["reviewer"], Step.CORRECTION, 104, oncb, "คลังของกลาง ป.ป.ส.", "เจ้าหน้าที่ ป.ป.ส. (สาธิต)", note)


def step(
    record: Seizure, by: User, kind: Step, hours: int, agency: Agency, office: str, signed_by: str, note: str = ""
) -> None:
    """A step so many hours after the goods were found."""
    goods_actions.record_step(
        record=record,
        by=by,
        last=record.lot.events.count(),
        step=kind,
        at=record.found_at + dt.timedelta(hours=hours),
        from_agency=record.seized_by,
        to_agency=agency,
        to_office=office,
        signed_by=signed_by,
        note=note,
    )


def moment(day: dt.date, hour: int) -> dt.datetime:
    """That hour in Thailand."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
