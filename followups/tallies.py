"""How many actions are open and overdue, from their tallies (ADR 28): not slower with more of them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, Sum

from accounts.models import User
from accounts.roles import Role
from followups.models import FollowUp, FollowUpTally
from followups.models.followup import owned_by
from visits.models.tally import reaches
from visits.tallies import own
from visits.workflow import COUNTED_STATES, State


def open_actions(user: User, *, on: dt.date, areas: Iterable[str] = ()) -> dict[str, int]:
    """How many of the actions that `user` may know of are `open`, and how many of these are `overdue` on that day.

    `areas`: only actions in all of them (TH22, TH2204).
    """
    within = Q(area_codes__contains=codes) if (codes := list(areas)) else Q()
    found = tallied(user, on, within)
    rows = FollowUp.objects.unresolved().filter(within).visible_to(user).filter(~told(user))
    if reaches(user):
        # Named by their keys, which indexes find: going through everybody's actions would find the same.
        ways = (owned_by(user), Q(visit__in=own(user)), Q(practice__isnull=False))
        keys = [FollowUp.objects.unresolved().filter(way).order_by().values("pk") for way in ways]
        rows = rows.filter(pk__in=keys[0].union(*keys[1:]))
    besides = rows.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)))
    return {name: found[name] + besides[name] for name in found}


def told(user: User) -> Q:
    """Actions of reports that the tallies count for `user`."""
    if not reaches(user):
        return Q(pk__in=[])
    area = Q(area_codes__overlap=user.area_codes)
    if knows_begun(user):
        return area & Q(visit__isnull=False) & ~Q(visit__state=State.DRAFT)
    return area & Q(visit__state__in=sorted(COUNTED_STATES))


def knows_begun(user: User) -> bool:
    return user.role in (Role.REVIEWER, Role.DIRECTOR)


def tallied(user: User, on: dt.date, within: Q) -> dict[str, int]:
    """Whole months, and the days of this month that are over."""
    month = on.replace(day=1)
    whole, passed = Q(due_on__isnull=True), Q(month=month, due_on__lt=on)
    column = "begun" if knows_begun(user) else "approved"
    rows = FollowUpTally.objects.visible_to(user).filter(within).filter(whole | passed)
    sums = {"open": Sum(column, filter=whole), "overdue": Sum(column, filter=(whole & Q(month__lt=month)) | passed)}
    return {name: number or 0 for name, number in rows.aggregate(**sums).items()}
