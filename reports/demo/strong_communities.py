"""The practice that the Chanthaburi visit studied. Facts as published; ratings and their dates show how it is judged.

What was not published stays empty or is said to be for demonstration; no private person is named.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RatingSeed:
    principle: str
    score: int
    on: dt.date
    th: str
    en: str


BEFORE, STUDIED = dt.date(2023, 9, 15), dt.date(2024, 3, 13)
TITLES = {
    "title_th": "การสร้างชุมชนชายแดนเข้มแข็ง: จันทบุรี",
    "title_en": "Building Strong Cross-Border Communities: Chanthaburi",
}
STORY: dict[str, str] = {
    "summary_th": "ฝ่ายปกครอง หน่วยความมั่นคง ผู้นำท้องที่ และภาคเอกชนชายแดนจันทบุรีทำงานร่วมกันกับฝ่ายกัมพูชา "
    "ภายใต้หลักการห้าข้อ ทำให้ไม่พบปัญหาสำคัญด้านยาเสพติดและการค้ามนุษย์ และประชาชนสองฝั่งค้าขายและทำงานร่วมกันได้อย่างสงบ",
    "summary_en": "On the Chanthaburi border, local administration, security agencies, village leaders and traders "
    "work together, and with the Cambodian side, under five principles. No major issue of drug or human trafficking "
    "was reported, and people on both sides trade and work together in peace.",
    "context_th": "อำเภอโป่งน้ำร้อนและอำเภอสอยดาวมีจุดผ่านแดนถาวรบ้านแหลมและบ้านผักกาด และจุดผ่อนปรนการค้าบ้านซับตารี "
    "มีแรงงานภาคเกษตรชาวกัมพูชาเข้ามาทำงานตามฤดูกาลในสวนผลไม้",
    "context_en": "Pong Nam Ron and Soi Dao districts have the permanent crossings of Ban Laem and Ban Phakkad and the "
    "border trade point of Subtaree. Cambodian agricultural labourers come for the season to work in the orchards.",
    "problem_th": "ชายแดนที่ผู้คนและสินค้าเข้าออกตลอดปีเสี่ยงต่อยาเสพติด การค้ามนุษย์ และสินค้าผิดกฎหมาย "
    "หากหน่วยงานต่างคนต่างทำและประชาชนสองฝั่งไม่เข้าใจกฎหมายของกัน",
    "problem_en": "A border that people and goods cross all year is exposed to drugs, human trafficking and illegal "
    "goods where agencies work apart and people on either side do not know each other's laws.",
    "objective_th": "ให้ชุมชนชายแดนมั่นคง ยั่งยืน และมั่งคั่ง ตามแนวทางการบริหารจัดการชายแดนแบบมีส่วนร่วมและครบวงจร",
    "objective_en": "Secure, sustainable and prosperous border communities through collaborative and comprehensive "
    "border management.",
    "actors_th": "นายอำเภอ ปลัดอำเภอ ผู้ใหญ่บ้าน ทหาร ตำรวจ ตำรวจตระเวนชายแดน สาธารณสุขอำเภอ "
    "สมาคมการค้าและการท่องเที่ยวชายแดนไทย-กัมพูชา และหน่วยงานฝ่ายกัมพูชา",
    "actors_en": "District chiefs, district officers, village headmen, military, police, Border Patrol Police, "
    "district health officers, the Thai-Cambodian Border Trade and Tourism Association, and Cambodian units.",
    "actions_th": "1. จัดตั้งศูนย์ประสานงาน NTS-MWCC ในทั้งสองอำเภอ\n2. ตั้งจุดตรวจร่วมสินค้าผิดกฎหมายบริเวณสี่แยกบ้านแหลม\n"
    "3. ลาดตระเวนร่วมกับฝ่ายกัมพูชา\n4. บริหารจัดการแรงงานตามฤดูกาลตามมาตรา 64\n5. หารือกับภาคการค้าและการท่องเที่ยวอย่างต่อเนื่อง",
    "actions_en": "1. An NTS-MWCC coordination center in both districts.\n2. A joint checkpoint for illegal goods at "
    "the Ban Laem intersection.\n3. Patrols together with the Cambodian side.\n4. Seasonal labour under section "
    "64.\n5. Regular talks with border trade and tourism.",
    "resources_th": "บุคลากรและงบปกติของแต่ละหน่วยงาน ส่วนการศึกษาแนวปฏิบัติได้รับการสนับสนุนจากกองทุน MKCF",
    "resources_en": "Staff and regular budgets of the agencies; the study was supported by the MKCF.",
    "results_th": "เจ้าหน้าที่อำเภอรายงานว่าไม่พบปัญหาสำคัญด้านยาเสพติดและการค้ามนุษย์ และความสัมพันธ์ของสองฝั่งอยู่ในเกณฑ์ดี",
    "results_en": "District officers report no major issue of drug or human trafficking; relations between the two "
    "sides are good.",
    "success_factors_th": "ภาวะผู้นำของเจ้าหน้าที่ฝ่ายไทย ความร่วมมือของหน่วยความมั่นคงกับฝ่ายปกครองท้องที่ "
    "และการบังคับใช้กฎหมายอย่างเข้มงวดและเท่าเทียม",
    "success_factors_en": "Leadership of Thai officials, collaboration between security agencies and local "
    "administration, and strict and equal law enforcement.",
    "constraints_th": "ผลที่รายงานมาจากการบรรยายสรุปของอำเภอ ยังต้องยืนยันด้วยข้อมูลคดีและการตรวจเยี่ยมครั้งต่อไป",
    "constraints_en": "What is reported comes from district briefings; case figures and later visits must confirm it.",
    "lessons_th": "ความไว้เนื้อเชื่อใจเกิดจากการทำงานร่วมกันเป็นประจำ มิใช่จากการประชุมเพียงครั้งคราว",
    "lessons_en": "Trust grows from working together regularly, not from an occasional meeting.",
    "sustainability_th": "ศูนย์ประสานงานมีคำสั่งแต่งตั้งตามตำแหน่ง งานจึงต่อเนื่องเมื่อเปลี่ยนตัวบุคคล",
    "sustainability_en": "The centers are staffed by office, not by person, so the work goes on when people change.",
    "replication_th": "ต้องมีนายอำเภอเป็นผู้นำ มีศูนย์ประสานงานที่ทำงานจริง และมีช่องทางติดต่อกับฝ่ายตรงข้าม",
    "replication_en": "It takes a district chief who leads, a center that works, and a channel to the other side.",
    "risks_th": "ความสัมพันธ์อาจเปลี่ยนตามสถานการณ์ชายแดน และการเปิดเผยรายละเอียดการลาดตระเวนอาจเป็นอันตรายต่อเจ้าหน้าที่",
    "risks_en": "Relations may change with the situation on the border; details of patrols could endanger officers.",
}
RATINGS = (
    RatingSeed(
        "law", 2, BEFORE, "ชี้แจงกฎหมายเฉพาะเมื่อเกิดกรณี (คะแนนสาธิต)",
        "Laws were explained only when a case arose (demonstration rating).",
    ),
    RatingSeed(
        "trust", 2, BEFORE, "มีการติดต่อระหว่างสองฝั่งแต่ยังไม่สม่ำเสมอ (คะแนนสาธิต)",
        "The two sides were in touch, but not regularly (demonstration rating).",
    ),
    RatingSeed(
        "law", 3, STUDIED, "แรงงานและนายจ้างปฏิบัติตามมาตรา 64 และอำเภอชี้แจงกฎหมายแก่ทั้งสองฝั่ง",
        "Labourers and employers follow section 64; the districts explain the law to both sides.",
    ),
    RatingSeed(
        "integrity", 3, STUDIED, "อำเภอพิจารณาความเดือดร้อนของประชาชนผ่านศูนย์ประสานงานที่มีผู้รับผิดชอบชัดเจน",
        "The districts decide on people's hardship through a center whose responsibilities are clear.",
    ),
    RatingSeed(
        "equal-enforcement", 3, STUDIED, "จุดตรวจร่วมหลายหน่วยงานตรวจทุกรายด้วยหลักเกณฑ์เดียวกัน",
        "At the joint checkpoint several agencies check everybody by the same rules.",
    ),
    RatingSeed(
        "trust", 4, STUDIED, "มีการลาดตระเวนร่วมและการหารือกับภาคการค้าชายแดนอย่างต่อเนื่อง",
        "Joint patrols and steady talks with the border trade.",
    ),
    RatingSeed(
        "prosperity", 3, STUDIED, "การค้าและการท่องเที่ยวชายแดนดำเนินได้ต่อเนื่อง และสวนผลไม้มีแรงงานตามฤดูกาล",
        "Border trade and tourism go on, and the orchards have their seasonal labour.",
    ),
)  # fmt: skip
CONTACT = {
    "contact_th": "กองการต่างประเทศ กรมการปกครอง",
    "contact_en": "Foreign Affairs Division, Department of Provincial Administration",
}
# kind of the activity, principles that it shows
ACTIVITIES = (
    ("practice_study", ("law", "integrity", "equal-enforcement", "trust", "prosperity")),
    ("joint_operation", ("equal-enforcement", "trust")),
    ("joint_patrol", ("trust",)),
    ("observation", ("law", "prosperity")),
    ("consultation", ("trust", "prosperity")),
    ("center_review", ("integrity",)),
)
# What each kind of activity shows, and each conclusion in the order of the report: in Thai, in English.
NOTES = {
    "practice_study": (
        "ศึกษาหลักการทั้งห้าในพื้นที่จริง",
        "The five principles of strong border communities were studied where they are practised.",
    ),
    "joint_operation": (
        "หลายหน่วยงานตรวจสินค้าผิดกฎหมายร่วมกันที่จุดเดียว",
        "District officers, village headmen, military, police and health officers check for illegal goods together.",
    ),
    "joint_patrol": (
        "เจ้าหน้าที่ไทยและทหารกัมพูชาลาดตระเวนร่วมกัน",
        "Thai officers, the Border Patrol Police and the Cambodian military patrol together.",
    ),
    "observation": (
        "แรงงานตามฤดูกาลเข้ามาทำงานโดยถูกต้องตามมาตรา 64",
        "Cambodian agricultural labourers come to work for the season under section 64.",
    ),
    "consultation": (
        "ภาคการค้าและการท่องเที่ยวชายแดนร่วมหารือเรื่องความสัมพันธ์ของสองฝั่ง",
        "The border trade and tourism association was consulted on how people of the two sides get on.",
    ),
    "center_review": (
        "ศูนย์ประสานงานมีนายอำเภอเป็นหัวหน้าและมีผู้รับผิดชอบชัดเจน",
        "The center is established: the district chief heads it, the deputy for security is its secretary.",
    ),
}
CONCLUDED = (
    (
        "ศูนย์ประสานงานมีครบทั้งสองอำเภอ",
        "Both districts have their center; no major issue of drug or human trafficking was reported.",
    ),
    (
        "ความสัมพันธ์ของสองฝั่งเห็นได้จากการลาดตระเวนร่วม",
        "Relations with the Cambodian side are good; patrols are made together.",
    ),
    (
        "ภาวะผู้นำเป็นปัจจัยความสำเร็จ",
        "Leadership of Thai officials and good relations make the management of the border more effective.",
    ),
)
MODEL_SITE: dict[str, Any] = {
    "criteria_th": "จัดตั้งศูนย์ประสานงานครบทั้งสองอำเภอ มีการทำงานร่วมของหน่วยงาน และมีหลักฐานตามหลักการทั้งห้า",
    "criteria_en": "A center in both districts, agencies that work together, and evidence by all five principles.",
    "recognised_by_th": "กองการต่างประเทศ กรมการปกครอง (ข้อมูลสาธิต)",
    "recognised_by_en": "Foreign Affairs Division, Department of Provincial Administration (demonstration data)",
    "recognised_on": dt.date(2024, 6, 3),
    "valid_until": dt.date(2027, 6, 2),
}
RENEWAL: dict[str, Any] = {
    "title": "ต่ออายุการรับรองพื้นที่ต้นแบบชุมชนเข้มแข็งจันทบุรี (ข้อมูลสาธิต)",
    "done_means": "มีหนังสือรับรองฉบับใหม่ก่อนวันที่ 2 มิถุนายน 2570 และบันทึกวันสิ้นสุดใหม่ในแนวปฏิบัติที่ดีนี้แล้ว",
    "due_on": dt.date(2027, 5, 3),
}
# The visit that shows how it went elsewhere: district, day, titles, what was found.
TRIED_AT, TRIED_ON = "2706", dt.date(2025, 6, 24)
TRIED_TITLES = (
    "ติดตามการนำจุดตรวจร่วมไปใช้ อำเภออรัญประเทศ (ข้อมูลสาธิต)",
    "How the joint checkpoint is taken up in Aranyaprathet (demonstration data)",
)
TRIED_FOUND = "หน่วยงานตรวจร่วมกันทุกวันทำการ ส่วนการประชุมสองฝั่งจัดได้สามครั้งจากหกครั้งที่กำหนด (ข้อมูลสาธิต)"
ADOPTION: dict[str, Any] = {
    "started_on": dt.date(2024, 7, 1),
    "ended_on": dt.date(2025, 6, 30),
    "owner_name": "ที่ทำการปกครองอำเภออรัญประเทศ (ข้อมูลสาธิต)",
    "adapted_th": "เริ่มจากจุดตรวจร่วมเพียงแห่งเดียว และประชุมกับฝ่ายตรงข้ามทุกสองเดือน (ข้อมูลสาธิต)",
    "adapted_en": "One joint checkpoint to begin with, and a meeting with the other side every two months "
    "(demonstration data).",
    "result": "partly",
    "outcome_th": "หน่วยงานตรวจร่วมกันได้ต่อเนื่อง แต่การประชุมสองฝั่งยังไม่สม่ำเสมอ (ข้อมูลสาธิต)",
    "outcome_en": "The agencies check together all the time; the two sides do not meet regularly yet "
    "(demonstration data).",
}
