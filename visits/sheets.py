"""Activities of some kinds answer a checklist in place of the fields of their kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from checklists import reading, scoring, sheets
from checklists.document import Kind
from checklists.models import Sheet
from ui.templatetags.ui import bilingual
from visits.forms.sheets import PURPOSES, AskedSheet, asked
from visits.kinds import DETAILS
from visits.kinds.security import JointPatrolDetails
from visits.models import Activity, ActivityKind, ActivitySheet, Visit
from visits.parts import Asking, Part, Reading, Shown

# What the shipped checklists ask by other names than the fields of the kind, and no less restricted.
RESTRICTED = {ActivityKind.JOINT_OPERATION: JointPatrolDetails.restricted | {"start_time", "end_time"}}
PLACES = ("checkpoint", "center", "district")


@dataclass(frozen=True)
class SheetView:
    """A sheet as one reader sees it: what was answered by section, and what was asked and has no answer.

    `score`: per cent, or None; `basis`: on how many of the questions that count it rests.
    """

    name: str
    sections: list[reading.ReadSection]
    unanswered: list[str]
    score: Decimal | None
    basis: tuple[int, int]


def restricted_codes(kind: str) -> frozenset[str]:
    """The questions whose answers are for the restricted circle only."""
    return DETAILS[kind].restricted | RESTRICTED.get(ActivityKind(kind), frozenset())


def view(activity: Activity, sheet: Sheet, *, public: bool, restricted: bool) -> SheetView:
    """What this reader may read. Public is only what the fields of the kind publish: a new question is internal."""
    document, answers = sheet.document, sheet.answers
    closed = frozenset() if restricted else restricted_codes(activity.kind)
    allowed = DETAILS[activity.kind].publishable(answers) if public else document.codes
    sections, unanswered = [], []
    for part in reading.read(document, answers):
        lines = [row for row in part.lines if row.question.code in allowed - closed and shown_here(row)]
        unanswered += [] if public else [row.label for row in lines if not row.is_answered]
        given = [row for row in lines if row.is_answered]
        if given:
            sections.append(reading.ReadSection(part.section, given, None if public else part.score))
    name = bilingual(sheet.version.checklist)
    basis = scoring.basis(document, answers)
    return SheetView(name, sections, unanswered, None if public else sheet.score, basis)


def shown_here(row: reading.Line) -> bool:
    """Photographs stand with those of the activity, each as its reader may see it."""
    return row.question.kind != Kind.PHOTO


def with_sheets(activities: Iterable[Activity]) -> dict[int, Sheet]:
    """The sheets of `activities`, by the key of the activity, in one query."""
    links = ActivitySheet.objects.filter(activity__in=activities).select_related("sheet__version__checklist")
    return {link.activity_id: link.sheet for link in links.defer("sheet__version__questions")}


def sheets_of(reading: Reading) -> dict[int, Sheet]:
    """The same of activities that are being read: they came with theirs."""
    return {row.pk: row.asked.sheet for row in reading.activities if hasattr(row, "asked")}


class Sheets(Part):
    kinds: ClassVar[frozenset[str]] = frozenset(PURPOSES)

    def form(self, asking: Asking) -> AskedSheet | None:
        return asked(asking)

    def read(self, reading: Reading) -> dict[int, Shown]:
        found, shown = sheets_of(reading), {}
        for row in reading.activities:
            if row.pk in found:
                seen = view(row, found[row.pk], public=reading.public, restricted=reading.restricted)
                shown[row.pk] = Shown("visits/_sheet.html", "print/_sheet.html", {"sheet": seen})
        return shown

    def copy(self, copies: Mapping[int, Activity]) -> None:
        for key, sheet in with_sheets(Activity.objects.filter(pk__in=copies)).items():
            ActivitySheet.objects.create(activity=copies[key], sheet=sheets.copy(sheet))

    def missing(self, visit: Visit) -> list[str]:
        stops = [f"activity__stop__{place}" for place in PLACES]
        links = ActivitySheet.objects.filter(activity__stop__visit=visit).select_related("sheet", *stops)
        words = _("%(place)s, %(kind)s: still to be answered: %(questions)s.")
        found = []
        for link in links.order_by("activity__stop__sort", "activity__sort", "pk"):
            lacks = reading.missing(link.sheet.document, link.sheet.answers)
            if lacks:
                named = ", ".join(f"“{bilingual(one, 'label')}”" for one in lacks)
                stop, kind = bilingual(link.activity.stop), link.activity.get_kind_display()
                found.append(words % {"place": stop, "kind": kind, "questions": named})
        return found
