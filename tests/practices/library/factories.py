"""Practices made through the models and taken through their states as the workflow allows."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from accounts.models import User
from places.models import District
from practices.models import Adoption, AdoptionResult, Evidence, ModelSite, Practice, Principle, Rating, Theme
from practices.workflow import PracticeState
from visits.models import Visit

PRINCIPLES = {
    "law": ("ความเข้าใจกฎหมายระหว่างกัน", "Mutual understanding of laws"),
    "integrity": ("ความซื่อสัตย์สุจริตในการวินิจฉัย", "Integrity in deciding on people's hardship"),
    "equal-enforcement": ("การบังคับใช้กฎหมายอย่างเสมอภาค", "Equal law enforcement"),
    "trust": ("ความไว้เนื้อเชื่อใจกัน", "Mutual trust"),
    "prosperity": ("ความเจริญรุ่งเรืองทางเศรษฐกิจ", "Economic prosperity"),
}
PATHS = {
    PracticeState.CANDIDATE: [],
    PracticeState.VALIDATED: [PracticeState.VALIDATED],
    PracticeState.PUBLISHED: [PracticeState.VALIDATED, PracticeState.PUBLISHED],
    PracticeState.ADOPTED: [PracticeState.VALIDATED, PracticeState.PUBLISHED, PracticeState.ADOPTED],
}
numbers = itertools.count(1)


def make_principles() -> list[Principle]:
    return [
        Principle.objects.get_or_create(code=code, defaults={"name_th": th, "name_en": en, "sort": at})[0]
        for at, (code, (th, en)) in enumerate(PRINCIPLES.items())
    ]


def make_practice(author: User, district: District, **fields: Any) -> Practice:
    """A candidate with title and summary in both languages."""
    number = next(numbers)
    values = {
        "code": f"BP-2567-{number:04d}",
        "title_th": "จุดตรวจร่วมที่ชาวบ้านไว้วางใจ",
        "title_en": "A joint checkpoint that villagers trust",
        "summary_th": "หกหน่วยงานตรวจร่วมกัน ชาวบ้านจึงแจ้งเหตุ",
        "summary_en": "Six agencies check together, and villagers report what they see.",
        "theme": Theme.GOODS,
        "area_codes": ["TH", district.province.area_code, district.area_code],
    }
    return Practice.objects.create(author=author, district=district, **(values | fields))


def advance(practice: Practice, state: PracticeState, *, by: User) -> Practice:
    """Take `practice` to `state` by the steps that lead there; `by` is not its author."""
    for target in PATHS[state]:
        fields: dict[str, Any] = {"state": target}
        if target == PracticeState.VALIDATED:
            fields |= {"validated_by": by, "validated_at": timezone.now()}
        if target == PracticeState.PUBLISHED:
            fields |= {"published_at": timezone.now()}
        practice.steps.create(source=practice.state, target=target, by=by, reason="ตรวจแล้ว")
        Practice.objects.filter(pk=practice.pk).update(**fields)
        practice.refresh_from_db()
    return practice


def rate(practice: Practice, code: str, score: int, *, on: dt.date = dt.date(2024, 3, 1), **fields: Any) -> Rating:
    values: dict[str, Any] = {
        "justification_th": f"เหตุผลของคะแนน {score}",
        "justification_en": f"The reason for {score}",
        "rated_by": practice.author,
    }
    principle = Principle.objects.get(code=code)
    return Rating.objects.create(practice=practice, principle=principle, score=score, rated_on=on, **(values | fields))


def cite(practice: Practice, visit: Visit, *codes: str, **thing: Any) -> Evidence:
    """Link one thing of `visit` (`activity=`, `photo=`, ...) as evidence for the principles `codes`."""
    row = Evidence.objects.create(practice=practice, visit=visit, added_by=practice.author, **thing)
    row.principles.set(Principle.objects.filter(code__in=codes))
    return row


def adopt(practice: Practice, district: District, **fields: Any) -> Adoption:
    values: dict[str, Any] = {
        "started_on": dt.date(2024, 6, 1),
        "owner_name": "District office",
        "adapted_en": "One day a week",
        "result": AdoptionResult.WORKED,
        "outcome_en": "Reports doubled",
        "created_by": practice.author,
    }
    return Adoption.objects.create(practice=practice, district=district, **(values | fields))


def recognise(practice: Practice, **fields: Any) -> ModelSite:
    values: dict[str, Any] = {
        "criteria_th": "ทำต่อเนื่องเกินสองปี",
        "criteria_en": "Kept up for more than two years",
        "recognised_by_en": "Department of Provincial Administration",
        "recognised_on": dt.date(2024, 5, 1),
    }
    return ModelSite.objects.create(practice=practice, **(values | fields))
