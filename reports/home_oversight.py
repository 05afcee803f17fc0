"""Home of those who oversee others: actions to verify, those so long overdue that they are told upwards, and notable
changes."""

import datetime as dt
from collections.abc import Iterator
from operator import attrgetter

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from followups.models import FollowUp
from followups.models.visible import last_done
from followups.tallies import escalated_in_areas
from reports import links
from reports.notable import find, last_full_month
from reports.notable_words import Telling, tell
from reports.waiting import FEW, Pile, decision, followup_task

TOP = 3
MANY = 100


def piles(user: User, today: dt.date) -> Iterator[Pile]:
    if user.may(Permission.FOLLOWUP_WRITE):
        yield to_verify(user, today)
    if user.may(Permission.DASHBOARD) and user.may(Permission.FOLLOWUP_LIST):
        yield escalated(user, today)


def to_verify(user: User, today: dt.date) -> Pile:
    """Actions that others say are done, those that wait longest first. No more than MANY are gone through."""
    since = Coalesce(last_done("at"), "updated_at")
    waiting = FollowUp.objects.awaiting_verification_of(user).annotate(since=since)
    found = list(waiting.select_related("visit").order_by("pk")[: MANY + 1])
    counted = sorted(found[:MANY], key=attrgetter("since"))
    tasks = [
        decision(
            row.since,  # type: ignore[attr-defined]
            today,
            title=row.title,
            url=reverse("followups:detail", args=[row.pk]),
            kicker=row.origin,
            state=row.status,
        )
        for row in counted[:FEW]
    ]
    title = _("Follow-ups to verify")
    return Pile("verify", title, tasks, links.to_verify(), len(counted), len(found) > MANY)


def escalated(user: User, today: dt.date) -> Pile:
    """In the areas of `user`, those overdue the longest first."""
    waiting = FollowUp.objects.visible_to(user).in_areas_of(user).escalated(on=today)
    rows = list(waiting.select_related("visit").order_by("due_on", "pk")[: FEW + 1])
    total = escalated_in_areas(user, on=today) if len(rows) > FEW else len(rows)
    tasks = [followup_task(row, today) for row in rows[:FEW]]
    return Pile("escalated", _("Follow-ups long overdue in my areas"), tasks, links.escalated(), total)


def notable(user: User, today: dt.date) -> list[Telling]:
    """The clearest few of the last full month."""
    if not user.may(Permission.DASHBOARD):
        return []
    return [tell(one) for one in find(user, last_full_month(today)).notable[:TOP]]
