"""Home, as far as best practices go: what is to be decided, what came back, what became of one's own."""

import datetime as dt
from collections.abc import Iterator

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from practices.models import Practice, PracticeStep
from reports import links
from reports.waiting import FEW, Change, Pile, Task, decision, first_line
from ui.templatetags.ui import bilingual

NEEDED = ("code", "title_th", "title_en", "state")


def piles(user: User, today: dt.date) -> Iterator[Pile]:
    if user.may(Permission.PRACTICE_WRITE):
        yield taken_back(user)
    if user.may(Permission.PRACTICE_VALIDATE) or user.may(Permission.PRACTICE_PUBLISH):
        yield decisions(user, today)


def title_of(practice: Practice) -> str:
    return bilingual(practice, "title") or _("Untitled practice")


def taken_back(user: User) -> Pile:
    """One's own candidates that were taken back; the reason's first line is what is to be answered."""
    rows = Practice.objects.visible_to(user).taken_back_to(user)
    found = list(rows.only(*NEEDED)[: FEW + 1])
    tasks = [
        Task(
            title=title_of(practice),
            url=reverse("practices:write", args=[practice.code]),
            kicker=practice.code,
            state=practice.status,
            note=first_line(practice.reason),  # type: ignore[attr-defined]
            attention=True,
        )
        for practice in found[:FEW]
    ]
    total = rows.count() if len(found) > FEW else len(found)
    own = links.practices(author="me", state="candidate")
    return Pile("practices-back", _("Best practices taken back to me"), tasks, own, total)


def decisions(user: User, today: dt.date) -> Pile:
    """Complete candidates to validate, or validated practices to publish, the oldest first."""
    waiting = Practice.objects.awaiting_decision_of(user)
    rows = waiting.select_related("author").annotate(since=Coalesce("validated_at", "ready_at"))
    columns = (*NEEDED, "author__username", "author__name_th", "author__name_en")
    found = list(rows.only(*columns).order_by("since", "pk")[: FEW + 1])
    tasks = [
        decision(
            practice.since,  # type: ignore[attr-defined]
            today,
            title=title_of(practice),
            url=reverse("practices:review", args=[practice.code]),
            kicker=f"{practice.code} · {bilingual(practice.author) or practice.author.username}",
            state=practice.status,
        )
        for practice in found[:FEW]
    ]
    total = waiting.count() if len(found) > FEW else len(found)
    publishes = user.may(Permission.PRACTICE_PUBLISH)
    title = _("Best practices to publish") if publishes else _("Best practices to validate")
    return Pile("practices", title, tasks, links.practices(awaiting="me"), total)


def changes(user: User, since: dt.datetime | None) -> list[Change]:
    """The last step of each of one's own practices, where somebody else took it, newest first, with the reason."""
    own = Practice.objects.visible_to(user).filter(author=user).order_by().values("pk")
    rows = PracticeStep.objects.filter(practice__in=own).select_related("practice", "by")
    columns = ("target", "at", "reason", *(f"practice__{name}" for name in NEEDED), "by__name_th", "by__name_en")
    latest: dict[int, PracticeStep] = {}
    for row in rows.only(*columns, "by__username").order_by("-at", "-pk")[: 5 * FEW]:
        latest.setdefault(row.practice_id, row)
    return [
        Change(
            what=title_of(row.practice),
            url=row.practice.get_absolute_url(),
            reference=row.practice.code,
            state=row.status,
            at=row.at,
            by=bilingual(row.by) or row.by.username,
            is_new=since is not None and row.at > since,
            note=row.reason,
        )
        for row in latest.values()
        if row.by_id != user.pk
    ]
