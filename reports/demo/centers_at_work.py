"""How the two centers of Chanthaburi work: rosters, readiness checks, public reports. All made up."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import Agency, User
from centers import public_reports
from centers.models import Center, CenterMember, PublicReport, ReadinessCheck
from centers.public_reports import Person
from checklists import sheets
from checklists.models import ChecklistVersion

PONG_NAM_RON, SOI_DAO = "pong-nam-ron", "soi-dao"
NOBODY_REAL = "ผู้แจ้งสมมุติ"

# role, position, agency, telephone, LINE, call sign, e-mail, fax
SEATS = (
    ("head", "นายอำเภอ", "district-chief", "039-000-001", "", "", "chief@demo.invalid", "039-000-002"),
    ("secretary", "ปลัดอำเภอ (ฝ่ายความมั่นคง)", "dopa", "081-000-0001", "demo-secretary", "ปกครอง 1", "", ""),
    ("coordinator", "กำนัน", "kamnan", "081-000-0002", "demo-kamnan", "ปกครอง 12", "", ""),
    ("coordinator", "ผู้ใหญ่บ้าน", "village-headman", "081-000-0003", "", "ปกครอง 15", "", ""),
    ("member", "สารวัตรตรวจคนเข้าเมือง", "immigration", "081-000-0004", "", "", "immigration@demo.invalid", ""),
    ("member", "สาธารณสุขอำเภอ", "district-health", "", "demo-health", "", "", "039-000-003"),
)
# center: days since the roster was verified
VERIFIED = {PONG_NAM_RON: 24, SOI_DAO: 140}
YES, NO = "yes", "no"
FIRST = {
    "head_appointed": YES, "secretary_appointed": YES, "coordinators_named": NO, "members": ["police", "health"],
    "staff_trained": 4, "women_trained": 1, "office": YES, "computer": NO, "private_room": NO,
    "equipment_lacking": "วิทยุสื่อสารและคอมพิวเตอร์", "hotline_answered": NO, "online_channel": NO,
    "counterpart_contact": YES, "languages": ["th", "km"], "register": NO, "referral": NO, "data_protected": YES,
    "reports_received": 6, "reports_resolved": 2, "meetings_held": 1, "minutes": NO, "readiness": 1,
    "needs": "งบประมาณสำหรับสายด่วน",
}  # fmt: skip
SECOND = FIRST | {
    "coordinators_named": YES, "staff_trained": 9, "women_trained": 4, "computer": YES, "online_channel": YES,
    "register": YES, "reports_received": 14, "reports_resolved": 9, "meetings_held": 3, "minutes": YES, "readiness": 2,
}  # fmt: skip
THIRD = SECOND | {
    "hotline_answered": YES, "referral": YES, "equipment_lacking": "เครื่องพิมพ์",
    "reports_received": 19, "reports_resolved": 15, "meetings_held": 5, "readiness": 3,
}  # fmt: skip
# center: (days ago, answers), oldest first
CHECKS = {
    PONG_NAM_RON: ((400, FIRST), (210, SECOND), (18, THIRD)),
    SOI_DAO: ((330, SECOND), (128, SECOND | {"hotline_answered": NO, "computer": NO, "minutes": NO})),
}


@dataclass(frozen=True)
class Told:
    """`steps`: (state, days after it was received, agency, words)."""

    center: str
    days_ago: int
    channel: str
    category: str
    place: str
    summary: str
    person: Person | None = None
    steps: tuple[tuple[str, int, str, str], ...] = field(default=())


def person(number: int) -> Person:
    return {"name": f"{NOBODY_REAL} {number}", "contact": f"08x-000-{number:04d}", "note": "สะดวกให้ติดต่อช่วงเย็น"}


TAKEN = ("acknowledged", 1, "", "")
AT_ONCE = ("acknowledged", 0, "", "")
POLICE, HEALTH, LABOUR = "สภ.โป่งน้ำร้อน", "สำนักงานสาธารณสุขอำเภอ", "สำนักงานจัดหางานจังหวัดจันทบุรี"
TOLD = (
    Told(PONG_NAM_RON, 2, "hotline", "IRREG_MIG", "ต.เทพนิมิต", "พบกลุ่มคนเดินเท้าข้ามสวนลำไยช่วงกลางคืนหลายคืนติดต่อกัน"),
    Told(PONG_NAM_RON, 5, "line", "CYBER", "ต.หนองตาคง", "มีผู้ชักชวนให้ไปทำงานตอบข้อความออนไลน์ฝั่งประเทศเพื่อนบ้าน", person(1)),
    Told(PONG_NAM_RON, 12, "headman", "DRUG", "ต.คลองใหญ่", "สงสัยมีการนัดส่งของบริเวณสวนท้ายหมู่บ้าน", None, (TAKEN,)),
    Told(PONG_NAM_RON, 26, "walk_in", "LABOUR", "ต.ทับไทร", "แรงงานตามฤดูกาลถูกเก็บบัตรผ่านแดนไว้โดยนายจ้าง", person(2),
         (AT_ONCE, ("referred", 2, LABOUR, "ขอให้ตรวจสอบการจ้างงานในพื้นที่"))),
    Told(PONG_NAM_RON, 48, "hotline", "TIP", "ต.โป่งน้ำร้อน", "พบข้อบ่งชี้ว่ามีการจำกัดการออกจากที่พักคนงาน", None,
         (AT_ONCE, ("referred", 1, POLICE, "ส่งต่อทีมสหวิชาชีพตามกลไกการส่งต่อระดับชาติ"))),
    Told(PONG_NAM_RON, 75, "online", "GOODS", "ต.เทพนิมิต", "รถบรรทุกพืชผลผ่านช่องทางธรรมชาติช่วงเช้ามืด", None,
         (("acknowledged", 3, "", ""), ("referred", 4, POLICE, ""),
          ("resolved", 15, "", "ตั้งจุดตรวจร่วม ไม่พบการลักลอบอีก"))),
    Told(PONG_NAM_RON, 110, "headman", "HEALTH", "ต.หนองตาคง", "คนงานในแคมป์มีไข้หลายราย", person(3),
         (AT_ONCE, ("referred", 0, HEALTH, "ขอให้สอบสวนโรค"),
          ("resolved", 6, "", "ไข้หวัดใหญ่ ให้ยาและคำแนะนำแล้ว"))),
    Told(PONG_NAM_RON, 160, "letter", "OTHER", "", "ขอให้เพิ่มแสงสว่างบริเวณทางเข้าด่าน", None,
         (("acknowledged", 4, "", ""), ("closed", 9, "", "อยู่นอกหน้าที่ของศูนย์ แจ้งหน่วยงานเจ้าของพื้นที่แล้ว"))),
    Told(SOI_DAO, 4, "hotline", "WILDLIFE", "ต.ทรายขาว", "มีผู้เสนอขายนกป่าตามตลาดนัด"),
    Told(SOI_DAO, 33, "walk_in", "SOM", "ต.ทุ่งขนาน", "พบรถตู้จอดรับคนหลายจุดในเวลากลางคืน", None,
         (("acknowledged", 2, "", ""),)),
    Told(SOI_DAO, 95, "line", "CYBER", "ต.ปะตง", "ได้รับข้อความหลอกให้โอนเงินอ้างเป็นเจ้าหน้าที่", person(4),
         (("acknowledged", 1, "", ""), ("resolved", 3, "", "แนะนำการอายัดบัญชีและแจ้งความแล้ว"))),
    Told(SOI_DAO, 420, "online", "TIMBER", "ต.สะตอน", "มีการตัดไม้ใกล้เขตรักษาพันธุ์สัตว์ป่า", person(5),
         (("acknowledged", 2, "", ""), ("resolved", 20, "", "เจ้าหน้าที่ป่าไม้ตรวจยึดไม้และดำเนินคดีแล้ว"))),
)  # fmt: skip


def make_work(people: dict[str, User], *, today: dt.date) -> None:
    """Rosters, checks and reports of the two centers, as far as they are known and have none."""
    for code, staff in ((PONG_NAM_RON, people["center"]), (SOI_DAO, people["reviewer"])):
        center = Center.objects.filter(code=code).select_related("district").first()
        if center is None or center.public_reports.exists():
            continue
        seat_people(center, staff, today - dt.timedelta(days=VERIFIED[code]))
        check(center, staff, today)
        for told in sorted(TOLD, key=lambda one: -one.days_ago):
            if told.center == code:
                receive(center, told, staff, today)
    public_reports.purge(today=today)


def seat_people(center: Center, staff: User, verified_on: dt.date) -> None:
    agencies = {row.code: row for row in Agency.objects.all()}
    CenterMember.objects.bulk_create(seats_of(center, agencies))
    Center.objects.filter(pk=center.pk).update(roster_verified_on=verified_on, roster_verified_by=staff)


def seats_of(center: Center, agencies: dict[str, Agency]) -> Iterator[CenterMember]:
    for number, (role, position, agency, phone, line, call_sign, email, fax) in enumerate(SEATS, 1):
        yield CenterMember(
            center=center,
            role=role,
            position=position,
            name=f"ผู้แทนสาธิต {number}",
            agency=agencies.get(agency),
            phone=phone,
            line=line,
            call_sign=call_sign,
            email=email,
            fax=fax,
        )


def check(center: Center, staff: User, today: dt.date) -> None:
    version = ChecklistVersion.objects.get(checklist__code="center-readiness", number=1)
    for days, answers in CHECKS[center.code]:
        sheet = sheets.fill(version=version, answers=answers, by=staff, client_uuid=uuid.uuid4())
        on = today - dt.timedelta(days=days)
        ReadinessCheck.objects.create(
            center=center, sheet=sheet, on=on, with_whom="คณะทำงานศูนย์", recorded_by=staff, recorded_at=morning(on)
        )


def receive(center: Center, told: Told, staff: User, today: dt.date) -> PublicReport:
    """Record a report and take its steps, on the days when that happened."""
    on = today - dt.timedelta(days=told.days_ago)
    report = public_reports.record(
        center=center,
        by=staff,
        client_uuid=uuid.uuid4(),
        person=told.person,
        received_at=morning(on),
        recorded_at=morning(on),
        channel=told.channel,
        category=told.category,
        district=center.district,
        place=told.place,
        summary=told.summary,
    )
    for state, days, agency, words in told.steps:
        day = on + dt.timedelta(days=days)
        report = public_reports.take_step(
            report=report, to=state, on=day, by=staff, version=report.version, agency=agency, words=words
        )
    return report


def morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9, 30)))
