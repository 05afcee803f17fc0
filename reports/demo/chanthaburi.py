"""The visit that the product was asked for: Chanthaburi, Pong Nam Ron and Soi Dao, March BE 2567.

Facts as published by the Department of Provincial Administration; public office holders named as published.
What was not published stays empty; times of day are marked as examples in the sources.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from visits.models import ActivityKind, Conclusion, Level, MissionMember

FIRST_DAY, LAST_DAY = dt.date(2024, 3, 11), dt.date(2024, 3, 13)

BASICS: dict[str, Any] = {
    "kind": "follow_up",
    "title_th": "การติดตามผลโครงการ NTS-Mekong Watch และศึกษาแนวปฏิบัติที่ดี ชายแดนจังหวัดจันทบุรี",
    "title_en": "Follow-up of NTS-Mekong Watch and study of best practices on the Chanthaburi border",
    "date_start": FIRST_DAY,
    "date_end": LAST_DAY,
    "published_start": dt.date(2023, 3, 11),
    "published_end": dt.date(2023, 3, 13),
    "date_reason": "ฉบับภาษาอังกฤษระบุ ค.ศ. 2023 แต่ต้นฉบับภาษาไทยระบุ พ.ศ. 2567 (ค.ศ. 2024)",
}
ASSIGNMENT: dict[str, Any] = {
    "directive_issuer": "นางสาววจิราพร อมาตยกุล ผู้อำนวยการสำนักบริหารวิชาการและแผนงาน",
    "assignee": "นางสาวสุขุมาลย์ วิริโยธิน ผู้อำนวยการกองการต่างประเทศ",
    "funding_source": "กองทุนความร่วมมือแม่โขง-สาธารณรัฐเกาหลี (MKCF)",
    "funding_share": 100,
}
PURPOSE: dict[str, Any] = {
    "background": "กรมการปกครองดำเนินโครงการส่งเสริมความเชื่อมโยงระหว่างประชาชนเพื่อรับมือภัยคุกคามความมั่นคงรูปแบบใหม่"
    "ในอนุภูมิภาคลุ่มน้ำโขง และได้จัดตั้งศูนย์ประสานงาน NTS-MWCC ในอำเภอชายแดน",
    "purpose": "1. ติดตามความก้าวหน้าของโครงการในพื้นที่อำเภอโป่งน้ำร้อนและอำเภอสอยดาว\n"
    "2. ศึกษาแนวปฏิบัติที่ดีเพื่อจัดทำเอกสารและสื่อ “การสร้างชุมชนชายแดนที่เข้มแข็ง” โดยมีชายแดนจังหวัดจันทบุรีเป็นพื้นที่ต้นแบบ",
}
OUTLOOK: dict[str, Any] = {
    "summary_th": "คณะติดตามผลโครงการในสองอำเภอของจังหวัดจันทบุรี ทั้งสองอำเภอจัดตั้งศูนย์ประสานงาน NTS-MWCC แล้ว "
    "ไม่พบปัญหาสำคัญด้านยาเสพติดและการค้ามนุษย์ เนื่องจากความร่วมมือของหน่วยความมั่นคงกับฝ่ายปกครอง "
    "การบังคับใช้กฎหมายที่เข้มงวด และการบริหารจัดการแรงงานตามฤดูกาลตามมาตรา 64",
    "summary_en": "The team followed up the project in two districts of Chanthaburi. Both have established their "
    "NTS-MWCC coordination center. No major issue of drug or human trafficking was reported, owing to collaboration "
    "between security agencies and local administration, strict law enforcement, and the management of seasonal labour "
    "under section 64.",
    "recommendations": "เผยแพร่แนวปฏิบัติของชายแดนจังหวัดจันทบุรีให้พื้นที่อื่นนำไปปรับใช้ "
    "ตามแนวทางการบริหารจัดการชายแดนแบบมีส่วนร่วมและครบวงจรของกรมการปกครอง เพื่อชุมชนที่มั่นคง ยั่งยืน และมั่งคั่ง",
    "decision_asked": "เพื่อโปรดทราบ และเห็นชอบให้ใช้ชายแดนจังหวัดจันทบุรีเป็นพื้นที่ต้นแบบ",
    "sources": "ข่าวเผยแพร่ของกรมการปกครองเรื่องการติดตามผลโครงการ NTS-Mekong Watch จังหวัดจันทบุรี (ฉบับไทยและอังกฤษ)\n"
    "คำตอบในแบบตรวจและข้อบกพร่องที่ตรวจพบเป็นตัวอย่างเพื่อการสาธิตระบบ\n"
    "เวลาในกำหนดการ จำนวนแรงงาน ผู้รับผิดชอบและวันครบกำหนดของงานติดตาม และภาพประกอบ จัดทำขึ้นเพื่อการสาธิตระบบ",
}
MEMBERS = (
    (
        "วจิราพร อมาตยกุล (Wijaraporn Amatayakul)",
        "ผู้อำนวยการสำนักบริหารวิชาการและแผนงาน",
        MissionMember.Role.DIRECTOR,
    ),
    ("สุขุมาลย์ วิริโยธิน (Sukhumarn Wiriyothin)", "ผู้อำนวยการกองการต่างประเทศ", MissionMember.Role.LEADER),
    ("คณะทำงานโครงการ", "กองการต่างประเทศ กรมการปกครอง", MissionMember.Role.MEMBER),
)


@dataclass(frozen=True)
class ActivitySeed:
    """One activity; `agencies`: (agency code or "", unit, role, side); `scene`: illustration and its caption."""

    key: str
    kind: ActivityKind
    narrative: str
    details: dict[str, Any] = field(default_factory=dict)
    agencies: tuple[tuple[str, str, str, str], ...] = ()
    restricted: bool = False
    scene: str = ""
    caption: str = ""
    caption_en: str = ""


@dataclass(frozen=True)
class StopSeed:
    """A stop: `place` is the code of a checkpoint or center, or free text with a district code."""

    day: int
    hour: int
    minutes: int
    activities: tuple[ActivitySeed, ...]
    checkpoint: str = ""
    center: str = ""
    place: str = ""
    district: str = ""


STOPS = (
    StopSeed(
        1, 9, 120, center="pong-nam-ron",
        activities=(
            ActivitySeed(
                "briefing_pnr", ActivityKind.BRIEFING,
                "เจ้าหน้าที่อำเภอโป่งน้ำร้อนสรุปผลการจัดตั้งศูนย์ประสานงาน NTS-MWCC และสถานการณ์ในพื้นที่",
                {"position": "เจ้าหน้าที่ปกครองอำเภอโป่งน้ำร้อน", "attribution": "อ้างตามตำแหน่ง",
                 "topics": "การจัดตั้งศูนย์ประสานงาน\nสถานการณ์ยาเสพติดและการค้ามนุษย์\nแรงงานตามฤดูกาล"},
                scene="briefing", caption="การบรรยายสรุป ณ ที่ว่าการอำเภอโป่งน้ำร้อน",
                caption_en="Briefing at the Pong Nam Ron district office",
            ),
            ActivitySeed(
                "center_pnr", ActivityKind.CENTER_REVIEW,
                "จัดตั้งศูนย์ประสานงานแล้ว มีนายอำเภอเป็นหัวหน้าและปลัดอำเภอฝ่ายความมั่นคงเป็นเลขานุการ",
                scene="center_office", caption="ศูนย์ประสานงาน NTS-MWCC อำเภอโป่งน้ำร้อน",
                caption_en="NTS-MWCC of Pong Nam Ron",
            ),
        ),
    ),
    StopSeed(
        1, 13, 90, center="soi-dao",
        activities=(
            ActivitySeed(
                "briefing_sd", ActivityKind.BRIEFING,
                "เจ้าหน้าที่อำเภอสอยดาวสรุปผลการจัดตั้งศูนย์ประสานงาน NTS-MWCC ซึ่งจัดตั้งครบทั้งสองอำเภอ",
                {"position": "เจ้าหน้าที่ปกครองอำเภอสอยดาว", "attribution": "อ้างตามตำแหน่ง",
                 "topics": "การจัดตั้งศูนย์ประสานงาน"},
            ),
        ),
    ),
    StopSeed(
        2, 9, 90, checkpoint="ban-laem",
        activities=(
            ActivitySeed(
                "inspect_laem", ActivityKind.INSPECTION,
                "ตรวจเยี่ยมจุดผ่านแดนถาวรบ้านแหลม ฝั่งตรงข้ามคือด่านดอง อำเภอกำเรียง จังหวัดพระตะบอง",
                scene="permanent_crossing", caption="จุดผ่านแดนถาวรบ้านแหลม",
                caption_en="Ban Laem permanent crossing",
            ),
            ActivitySeed(
                "consult", ActivityKind.CONSULTATION,
                "หารือกับนายกสมาคมการค้าและการท่องเที่ยวชายแดนไทย-กัมพูชา เรื่องความสัมพันธ์ของประชาชนสองฝั่ง",
                {"person": "Dr. Ratthawit Tangkiatphachara", "position": "President",
                 "organisation": "Thai-Cambodian Border Trade and Tourism Association", "consent": "verbal",
                 "topics": "การค้าและการท่องเที่ยวชายแดน"},
                scene="consultation", caption="การหารือกับสมาคมการค้าและการท่องเที่ยวชายแดนไทย-กัมพูชา",
                caption_en="Consultation with the border trade and tourism association",
            ),
        ),
    ),
    StopSeed(
        2, 11, 60, checkpoint="ban-laem-intersection",
        activities=(
            ActivitySeed(
                "joint_check", ActivityKind.JOINT_OPERATION,
                "จุดตรวจร่วมสินค้าผิดกฎหมายบริเวณสี่แยกบ้านแหลม มีนายอำเภอ ปลัดอำเภอ ผู้ใหญ่บ้าน ทหาร ตำรวจ "
                "และเจ้าหน้าที่สาธารณสุขอำเภอปฏิบัติงานร่วมกัน",
                agencies=(
                    ("district-chief", "", "อำนวยการ", "own"),
                    ("deputy-district-chief", "", "ตรวจร่วม", "own"),
                    ("village-headman", "", "ตรวจร่วม", "own"),
                    ("", "ทหาร", "ตรวจร่วม", "own"),
                    ("police-station", "", "ตรวจร่วม", "own"),
                    ("district-health", "", "คัดกรองสุขภาพ", "own"),
                ),
                scene="joint_checkpoint", caption="จุดตรวจร่วมบริเวณสี่แยกบ้านแหลม",
                caption_en="Joint checkpoint at the Ban Laem intersection",
            ),
        ),
    ),
    StopSeed(
        2, 14, 90, checkpoint="ban-phakkad",
        activities=(
            ActivitySeed(
                "inspect_phakkad", ActivityKind.INSPECTION,
                "ตรวจเยี่ยมจุดผ่านแดนถาวรบ้านผักกาด ฝั่งตรงข้ามคือพรม จังหวัดไพลิน",
                scene="market", caption="ย่านการค้าใกล้จุดผ่านแดนถาวรบ้านผักกาด",
                caption_en="Market near the Ban Phakkad crossing",
            ),
        ),
    ),
    StopSeed(
        3, 9, 60, checkpoint="subtaree",
        activities=(
            ActivitySeed(
                "inspect_subtaree", ActivityKind.INSPECTION,
                "ตรวจเยี่ยมจุดผ่อนปรนการค้าบ้านซับตารี อำเภอสอยดาว",
                scene="trade_point", caption="จุดผ่อนปรนการค้าบ้านซับตารี", caption_en="Subtaree border trade point",
            ),
        ),
    ),
    StopSeed(
        3, 10, 60, place="สวนผลไม้ในพื้นที่อำเภอสอยดาว", district="2207",
        activities=(
            ActivitySeed(
                "labour", ActivityKind.OBSERVATION,
                "บันทึกวิถีชีวิตของแรงงานภาคเกษตรชาวกัมพูชาในสวนผลไม้ การเข้ามาทำงานตามฤดูกาลเป็นไปตามมาตรา 64",
                scene="labourers_orchard", caption="แรงงานตามฤดูกาลในสวนผลไม้ (ไม่แสดงใบหน้า)",
                caption_en="Seasonal labour in an orchard (no faces)",
            ),
        ),
    ),
    StopSeed(
        3, 13, 90, checkpoint="bueng-chanang-lang",
        activities=(
            ActivitySeed(
                "patrol", ActivityKind.JOINT_PATROL,
                "ลาดตระเวนร่วมบริเวณใกล้บึงชนังล่าง ระหว่างเจ้าหน้าที่ฝ่ายไทย ตำรวจตระเวนชายแดน และทหารกัมพูชา",
                {"mechanism": "local", "pillar_from": 55, "pillar_to": 56, "nearest_checkpoint": "บ้านบึงชนังล่าง"},
                agencies=(
                    ("dopa", "", "ร่วมลาดตระเวน", "own"),
                    ("border-patrol-police", "", "ร่วมลาดตระเวน", "own"),
                    ("", "ทหารกัมพูชา", "ร่วมลาดตระเวน", "counterpart"),
                ),
                restricted=True, scene="patrol", caption="การลาดตระเวนร่วม", caption_en="Joint patrol",
            ),
        ),
    ),
    StopSeed(
        3, 15, 60, place="ชุมชนชายแดนจังหวัดจันทบุรี", district="2204",
        activities=(
            ActivitySeed(
                "practice", ActivityKind.PRACTICE_STUDY,
                "ศึกษาแนวปฏิบัติที่ดีด้านการสร้างชุมชนชายแดนที่เข้มแข็ง ตามหลักการห้าข้อ ได้แก่ ความเข้าใจกฎหมายร่วมกัน "
                "ความเที่ยงธรรมในการพิจารณาความเดือดร้อนของประชาชน การบังคับใช้กฎหมายอย่างเท่าเทียม "
                "ความไว้วางใจซึ่งกันและกัน และความมั่งคั่งทางเศรษฐกิจ",
                {"theme": "การสร้างชุมชนชายแดนที่เข้มแข็ง",
                 "success_factors": "ภาวะผู้นำของเจ้าหน้าที่ฝ่ายไทย\nความสัมพันธ์ที่ดีระหว่างสองฝั่ง"},
            ),
        ),
    ),
)  # fmt: skip

SAID_BY = "เจ้าหน้าที่ปกครองอำเภอโป่งน้ำร้อนและอำเภอสอยดาว"
BASIS = "การบรรยายสรุปของอำเภอระหว่างการตรวจเยี่ยม"
NO_MAJOR_ISSUE = "แหล่งข้อมูลระบุว่าไม่มีปัญหาสำคัญ"
ASSESSMENTS = (
    ("DRUG", Level.NONE, NO_MAJOR_ISSUE, ()),
    ("TIP", Level.NONE, NO_MAJOR_ISSUE, ()),
    ("IRREG_MIG", Level.NOT_ASSESSED, "", ()),
    ("LABOUR", Level.NONE, "แรงงานตามฤดูกาลอยู่ภายใต้มาตรา 64", ("fwm-2560-s64",)),
)
# statement, NTS categories, laws, evidence
FACTORS = (
    ("ความร่วมมือระหว่างหน่วยความมั่นคงกับฝ่ายปกครองท้องที่", ("DRUG", "TIP"), (), ("joint_check", "briefing_pnr")),
    ("การบังคับใช้กฎหมายอย่างเข้มงวด", ("DRUG", "TIP"), (), ("joint_check",)),
    ("การบริหารจัดการแรงงานตามฤดูกาลตามมาตรา 64", ("LABOUR", "TIP"), ("fwm-2560-s64",), ("labour", "inspect_laem")),
)
# statement, kind, strength, rating, evidence
CONCLUSIONS = (
    (
        "ทั้งสองอำเภอจัดตั้งศูนย์ประสานงาน NTS-MWCC แล้ว และไม่พบปัญหาสำคัญด้านยาเสพติดและการค้ามนุษย์",
        Conclusion.Kind.CONCLUSION, Conclusion.Strength.SUPPORTED, None, ("briefing_pnr", "briefing_sd", "center_pnr"),
    ),
    (
        "ความสัมพันธ์กับฝ่ายกัมพูชาอยู่ในเกณฑ์ดี มีการลาดตระเวนร่วมในพื้นที่",
        Conclusion.Kind.RELATIONSHIP, Conclusion.Strength.SUPPORTED, 3, ("patrol", "consult"),
    ),
    (
        "ภาวะผู้นำของเจ้าหน้าที่ฝ่ายไทยและความสัมพันธ์ที่ดีทำให้การบริหารจัดการชายแดนมีประสิทธิภาพมากขึ้น",
        Conclusion.Kind.OUTCOME, Conclusion.Strength.UNVERIFIED, None, ("practice",),
    ),
)  # fmt: skip
# title, owner, days until due counted from the day the demonstration is made
FOLLOWUPS = (
    ("จัดทำเอกสารและสื่อแนวปฏิบัติที่ดี “การสร้างชุมชนชายแดนที่เข้มแข็ง” ชายแดนจังหวัดจันทบุรี", "กองการต่างประเทศ", 45),
    ("ยืนยันพิกัดจุดผ่านแดนบ้านแหลมและบ้านซับตารีในพื้นที่", "ที่ทำการปกครองอำเภอโป่งน้ำร้อน", 14),
    ("ส่งทำเนียบคณะทำงานศูนย์ประสานงานทั้งสองอำเภอ", "ที่ทำการปกครองอำเภอสอยดาว", -7),
)
