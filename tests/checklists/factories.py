"""A short checklist that holds every kind of question, and its versions at each step of their life."""

import uuid
from typing import Any

from accounts.models import User
from checklists import actions
from checklists.document import Choice, Comparison, Condition, Document, Kind, Question, Section
from checklists.models import Checklist, ChecklistVersion, Purpose

FUEL = (
    Choice("full", "เต็ม", "Full", 100),
    Choice("half", "ครึ่งหนึ่ง", "Half", 50),
    Choice("none", "ไม่มี", "None", 0),
)
AGENCIES = (Choice("police", "ตำรวจ", "Police"), Choice("customs", "ศุลกากร", "Customs"))


def ask(code: str, kind: Kind, **fields: Any) -> Question:
    return Question(code, kind, label_th=f"คำถาม {code}", label_en=f"Question {code}", **fields)


def only_if(code: str, *values: str, test: Comparison = Comparison.IS) -> Condition:
    return Condition(code, test, values)


DOCUMENT = Document(
    (
        Section(
            "power",
            "ไฟฟ้า",
            "Power",
            questions=(
                ask("intro", Kind.NOTE),
                ask("generator", Kind.YES_NO, required=True, weight=2, help_th="ดูด้วยตา", help_en="Look yourself"),
                ask("fuel", Kind.CHOICE, weight=1, choices=FUEL, shown_if=only_if("generator", "yes")),
                ask("hours", Kind.NUMBER, unit_th="ชั่วโมง", unit_en="hours", low=0, high=24, required=True,
                    shown_if=only_if("fuel", "full", "half")),
            ),
        ),
        Section(
            "staff",
            "เจ้าหน้าที่",
            "Staff",
            questions=(
                ask("agencies", Kind.SEVERAL, choices=AGENCIES),
                ask("order", Kind.SCALE, low=0, high=4, weight=4),
                ask("queue", Kind.NUMBER, whole=False, low=0),
                ask("met_on", Kind.DATE),
                ask("defects", Kind.TEXT, longest=500),
                ask("picture", Kind.PHOTO),
            ),
        ),
        Section(
            "customs",
            "ศุลกากร",
            "Customs",
            shown_if=only_if("agencies", "customs"),
            questions=(ask("seized", Kind.TEXT, required=True),),
        ),
    )
)  # fmt: skip


def make_checklist(
    admin: User,
    *,
    code: str = "power-check",
    document: Document = DOCUMENT,
    purpose: Purpose = Purpose.INSPECTION,
) -> ChecklistVersion:
    """A checklist with its first version as a draft that can be published."""
    names: dict[str, Any] = {"name_th": "ตรวจไฟฟ้า", "name_en": "Power check", "purpose": purpose}
    checklist = actions.create(by=admin, client_uuid=uuid.uuid4(), code=code, **names)
    draft = checklist.versions.get()
    return actions.replace(version=draft, by=admin, revision=draft.revision, edit=lambda _document: document)


def make_published(admin: User, **fields: Any) -> ChecklistVersion:
    draft = make_checklist(admin, **fields)
    return actions.publish(version=draft, by=admin, revision=draft.revision)


def of(checklist: Checklist, number: int) -> ChecklistVersion:
    return checklist.versions.get(number=number)
