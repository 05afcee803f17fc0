"""Made-up visits that read like real ones: same seed, same visits. They name no real person."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from reports.demo import strong_communities as story
from visits.models import ActivityKind, Level, MissionMember, VisitKind
from visits.workflow import State

MONTHS = 24
OFFICER_DISTRICTS = ("2204", "2207")
AHEAD = 10  # days after `until` that visits are planned for

# kind of activity: (Thai, what to fill) - English stays in the titles
NARRATIVES = {
    ActivityKind.INSPECTION: [
        "ตรวจเยี่ยม{place} เจ้าหน้าที่ประจำจุดครบตามอัตรา การผ่านแดนเป็นระเบียบ ช่วงเช้ามีแถวรอประมาณ {n} นาที",
        "ตรวจสอบ{place} กล้องวงจรปิดใช้งานได้ {n} ตัว ป้ายสองภาษาชัดเจน ขอให้เพิ่มแสงสว่างด้านลานจอดรถ",
    ],
    ActivityKind.BRIEFING: [
        "ที่ทำการปกครองอำเภอสรุปผลการดำเนินงานศูนย์ประสานงาน และแผนงานไตรมาสถัดไป ผู้เข้าร่วม {n} คน",
        "รับฟังบรรยายสรุปสถานการณ์ชายแดน การใช้แรงงานตามฤดูกาล และการประสานงานกับฝ่ายตรงข้าม",
    ],
    ActivityKind.CENTER_REVIEW: [
        "ตรวจติดตาม{place} มีการประชุมประจำเดือน รับแจ้งเหตุจากประชาชน {n} เรื่อง ดำเนินการแล้วเสร็จเป็นส่วนใหญ่",
        "{place} มีคำสั่งแต่งตั้งคณะทำงานครบ ขอรับการสนับสนุนอุปกรณ์สื่อสารและการฝึกอบรม",
    ],
    ActivityKind.CONSULTATION: ["หารือกับผู้แทนผู้ประกอบการค้าชายแดนเรื่องเวลาเปิดทำการและแรงงานตามฤดูกาล"],
    ActivityKind.JOINT_OPERATION: ["ตั้งจุดตรวจร่วมฝ่ายปกครอง ทหาร ตำรวจ และสาธารณสุข ตรวจยานพาหนะ {n} คัน"],
    ActivityKind.OBSERVATION: ["สังเกตการณ์แรงงานภาคเกษตรในสวนลำไย การเข้าเมืองเป็นไปตามมาตรา 64 ที่พักสะอาดพอสมควร"],
    ActivityKind.PRACTICE_STUDY: ["ศึกษาแนวปฏิบัติการประชุมผู้นำหมู่บ้านสองฝั่งทุกเดือน ซึ่งช่วยให้แจ้งข่าวได้รวดเร็ว"],
}
CONCLUSIONS = [
    "ความร่วมมือระหว่างฝ่ายปกครองกับหน่วยความมั่นคงช่วยให้พื้นที่ไม่มีปัญหาสำคัญในช่วงเวลาที่รายงาน",
    "ศูนย์ประสานงานทำหน้าที่รับแจ้งเหตุได้จริง ควรขยายช่องทางออนไลน์",
    "ควรติดตามการใช้แรงงานตามฤดูกาลในช่วงเก็บเกี่ยวอย่างใกล้ชิด",
]
FOLLOWUPS = [
    "ติดตั้งไฟส่องสว่างบริเวณจุดตรวจ",
    "จัดประชุมหารือหมู่บ้านสองฝั่งประจำเดือน",
    "ปรับปรุงป้ายประชาสัมพันธ์สองภาษา",
    "ส่งรายชื่อคณะทำงานศูนย์ชุดใหม่",
    "ทบทวนช่องทางรับแจ้งเหตุออนไลน์",
]
BASES = ["คำชี้แจงของอำเภอและสถิติสถานีตำรวจ", "สถิติด่านตรวจคนเข้าเมือง", "การสังเกตการณ์ในพื้นที่"]
# state of a young report: days after the visit by which it can have come there
WAITING = {State.DRAFT: 0, State.SUBMITTED: 3, State.RETURNED: 6, State.ENDORSED: 7, State.APPROVED: 11}
CATEGORY_CODES = ("TIP", "DRUG", "IRREG_MIG", "GOODS", "LABOUR", "CYBER")
# kind of visit: (title in Thai, title in English) of {place} in {district}, {province}
TITLES = {
    VisitKind.FOLLOW_UP: [
        ("ติดตามความก้าวหน้าโครงการ อำเภอ{district}", "Project follow-up in {district} district"),
        ("ติดตามศูนย์ประสานงานและจุดผ่านแดน อำเภอ{district}", "Center and crossings of {district} district"),
    ],
    VisitKind.ROUTINE: [
        ("ตรวจเยี่ยม{place}", "Visit to {place}"),
        ("ตรวจเยี่ยมพื้นที่ชายแดนจังหวัด{province}", "Border visit in {province} province"),
    ],
    VisitKind.INSPECTION: [
        ("ตรวจราชการ{place}", "Inspection of {place}"),
        ("ตรวจการบริหารจัดการแรงงานตามฤดูกาล อำเภอ{district}", "Seasonal labour in {district} district"),
    ],
    VisitKind.STUDY: [
        ("ศึกษาแนวปฏิบัติที่ดีด้านความร่วมมือชายแดน อำเภอ{district}", "Cross-border practice in {district} district"),
        ("ศึกษาการประชุมหมู่บ้านสองฝั่ง อำเภอ{district}", "Village meetings across the border, {district} district"),
    ],
}
# Who takes part in an activity beside the mission, and who goes on one with the Department; codes of agencies.
TOGETHER = {
    ActivityKind.JOINT_OPERATION: ("marine-rangers", "border-patrol-police", "disease-control"),
    ActivityKind.CENTER_REVIEW: ("district-chief",),
    ActivityKind.BRIEFING: ("district-chief", "isoc"),
    ActivityKind.INSPECTION: ("immigration",),
}
WITH_THEM = ("border-patrol-police", "customs", "police-station", "employment", "oncb", "isoc", "district-health")
KINDS = (VisitKind.FOLLOW_UP, VisitKind.FOLLOW_UP, VisitKind.ROUTINE, VisitKind.INSPECTION, VisitKind.STUDY)


@dataclass
class StopPlan:
    place: Checkpoint | Center
    activity: ActivityKind
    narrative: str
    hour: int
    details: dict[str, Any] = field(default_factory=dict)
    counts: list[dict[str, Any]] = field(default_factory=list)  # of workers
    goods: list[dict[str, Any]] = field(default_factory=list)  # lots found


@dataclass
class VisitPlan:
    """One made-up visit, not yet written. `levels`: level by category code; `due`: days after the visit."""

    number: int
    first_day: datetime.date
    days: int
    district: District
    kind: VisitKind
    state: State
    title_th: str
    title_en: str
    stops: list[StopPlan]
    levels: dict[str, Level]
    basis: str
    conclusion: str
    followups: list[tuple[str, int, bool]] = field(default_factory=list)

    @property
    def party(self) -> list[tuple[MissionMember.Role, str, str]]:
        """Who goes on the mission: role, name, code of the agency."""
        role, other = MissionMember.Role, WITH_THEM[self.number % len(WITH_THEM)]
        return [(role.LEADER, "หัวหน้าคณะ (สาธิต)", "dopa"), (role.MEMBER, "ผู้ร่วมคณะ (สาธิต)", other)]


def plausible_visits(
    count: int, *, seed: int, until: datetime.date, span: int = MONTHS * 30, ahead: int = AHEAD
) -> Iterator[VisitPlan]:
    """`count` visits, oldest first, over `span` days that end `ahead` of `until`. Needs the reference data."""
    chance = random.Random(seed)  # noqa: S311
    places = _places()
    # Some districts are visited often, some hardly: otherwise nothing would be overdue for a visit.
    weights = [chance.choice([0, 1, 2, 4, 8]) for _district in places]
    for number in range(count):
        ago = span - 1 - (number * span) // count - chance.randrange(0, 3)
        first_day = until + datetime.timedelta(days=ahead - ago)
        district, here = chance.choices(places, weights)[0]
        yield _plan(number, first_day, (until - first_day).days, district, here, chance)


def unfinished_visits(*, seed: int, until: datetime.date) -> Iterator[VisitPlan]:
    """Visits in the demonstration officer's districts that still wait for the officer."""
    chance = random.Random(seed)  # noqa: S311
    local = [row for row in _places() if row[0].code in OFFICER_DISTRICTS]
    for number, (state, ago) in enumerate(((State.RETURNED, 12), (State.DRAFT, 2), (State.PLANNED, -5))):
        district, here = local[number % len(local)]
        first_day = until - datetime.timedelta(days=ago)
        yield replace(_plan(number, first_day, ago, district, here, chance), state=state, days=1)


