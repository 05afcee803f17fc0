"""`manage.py send_digests`: once a week, from cron or a systemd timer."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from followups import letters, notices
from followups.models import FollowUp
from followups.models.contact import Notice
from followups.tasks import send_notice


class Command(BaseCommand):
    help = (
        "Queue this week's mails: to owners, their actions that are due or overdue; to reviewers, those of their "
        "area that are long overdue. Run again in the same week it queues only what is new."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        queued = sum(claim(user, kind, notices.week_of(today)) for user, kind in addressees(today))
        self.stdout.write(f"{queued} mails queued.")


def addressees(today: dt.date) -> Iterator[tuple[User, Notice.Kind]]:
    """Who is to be told, and of what; the job looks again when it runs."""
    taking_part = [role for role in Role if Permission.FOLLOWUP_LIST in ROLE_PERMISSIONS[role]]
    people = User.objects.filter(is_active=True, role__in=taking_part).exclude(email="")
    due = FollowUp.objects.unresolved().filter(due_on__lte=today + letters.AHEAD)
    own, of_center = due.filter(owner=OuterRef("pk")), due.filter(owner_center__staff=OuterRef("pk"))
    owes = Exists(own) | Q(Exists(of_center), role=Role.CENTER)
    for user in people.filter(owes, no_digest__isnull=True):
        yield user, Notice.Kind.DIGEST
    for user in people.filter(role=Role.REVIEWER):
        if letters.long_overdue_for(user, on=today).exists():
            yield user, Notice.Kind.ESCALATION


@transaction.atomic
def claim(user: User, kind: Notice.Kind, week: dt.date) -> bool:
    """Write down that `user` gets this mail this week, and queue its job with it: both, once, or neither."""
    notice, is_new = Notice.objects.get_or_create(user=user, kind=kind, week=week)
    if is_new:
        send_notice.enqueue(notice.pk)
    return is_new
