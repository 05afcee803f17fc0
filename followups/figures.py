"""Follow-up actions in numbers, for dashboards: each is as long as the list that `followups.filters` makes of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from followups import sources
from followups.filters import done_in_time, opened_within
from followups.models import UNRESOLVED, FollowUp, FollowUpQuerySet, FollowUpState
from followups.models.followup import owned_by
from followups.tallies import open_actions
from places.codes import DISTRICT
from visits.models import Visit


@dataclass(frozen=True)
class Performance:
    """Of the actions due in a period; `opened`: those asked for in it, whenever they are due."""

    opened: int
    due: int
    on_time: int
    late: int
    open: int
    overdue: int
    dropped: int

    @property
    def ought(self) -> int:
        """Those that were done, or ought to be by now."""
        return self.on_time + self.late + self.overdue

    @property
    def percent(self) -> int | None:
        """How many of these were done on time; None where there are none."""
        return round(100 * self.on_time / self.ought) if self.ought else None


def within(areas: Iterable[str]) -> FollowUpQuerySet:
    """Actions in all of `areas` (TH22, TH2204), as the filters of the list have it."""
    rows = FollowUp.objects.all()
    for code in areas:
        here = Q(area_codes__contains=[code])
        rows = rows.filter(here | Q(district__code=code.removeprefix("TH")) if len(code) == DISTRICT else here)
    return rows


def current(user: User, *, areas: Iterable[str] = (), today: dt.date) -> dict[str, int]:
    """How many actions are `open`, and how many of them `overdue`; a fixed number of queries."""
    codes = list(areas)
    if not any(len(code) == DISTRICT for code in codes):
        return open_actions(user, on=today, areas=codes)
    late = Count("pk", filter=Q(due_on__lt=today))
    return count(within(codes).unresolved(), user, open=Count("pk"), overdue=late)


def performance(user: User, *, first: dt.date, last: dt.date, areas: Iterable[str] = (), today: dt.date) -> Performance:
    """A fixed number of queries."""
    due, opened = Q(due_on__range=(first, last)), opened_within(first, last)
    parts = {
        "opened": opened,
        "due": due,
        "on_time": due & done_in_time(late=False),
        "late": due & done_in_time(late=True),
        "open": due & Q(state__in=UNRESOLVED),
        "overdue": due & Q(state__in=UNRESOLVED, due_on__lt=today),
        "dropped": due & Q(state=FollowUpState.DROPPED),
    }
    counts = {name: Count("pk", filter=condition) for name, condition in parts.items()}
    return Performance(**count(within(areas).filter(due | opened), user, **counts))


def count(rows: FollowUpQuerySet, user: User, **counts: Count) -> dict[str, int]:
    """`counts` over those of `rows` that `user` may know of. Joined, for those are many; three queries."""
    reports = Visit.objects.visible_to(user)
    of_reports = rows.filter(visit__in=reports.order_by().values("pk")).aggregate(**counts)
    of_practices = rows.filter(practice__in=sources.practices(user).order_by().values("code")).aggregate(**counts)
    owned = rows.visible_to(user).filter(owned_by(user), ~Exists(reports.filter(pk=OuterRef("visit"))))
    besides = owned.exclude(sources.of_practice(user)).aggregate(**counts)
    return {name: of_reports[name] + of_practices[name] + besides[name] for name in counts}
