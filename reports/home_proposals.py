"""Home, as far as border points go: statuses that inspections propose and their keepers decide on."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from checkpoints.models import StatusProposal
from reports.waiting import FEW, Pile, decision
from ui.templatetags.ui import bilingual


def piles(user: User, today: dt.date) -> Iterator[Pile]:
    if not user.may(Permission.CHECKPOINT_EDIT):
        return
    waiting = StatusProposal.objects.visible_to(user).waiting()
    rows = list(waiting[: FEW + 1])
    tasks = [
        decision(
            row.proposed_at,
            today,
            title=bilingual(row.checkpoint),
            url=reverse("checkpoints:proposal", args=[row.checkpoint.code, row.pk]),
            kicker=row.source,
            state=row.badge,
        )
        for row in rows[:FEW]
    ]
    total = waiting.count() if len(rows) > FEW else len(rows)
    yield Pile("proposals", _("Proposed changes of status"), tasks, reverse("checkpoints:list"), total)
