"""Practices, made by the real actions."""

import datetime as dt
from typing import Any

from accounts.models import User
from places.models import District
from practices import actions, proof
from practices.models import Practice, Principle
from visits.models import Activity


def make_practice(author: User, district: District, **fields: Any) -> Practice:
    values: dict[str, Any] = {"title_th": "ชุมชนเข้มแข็ง", "theme": "communities"}
    return actions.create(by=author, district=district, **(values | fields))


def make_complete(practice: Practice, activity: Activity) -> Practice:
    """Give `practice` everything it needs before it can be validated."""
    by = practice.author

    def write(locked: Practice) -> None:
        locked.title_en, locked.summary_en = "Strong communities", "Two sides meet every month."  # type: ignore[attr-defined]
        locked.save()

    actions.edit_part(practice=practice, part="about", by=by, version=0, write=write)
    principles, visit = list(Principle.objects.all()), activity.stop.visit
    things = [("activity", activity.pk)]
    proof.add_evidence(practice=practice, by=by, visit=visit, things=things, principles=principles)
    for principle in principles:
        day = dt.date(2024, 3, 13)
        proof.rate(practice=practice, principle=principle, by=by, score=3, rated_on=day, justification_en="Seen.")
    practice.refresh_from_db()
    return practice
