"""Any number of made-up practices, published and rated, for benches. Only for demonstration data."""

import datetime as dt
import itertools
from collections.abc import Iterator
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from places.models import District
from practices.models import Practice, Principle, Rating, Theme
from practices.workflow import PracticeState

BATCH = 2_000
FIRST = 100_000  # codes beyond any that are drawn
WORDS = (
    ("จุดตรวจร่วม", "joint checkpoint"), ("ตลาดชายแดน", "border market"), ("ทะเบียนแรงงาน", "labour register"),
    ("สายด่วน", "hotline"), ("ลาดตระเวนร่วม", "joint patrol"), ("คัดกรองสุขภาพ", "health screening"),
    ("ประชุมสองฝ่าย", "meeting of both sides"), ("อาสาสมัครสองภาษา", "bilingual volunteers"),
)  # fmt: skip
TEXT_TH = "หน่วยงานและชาวบ้านทำงานร่วมกันทุกสัปดาห์ และรายงานผลให้หมู่บ้านทราบ"
TEXT_EN = "Agencies and villagers work together every week and tell every village what came of it."


def write_practices(number: int, *, author: User, by: User, seed: int = 2566) -> int:
    """Write `number` practices in batches, taken to published by the steps that lead there; answers how many."""
    rng = Random(seed)  # noqa: S311 - sample data, not secrets
    districts = list(District.objects.select_related("province").defer("outline", "province__outline"))
    rows = (practice(at, rng.choice(districts), rng, author) for at in range(number))
    written = 0
    while batch := list(itertools.islice(rows, BATCH)):
        with transaction.atomic():
            made = Practice.objects.bulk_create(batch)
            rate(made, rng)
            publish([row.pk for row in made], by)
        written += len(made)
    return written


def practice(at: int, district: District, rng: Random, author: User) -> Practice:
    thai, english = rng.choice(WORDS)
    return Practice(
        code=f"BP-2566-{FIRST + at}",
        author=author,
        is_demo=True,
        title_th=f"{thai} {district.name_th} {at}",
        title_en=f"{english} {district.name_en} {at}",
        summary_th=TEXT_TH,
        summary_en=TEXT_EN,
        context_th=TEXT_TH,
        results_th=TEXT_TH,
        theme=rng.choice(Theme.values),
        district=district,
        area_codes=["TH", district.province.area_code, district.area_code],
    )


def rate(practices: list[Practice], rng: Random) -> None:
    Rating.objects.bulk_create(ratings(practices, list(Principle.objects.all()), rng), batch_size=BATCH)


def ratings(practices: list[Practice], principles: list[Principle], rng: Random) -> Iterator[Rating]:
    """Two years of every principle."""
    for row, principle, year in itertools.product(practices, principles, (2023, 2024)):
        yield Rating(
            practice=row,
            principle=principle,
            score=rng.randint(0, 4),
            justification_th=TEXT_TH,
            rated_on=dt.date(year, 9, 30),
            rated_by=row.author,
        )


def publish(keys: list[int], by: User) -> None:
    rows, now = Practice.objects.filter(pk__in=keys), timezone.now()
    rows.update(state=PracticeState.VALIDATED, validated_by=by, validated_at=now)
    rows.update(state=PracticeState.PUBLISHED, published_at=now)
