"""What a person needs to know first: what waits for them, what has changed, where they go next."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Permission, Role
from centers.models import Center
from checkpoints.models import Checkpoint
from followups.filters import SOON
from followups.models import FollowUp
from followups.models.visible import owned_by
from reports import home_goods, home_oversight, home_practices, home_proposals, links, public_reports
from reports.waiting import FEW, Change, Pile, Task, decision, first_line, followup_task
from ui.templatetags.ui import bilingual
from visits.models import Stop, TransitionRecord, Visit
from visits.sections import SECTIONS
from visits.workflow import State

NAMED_MISSING = 3


def piles(user: User, today: dt.date) -> list[Pile]:
    """What waits for `user`, the most urgent first; empty piles left out."""
    found = []
    if user.may(Permission.VISIT_WRITE):
        found += own_reports(user)
    if user.may(Permission.VISIT_ENDORSE) or user.may(Permission.VISIT_APPROVE):
        found.append(decisions(user, today))
    found += home_goods.piles(user, today)
    if user.role == Role.CENTER:
        found.append(public_reports.untaken(user, today))
    found += home_practices.piles(user, today)
    found += home_proposals.piles(user, today)
    if user.may(Permission.FOLLOWUP_LIST):
        found.append(due(user, today))
    found += home_oversight.piles(user, today)
    return [pile for pile in found if pile.tasks]


def title_of(visit: Visit) -> str:
    return bilingual(visit, "title") or _("Untitled visit")


def own_reports(user: User) -> list[Pile]:
    mine = Visit.objects.visible_to(user).in_hand_of(user)
    recent = mine.alias(saved_at=Max("section_saves__saved_at")).order_by("-saved_at", "-pk")
    back, begun = recent.filter(state=State.RETURNED), recent.exclude(state=State.RETURNED)
    total = mine.aggregate(all=Count("pk"), back=Count("pk", filter=Q(state=State.RETURNED)))
    returned = [returned_task(visit) for visit in back[:FEW]]
    drafts = [draft_task(visit) for visit in begun.prefetch_related("section_saves")[:FEW]]
    own = {"author": "me"}
    return [
        Pile("returned", _("Returned to me"), returned, links.visits(**own, state="returned"), total["back"]),
        Pile(
            "drafts",
            _("My drafts"),
            drafts,
            links.visits(**own, state=["planned", "draft"]),
            total["all"] - total["back"],
        ),
    ]


def returned_task(visit: Visit) -> Task:
    """The reason's first line comes first: it is what the author must answer."""
    return Task(
        title=title_of(visit),
        url=visit.get_absolute_url(),
        kicker=visit.reference,
        state=visit.status,
        note=first_line(visit.return_reason),
        attention=True,
    )


def draft_task(visit: Visit) -> Task:
    saved = {save.section for save in visit.section_saves.all()}
    missing = [str(section.title) for section in SECTIONS if section.required and section.key not in saved]
    note = ""
    if missing:
        names, rest = ", ".join(missing[:NAMED_MISSING]), len(missing) - NAMED_MISSING
        note = _("Not yet filled in: %(sections)s") % {"sections": names}
        if rest > 0:
            note += " " + ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": rest}
    return Task(
        title=title_of(visit),
        url=reverse("visits:tasks", args=[visit.reference]),
        kicker=visit.reference,
        state=visit.status,
        note=note or _("Every section has been filled in: check and send it."),
        when=visit.date_start,
    )


def decisions(user: User, today: dt.date) -> Pile:
    """The queue with its age, the oldest first."""
    waiting = Visit.objects.awaiting_decision_of(user).select_related("author")
    rows = list(waiting.order_by("submitted_at", "pk")[: FEW + 1])
    title = _("Awaiting my approval") if user.may(Permission.VISIT_APPROVE) else _("Awaiting my review")
    total = waiting.count() if len(rows) > FEW else len(rows)
    return Pile(
        "decisions", title, [decision_task(visit, today) for visit in rows[:FEW]], links.visits(awaiting="me"), total
    )


def decision_task(visit: Visit, today: dt.date) -> Task:
    author = bilingual(visit.author) or visit.author.username
    return decision(
        visit.endorsed_at or visit.submitted_at,
        today,
        title=title_of(visit),
        url=reverse("visits:review", args=[visit.reference]),
        kicker=f"{visit.reference} · {author}",
        state=visit.status,
    )


def due(user: User, today: dt.date) -> Pile:
    """Own follow-ups, the own center's and those of own reports, overdue or due within a fortnight."""
    soon = FollowUp.objects.unresolved().filter(due_on__lte=today + SOON)
    mine = Visit.objects.visible_to(user).filter(author=user).order_by().values("pk")
    # Asked apart: each finds its few rows by an index, both at once would go through everybody's.
    own = owned_by(user)
    piles = (soon.visible_to(user).filter(own), soon.filter(visit__in=mine).exclude(own))
    first = [row for pile in piles for row in pile.select_related("visit").order_by("due_on", "pk")[: FEW + 1]]
    rows = sorted(first, key=lambda row: (row.due_on, row.pk))
    tasks = [followup_task(row, today) for row in rows[:FEW]]
    total = sum(pile.count() for pile in piles) if len(rows) > FEW else len(rows)
    return Pile("followups", _("Follow-ups due"), tasks, links.due_soon(), total)


def changes(user: User, since: dt.datetime | None) -> list[Change]:
    """The last steps that others took: on reports that one may see, on practices of one's own. The newest first."""
    found = [*report_changes(user, since), *home_practices.changes(user, since)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:FEW]


def report_changes(user: User, since: dt.datetime | None) -> list[Change]:
    """The last step of each visible report, where somebody else took it, newest first."""
    rows = (
        TransitionRecord.objects.filter(visit__in=Visit.objects.visible_to(user).order_by().values("pk"))
        .select_related("visit", "by")
        .order_by("-at", "-pk")[: 5 * FEW]
    )
    latest = [row for row in once(rows) if row.by_id != user.pk][:FEW]
    return [
        Change(
            what=title_of(row.visit),
            url=row.visit.get_absolute_url(),
            reference=row.visit.reference,
            state=row.target_info,
            at=row.at,
            by=bilingual(row.by) or row.by.username,
            is_new=since is not None and row.at > since,
        )
        for row in latest
    ]


def once(rows: Iterable[TransitionRecord]) -> Iterable[TransitionRecord]:
    """The first row of each report."""
    met: set[str] = set()
    for row in rows:
        if row.visit.reference not in met:
            met.add(row.visit.reference)
            yield row


def last_places(user: User) -> list[Checkpoint | Center]:
    """Where `user` was last, each place once."""
    mine = Visit.objects.visible_to(user).filter(author=user).order_by("-date_start", "-pk").values("pk")[:FEW]
    stops = (
        Stop.objects.filter(visit__in=mine)
        .filter(Q(checkpoint__isnull=False) | Q(center__isnull=False))
        .select_related("checkpoint", "center")
        .order_by("-visit__date_start", "-pk")[: 3 * FEW]
    )
    places = {place.get_absolute_url(): place for place in (stop.checkpoint or stop.center for stop in stops) if place}
    return list(places.values())[:4]
