"""How many actions are open and how they went, from their tallies (ADR 28): not slower with more of them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, Sum

from accounts.models import User
from accounts.roles import Role
from followups.models import FollowUp, FollowUpQuerySet, FollowUpTally, Outcome, OutcomeTally
from followups.models.followup import owned_by
from followups.places import named_within, within
from visits.models.tally import reaches
from visits.tallies import narrowed, own
from visits.workflow import COUNTED_STATES, State


def open_actions(user: User, *, on: dt.date, areas: Iterable[str] = ()) -> dict[str, int]:
    """How many of the actions that `user` may know of are `open`, and how many of these are `overdue` on that day.

    `areas`: only actions in all of them (TH22, TH2204).
    """
    codes = list(areas)
    rows = untallied(user, FollowUp.objects.unresolved(), codes)
    besides = rows.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)))
    return plus(unresolved(user, on, Q(area_codes__contains=codes) if codes else Q()), besides)


def untallied(user: User, rows: FollowUpQuerySet, areas: list[str]) -> FollowUpQuerySet:
    """Of `rows` in all of `areas`, those that `user` may know of and that the tallies do not count for them."""
    told = told_to(user) & (Q(area_codes__contains=areas) if areas else Q())
    found = rows.filter(within(areas)).visible_to(user).filter(~told)
    if not reaches(user):
        return found
    # Named by their keys, which indexes find: going through everybody's actions would find the same.
    ways = [owned_by(user), Q(visit__in=own(user)), Q(practice__isnull=False), *named_within(areas)]
    keys = [rows.filter(way).order_by().values("pk") for way in ways]
    return found.filter(pk__in=keys[0].union(*keys[1:]))


def told_to(user: User) -> Q:
    """Actions of reports that the tallies count for `user`, where they know of areas."""
    if not reaches(user):
        return Q(pk__in=[])
    area = Q(area_codes__overlap=user.area_codes)
    if knows_begun(user):
        return area & Q(visit__isnull=False) & ~Q(visit__state=State.DRAFT)
    return area & Q(visit__state__in=sorted(COUNTED_STATES))


def knows_begun(user: User) -> bool:
    return user.role in (Role.REVIEWER, Role.DIRECTOR)


def column_for(user: User) -> str:
    return "begun" if knows_begun(user) else "approved"


def unresolved(user: User, on: dt.date, which: Q) -> dict[str, int]:
    """`open` and `overdue` ones in those lines: whole months, and the days of this month that are over."""
    month = on.replace(day=1)
    whole, passed = Q(due_on__isnull=True), Q(month=month, due_on__lt=on)
    column = column_for(user)
    rows = FollowUpTally.objects.visible_to(user).filter(which).filter(whole | passed)
    sums = {"open": Sum(column, filter=whole), "overdue": Sum(column, filter=(whole & Q(month__lt=month)) | passed)}
    return {name: number or 0 for name, number in rows.aggregate(**sums).items()}


def outcomes(user: User, first: dt.date, last: dt.date, areas: Iterable[str]) -> dict[str, int]:
    """How many of the tallied ones went so, in these whole months; by the values of Outcome."""
    rows = narrowed(OutcomeTally.objects.visible_to(user), first, last, areas)
    found = dict(rows.values_list("counted").annotate(n=Sum(column_for(user))))
    return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}


def plus(some: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    return {name: number + others[name] for name, number in some.items()}
