"""Home, as far as goods go: what may be counted twice and waits to be settled."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from reports.waiting import FEW, Pile, Task, decision
from seizures.models import DoubleCount
from seizures.templatetags.goods_tags import as_entered
from ui.templatetags.ui import bilingual


def piles(user: User, today: dt.date) -> Iterator[Pile]:
    if user.may(Permission.VISIT_RESTRICTED):
        yield doubles(user, today)


def doubles(user: User, today: dt.date) -> Pile:
    """Pairs that `user` may settle, the oldest first."""
    waiting = DoubleCount.objects.awaiting_decision_of(user)
    found = list(waiting.with_records().order_by("found_at", "pk")[: FEW + 1])
    tasks = [task(double, today) for double in found[:FEW]]
    total = waiting.count() if len(found) > FEW else len(found)
    return Pile("doubles", _("Double counts to settle"), tasks, reverse("seizures:doubles"), total)


def task(double: DoubleCount, today: dt.date) -> Task:
    first, second = double.first.current, double.second.current
    assert first is not None  # visible_to has seen to it
    assert second is not None
    return decision(
        double.reopened_at or double.found_at,
        today,
        title=f"{bilingual(first.kind)}: {as_entered(first)} – {as_entered(second)}",
        url=reverse("seizures:double", args=[double.pk]),
        kicker=f"{double.first} · {double.second}",
        state=double.status,
    )
