"""How many actions are open and how they went, from their tallies (ADR 28): not slower with more of them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Count, Q, Sum

from accounts.models import User
from followups.models import FollowUp, FollowUpQuerySet, FollowUpTally, Outcome, OutcomeTally, PlaceTally
from followups.models.visible import owned_by
from followups.places import named_within, within
from visits.models import Visit
from visits.models.tally import TallyQuerySet, decides, reaches
from visits.tallies import own
from visits.workflow import COUNTED_STATES, FINAL_STATES, State


def open_actions(user: User, *, on: dt.date, areas: Iterable[str] = ()) -> dict[str, int]:
    """How many of the actions that `user` may know of are `open`, and how many of these are `overdue` on that day.

    `areas`: only actions in all of them (TH22, TH2204).
    """
    codes = list(areas)
    rows = untallied(user, FollowUp.objects.unresolved(), codes)
    besides = rows.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)))
    return plus(unresolved(user, on, Q(area_codes__contains=codes) if codes else Q()), besides)


def escalated_in_areas(user: User, *, on: dt.date) -> int:
    """How many actions that `user` may know of, in their areas, are overdue for so long that they are told upwards."""
    rows = FollowUp.objects.escalated(on=on).in_areas_of(user)
    since = on - dt.timedelta(days=settings.FOLLOWUP_ESCALATE_DAYS)
    return unresolved(user, since, Q())["overdue"] + untallied(user, rows, []).count()


def untallied(user: User, rows: FollowUpQuerySet, areas: list[str], *, named: Iterable[str] = ()) -> FollowUpQuerySet:
    """Of `rows` in all of `areas`, those that `user` may know of and that the tallies do not count for them.

    `named`: areas whose own ones are left among them though they are tallied: those that lie there only by the district
    that they name.
    """
    told = told_to(user) & (Q(area_codes__contains=areas) if areas else Q())
    only = named_within([*areas, *named])
    found = rows.filter(within(areas)).visible_to(user).filter(Q(*only, ~told, _connector=Q.OR))
    return found.filter(known_besides(user, rows, only)) if reaches(user) else found


def known_besides(user: User, rows: FollowUpQuerySet, others: Sequence[Q]) -> Q:
    """Those of `rows` that `user` may know of for another reason than their areas, and `others`.

    Named by their keys, which indexes find: going through everybody's actions would find the same.
    """
    ways = [owned_by(user), Q(visit__in=own(user)), Q(practice__isnull=False), *others]
    keys = [rows.filter(way).order_by().values("pk") for way in ways]
    return Q(pk__in=keys[0].union(*keys[1:]))


def lines_of_places(user: User) -> TallyQuerySet:
    """What the tallies of checkpoints and centers tell `user`."""
    return PlaceTally.objects.visible_to(user).filter(Q() if decides(user) else Q(withdrawn=False))


def untold_at_places(user: User, rows: FollowUpQuerySet) -> FollowUpQuerySet:
    """Of `rows`, those that `user` may know of and these lines do not count for them; also of reports in review."""
    found = rows.visible_to(user)
    if not reaches(user):
        return found
    ended = FINAL_STATES if decides(user) else COUNTED_STATES
    in_hand = Visit.objects.filter(state__in=sorted(set(State) - FINAL_STATES - {State.DRAFT})).order_by().values("pk")
    others = [Q(visit__in=in_hand)] if decides(user) else []
    told = Q(area_codes__overlap=user.area_codes, visit__state__in=sorted(ended))
    return found.filter(~told, known_besides(user, rows, others))


def told_to(user: User) -> Q:
    """Actions of reports that the tallies count for `user`, where they know of areas."""
    if not reaches(user):
        return Q(pk__in=[])
    area = Q(area_codes__overlap=user.area_codes)
    if decides(user):
        return area & Q(visit__isnull=False) & ~Q(visit__state=State.DRAFT)
    return area & Q(visit__state__in=sorted(COUNTED_STATES))


def column_for(user: User) -> str:
    return "begun" if decides(user) else "approved"


def unresolved(user: User, on: dt.date, which: Q) -> dict[str, int]:
    """`open` and `overdue` ones in those lines: whole months, and the days of this month that are over."""
    month = on.replace(day=1)
    whole, passed = Q(due_on__isnull=True), Q(month=month, due_on__lt=on)
    column = column_for(user)
    rows = FollowUpTally.objects.visible_to(user).filter(which).filter(whole | passed)
    sums = {"open": Sum(column, filter=whole), "overdue": Sum(column, filter=(whole & Q(month__lt=month)) | passed)}
    return {name: number or 0 for name, number in rows.aggregate(**sums).items()}


def outcomes(user: User, which: Q) -> dict[str, int]:
    """How many of the tallied ones went so, in these lines; by the values of Outcome."""
    return tallied(user, {outcome.value: which & Q(counted=outcome) for outcome in Outcome})


def plus(some: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    return {name: number + others[name] for name, number in some.items()}


def tallied(user: User, which: dict[str, Q]) -> dict[str, int]:
    """How many actions are in the lines that fulfil each of these conditions. One query."""
    sums = {name: Sum(column_for(user), filter=lines, default=0) for name, lines in which.items()}
    found: dict[str, int] = OutcomeTally.objects.visible_to(user).aggregate(**sums)
    return found