def local_plan(number: int, first_day: datetime.date, age: int, *, seed: int) -> VisitPlan:
    """A visit to the demonstration officer's districts, which take turns."""
    local = [row for row in _places() if row[0].code in OFFICER_DISTRICTS]
    district, here = local[number % len(local)]
    return _plan(number, first_day, age, district, here, random.Random(seed + number))  # noqa: S311


def adopting_visit(*, seed: int) -> VisitPlan:
    """The visit that shows how the practice of Chanthaburi went in another district."""
    chance = random.Random(seed)  # noqa: S311
    district, here = next(row for row in _places() if row[0].code == story.TRIED_AT)
    plan = _plan(0, story.TRIED_ON, MONTHS * 30, district, here[:1], chance)
    stop = StopPlan(here[0], ActivityKind.PRACTICE_STUDY, story.TRIED_FOUND, 9)
    title_th, title_en = story.TRIED_TITLES
    plan = replace(plan, title_th=title_th, title_en=title_en, kind=VisitKind.STUDY, stops=[stop], followups=[])
    return replace(plan, state=State.PUBLISHED, days=1)


def _places() -> list[tuple[District, list[Checkpoint | Center]]]:
    """Districts with their border points and centers, in a fixed order."""
    by_district: dict[District, list[Checkpoint | Center]] = {}
    for checkpoint in Checkpoint.objects.in_use().filter(district__isnull=False).select_related("district__province"):
        if checkpoint.district is not None:
            by_district.setdefault(checkpoint.district, []).append(checkpoint)
    for center in Center.objects.in_use().select_related("district__province"):
        by_district.setdefault(center.district, []).append(center)
    return sorted(by_district.items(), key=lambda row: row[0].code)


