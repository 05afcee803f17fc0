"""How people live and work in a district, as the newest observations there tell it: for internal readers."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from checklists.models import Sheet
from checklists.reading import line
from visits import kinds
from visits.citations import Citations, is_restricted
from visits.kinds.base import read, shown
from visits.models import Activity, ActivityKind, Photo, Visit
from visits.sheets import with_sheets

AT_ONCE = 2  # of a topic; the rest is folded
PHOTOS = 6
# Questions by topic, by the names of the fields and of the shipped checklist alike.
TOPICS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Housing"), ("housing", "safe_water")),
    (_("Health"), ("health_access", "health_note")),
    (_("Schooling"), ("children_in_school", "children_care")),
    (_("Pay and papers"), ("paid_on_time", "wage_note", "own_papers", "free_to_leave")),
    (_("Help and grievances"), ("access_to_help", "grievance_channel", "grievances")),
)


@dataclass(frozen=True)
class Told:
    """What one visit tells of a topic: (question, answer)."""

    reference: str
    day: dt.date
    answers: list[tuple[str, str]]


@dataclass(frozen=True)
class Topic:
    """The newest first."""

    title: str
    newest: list[Told]
    earlier: list[Told]


@dataclass(frozen=True)
class Profile:
    """`photos`: with their report, each consented and showing no child."""

    topics: list[Topic]
    photos: list[tuple[Photo, Visit]]


def profile(user: User, rows: QuerySet[Activity]) -> Profile:
    """Of the newest observations that `user` may read, with their visit. A fixed number of queries."""
    seen = list(rows)
    return Profile(topics(seen), photos(user, seen))


def topics(seen: list[Activity]) -> list[Topic]:
    sheets = with_sheets(seen)
    answers = [(row.stop.visit, answered(row, sheets.get(row.pk))) for row in seen]
    found = []
    for title, codes in TOPICS:
        told = [
            Told(visit.reference, visit.date_start, [said[code] for code in codes if code in said])
            for visit, said in answers
            if any(code in said for code in codes)
        ]
        found.append(Topic(str(title), told[:AT_ONCE], told[AT_ONCE:]))
    return [topic for topic in found if topic.newest]


def answered(row: Activity, sheet: Sheet | None) -> dict[str, tuple[str, str]]:
    """What was answered, by the name of the field or question: (question, answer) in words."""
    if sheet is not None:
        lines = [line(question, sheet.answers) for question in sheet.document.questions]
        return {one.question.code: (one.label, one.words) for one in lines if one.is_answered}
    found = {}
    for name, field in kinds.DETAILS[ActivityKind.OBSERVATION].base_fields.items():
        words = shown(field, read(field, row.details[name])) if name in row.details else ""
        if words:
            found[name] = (str(field.label), words)
    return found


def photos(user: User, seen: list[Activity]) -> list[tuple[Photo, Visit]]:
    rows = Photo.objects.filter(activity__in=seen).select_related("visit", "activity").prefetch_related("renditions")
    rows = rows.order_by("-visit__date_start", "sort", "pk")
    pieces = [photo for photo in rows if photo.is_publishable and not is_restricted(photo)]
    citations = Citations(user, {photo.visit for photo in pieces})
    return [(photo, photo.visit) for photo in pieces if citations.shows(photo)][:PHOTOS]
