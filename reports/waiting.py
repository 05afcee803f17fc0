"""What home shows: things that wait for a person, in piles, and what changed meanwhile."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.models import FollowUp

FEW = 4
LONG = 7  # days that a decision may wait unmarked


@dataclass(frozen=True)
class Task:
    """One thing that waits for this person."""

    title: str
    url: str
    kicker: str
    state: Any = None
    note: str = ""
    when: dt.date | None = None
    attention: bool = False


@dataclass(frozen=True)
class Change:
    """One step of a report or practice, as home tells it. `note`: the reason, where this person may read it."""

    what: str
    url: str
    reference: str
    state: Any
    at: dt.datetime
    by: str
    is_new: bool
    note: str = ""


@dataclass(frozen=True)
class Pile:
    """Tasks of one sort. `url` leads to all of them when there are more than shown; `more`: than `total`, which is then
    where counting ended."""

    key: str
    title: str
    tasks: list[Task]
    url: str = ""
    total: int = 0
    more: bool = False


def first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def decision(since: dt.datetime | None, today: dt.date, **task: Any) -> Task:
    """A task of deciding, with its age: `since` when it waits."""
    day = timezone.localdate(since) if since else None
    age = (today - day).days if day else 0
    waits = ngettext("waiting for %(n)s day", "waiting for %(n)s days", age) % {"n": age} if age else _("came today")
    return Task(**task, note=waits, when=day, attention=age > LONG)


def followup_task(row: FollowUp, today: dt.date) -> Task:
    late = (today - row.due_on).days
    note = ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late} if late > 0 else _("due soon")
    return Task(
        title=row.title,
        url=reverse("followups:detail", args=[row.pk]),
        kicker=row.origin,
        state=row.status,
        note=note,
        when=row.due_on,
        attention=late > 0,
    )
