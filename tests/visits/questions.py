"""A short inspection checklist: something public, something restricted, something that only this list asks."""

import uuid
from typing import Any

from accounts.models import User
from checklists import sheets
from checklists.document import Choice, Document, Kind, Section
from checklists.models import Purpose, Sheet
from tests.checklists.factories import ask, make_published, only_if
from visits.models import Activity, ActivitySheet

SECRET = "call-colonel-at-the-pier"
LAMP = (Choice("good", "ดี", "Good", 100), Choice("bad", "เสีย", "Bad", 0))
INSPECTION = Document(
    (
        Section(
            "hours",
            "เวลา",
            "Hours",
            questions=(ask("observed_opens", Kind.TEXT, required=True), ask("people_in", Kind.NUMBER)),
        ),
        Section(
            "findings",
            "ผล",
            "Findings",
            questions=(
                ask("lamp", Kind.CHOICE, choices=LAMP, weight=1),
                ask("lamp_note", Kind.TEXT, shown_if=only_if("lamp", "bad")),
                ask("counterpart_contact", Kind.TEXT),
                ask("rating", Kind.SCALE, low=0, high=4, required=True, weight=3),
                ask("gate_photos", Kind.PHOTO),
            ),
        ),
    )
)  # fmt: skip
ANSWERS = {"observed_opens": "08:30", "people_in": 1234, "lamp": "good", "counterpart_contact": SECRET, "rating": 3}


def inspection_list(admin: User, **fields: Any) -> Any:
    """The checklist in use for inspections."""
    return make_published(
        admin, **({"code": "gate-check", "document": INSPECTION, "purpose": Purpose.INSPECTION} | fields)
    )


def answer(activity: Activity, version: Any, **answers: Any) -> Sheet:
    """`activity` with a sheet: ANSWERS unless told otherwise."""
    by = activity.stop.visit.author
    sheet = sheets.fill(version=version, answers=answers or ANSWERS, by=by, client_uuid=uuid.uuid4())
    ActivitySheet.objects.create(activity=activity, sheet=sheet)
    return sheet
