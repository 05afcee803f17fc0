"""What the mails about actions say: titles, days and links, in the reader's language, and nothing of any report.

The reference of a report, or the code of a practice, stands beside an action only where the reader may know of it.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role
from followups.models import FollowUp, FollowUpQuerySet
from followups.models.contact import Escalated, NoDigest, Notice
from followups.models.visible import owned_by
from followups.sources import practices
from ui.mail import letter as made_of
from visits.models import Visit

AHEAD = dt.timedelta(days=14)
MOST = 50  # actions in one mail, those due first


@dataclass
class Letter:
    """A mail in the making: its words, the actions that it tells of, and how many more there are."""

    subject: str
    template: str
    rows: list[FollowUp]
    more: int = 0
    overdue: list[FollowUp] = field(default_factory=list)
    soon: list[FollowUp] = field(default_factory=list)


def takes_mail(user: User, kind: str) -> bool:
    """Whether `user` is to get mails of this kind: the weekly one may be declined, the reviewer's duty may not."""
    if not (user.is_active and user.email and user.may("followup.list")):
        return False
    if kind == Notice.Kind.ESCALATION:
        return user.role == Role.REVIEWER
    return not NoDigest.objects.filter(user=user).exists()


def due_of(user: User, *, on: dt.date) -> FollowUpQuerySet:
    """The unresolved actions of `user`, or of their center, that are overdue or due within AHEAD."""
    return FollowUp.objects.visible_to(user).unresolved().filter(owned_by(user), due_on__lte=on + AHEAD)


def long_overdue_for(user: User, *, on: dt.date) -> FollowUpQuerySet:
    """Actions in the areas of `user`, overdue by more than FOLLOWUP_ESCALATE_DAYS, of which they were not told."""
    told = Escalated.objects.filter(followup=OuterRef("pk"), user=user, due_on=OuterRef("due_on"))
    rows = FollowUp.objects.visible_to(user).in_areas_of(user).escalated(on=on)
    return rows.filter(~Exists(told))


def write(notice: Notice) -> Letter | None:
    """The letter of `notice` as of today, in the language in force; None where there is nothing to tell."""
    today = timezone.localdate()
    if not takes_mail(notice.user, notice.kind):
        return None
    is_digest = notice.kind == Notice.Kind.DIGEST
    found = due_of(notice.user, on=today) if is_digest else long_overdue_for(notice.user, on=today)
    readable = Exists(Visit.objects.visible_to(notice.user).filter(pk=OuterRef("visit")))
    known = Exists(practices(notice.user).filter(code=OuterRef("practice")))
    rows = found.annotate(may_read=readable | known).select_related("visit", "owner", "owner_center")
    rows = rows.order_by("due_on", "pk")
    shown = list(rows[:MOST])
    if not shown:
        return None
    more = found.count() - len(shown) if len(shown) == MOST else 0
    return digest(shown, more, today) if is_digest else escalation(shown, more)


def digest(rows: list[FollowUp], more: int, today: dt.date) -> Letter:
    overdue = [row for row in rows if row.due_on < today]
    soon = [row for row in rows if row.due_on >= today]
    late = ngettext("%d action overdue", "%d actions overdue", len(overdue)) % len(overdue)
    due = ngettext("%d due within 14 days", "%d due within 14 days", len(soon)) % len(soon)
    parts = [words for words, present in ((late, overdue), (due, soon)) if present]
    subject = _("Your follow-up actions: %s") % ", ".join(parts)
    return Letter(subject, "digest", rows, more, overdue=overdue, soon=soon)


def escalation(rows: list[FollowUp], more: int) -> Letter:
    count = len(rows) + more
    subject = ngettext("%d action in your area is long overdue", "%d actions in your area are long overdue", count)
    return Letter(subject % count, "escalation", rows, more)


def mail(notice: Notice, letter: Letter) -> EmailMultiAlternatives:
    """The letter as a mail of plain text and HTML."""
    context = {
        "letter": letter,
        "reader": notice.user,
        "site": settings.SITE_URL,
        "days": settings.FOLLOWUP_ESCALATE_DAYS,
        "list_url": reverse("followups:list"),
        "me_url": reverse("accounts:me"),
        "language": translation.get_language(),
    }
    template = f"followups/mail/{letter.template}"
    made = made_of(
        to=notice.user.email,
        subject=letter.subject,
        template=template,
        context=context,
        known_as=f"notice-{notice.pk}",
    )
    made.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return made
