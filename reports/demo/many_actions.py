"""Any number of made-up follow-up actions on the visits there are, for benches: nothing here has happened."""

import datetime
import itertools
import random
from collections.abc import Iterator

import pgtrigger

from accounts.models import User
from followups.models import FollowUp, FollowUpState
from visits.models import Visit

BATCH = 5_000
OWN = 200  # actions of one officer: what one person has to do does not grow with the archive
DOING = ["ซ่อม", "ตรวจสอบ", "ติดตั้ง", "จัดทำรายงานเรื่อง", "ประสานงานเรื่อง", "อบรมการใช้"]
THINGS = [
    "กล้อง CCTV ช่องตรวจ", "เครื่องเอกซเรย์สัมภาระ", "ป้ายเตือนแนวเขต", "เครื่องวัดไข้", "วิทยุสื่อสาร",
    "ไฟส่องสว่างริมคลอง", "ทะเบียนผู้ผ่านแดน", "จุดคัดกรองโรค", "แผนเผชิญเหตุ", "ศูนย์ประสานงาน",
]  # fmt: skip
OFFICE = "ที่ทำการปกครองอำเภอ (สาธิต)"


def write_followups(count: int, officer: User, *, seed: int, on: datetime.date) -> int:
    """Write `count` actions in batches, due within a year of `on` either way; answers how many."""
    rows = plausible_followups(count, officer, seed=seed, on=on)
    with pgtrigger.ignore():
        while batch := list(itertools.islice(rows, BATCH)):
            FollowUp.objects.bulk_create(batch)
    return count


def plausible_followups(count: int, officer: User, *, seed: int, on: datetime.date) -> Iterator[FollowUp]:
    """The officer owns OWN of them, evenly spread; offices without an account own the others."""
    chance = random.Random(seed)  # noqa: S311
    visits = list(Visit.objects.order_by("pk").values_list("pk", "author_id", "area_codes"))
    every = max(1, count // OWN)
    for number in range(count):
        visit, author, areas = visits[number % len(visits)]
        done = chance.random() < 0.4
        yield FollowUp(
            visit_id=visit,
            area_codes=areas,
            created_by_id=author,
            title=f"{chance.choice(DOING)}{chance.choice(THINGS)} ที่ {number:06}",
            owner=officer if number % every == 0 else None,
            owner_name=OFFICE,
            due_on=on + datetime.timedelta(days=chance.randint(-365, 365)),
            state=FollowUpState.DONE if done else FollowUpState.OPEN,
            outcome="ดำเนินการแล้วเสร็จ" if done else "",
        )