def _plan(
    number: int,
    first_day: datetime.date,
    age: int,
    district: District,
    here: list[Checkpoint | Center],
    chance: random.Random,
) -> VisitPlan:
    chosen = chance.sample(here, k=min(len(here), chance.randint(1, 3)))
    kind, days = chance.choice(KINDS), chance.choice([1, 1, 2, 3])
    title_th, title_en = chance.choice(TITLES[kind])
    names_th = {"place": chosen[0].name_th, "district": district.name_th, "province": district.province.name_th}
    names_en = {"place": chosen[0].name_en, "district": district.name_en, "province": district.province.name_en}
    return VisitPlan(
        number=number,
        first_day=first_day,
        days=days,
        district=district,
        kind=kind,
        state=_state(age - days, chance),
        title_th=title_th.format(**names_th),
        title_en=title_en.format(**names_en),
        stops=[_stop(place, 9 + 2 * hour, chance) for hour, place in enumerate(chosen)],
        levels=_levels(chance),
        basis=chance.choice(BASES),
        conclusion=chance.choice(CONCLUSIONS),
        followups=_followups(age, chance),
    )


def _state(age: int, chance: random.Random) -> State:
    """`age`: days since the visit ended. Old reports are done; young ones are as far as they can have come."""
    if age < 0:
        return State.PLANNED
    if age > 45:
        return chance.choices([State.APPROVED, State.PUBLISHED, State.WITHDRAWN], [60, 39, 1])[0]
    return chance.choice([state for state, days in WAITING.items() if days < age] or [State.DRAFT])


def _stop(place: Checkpoint | Center, hour: int, chance: random.Random) -> StopPlan:
    if isinstance(place, Center):
        kind = chance.choice([ActivityKind.CENTER_REVIEW, ActivityKind.BRIEFING])
    else:
        others = [
            ActivityKind.JOINT_OPERATION,
            ActivityKind.OBSERVATION,
            ActivityKind.CONSULTATION,
            ActivityKind.PRACTICE_STUDY,
        ]
        kind = chance.choice([ActivityKind.INSPECTION, ActivityKind.INSPECTION, *others])
    text = chance.choice(NARRATIVES[kind]).format(place=place.name_th, n=chance.randint(3, 40))
    return StopPlan(place=place, activity=kind, narrative=text, hour=hour)


def _levels(chance: random.Random) -> dict[str, Level]:
    weights = {Level.NONE: 70, Level.MINOR: 18, Level.MAJOR: 4, Level.NOT_ASSESSED: 8}
    codes = CATEGORY_CODES[: chance.randint(3, len(CATEGORY_CODES))]
    return {code: chance.choices(list(weights), list(weights.values()))[0] for code in codes}


def _followups(age: int, chance: random.Random) -> list[tuple[str, int, bool]]:
    """(title, days until due, done?); older ones are mostly done."""
    titles = chance.sample(FOLLOWUPS, k=chance.choice([0, 0, 1, 1, 2]))
    return [(title, due := chance.randint(20, 120), age > due and chance.random() < 0.9) for title in titles]
