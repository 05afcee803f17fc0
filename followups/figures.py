"""Follow-up actions in numbers, for dashboards: each is as long as the list that `followups.filters` makes of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from followups.filters import done_in_time, opened_within
from followups.models import UNRESOLVED, FollowUp, FollowUpState
from followups.tallies import outcomes, plus, unresolved, untallied


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


def performance(user: User, *, first: dt.date, last: dt.date, areas: Iterable[str] = (), today: dt.date) -> Performance:
    """Of whole months. A fixed number of queries."""
    codes = list(areas)
    due, opened = Q(due_on__range=(first, last)), opened_within(first, last)
    live = {
        "opened": opened,
        "closed": due & Q(state__in=[FollowUpState.DONE, FollowUpState.VERIFIED]),
        "on_time": due & done_in_time(late=False),
        "late": due & done_in_time(late=True),
        "dropped": due & Q(state=FollowUpState.DROPPED),
        "open": due & Q(state__in=UNRESOLVED),
        "overdue": due & Q(state__in=UNRESOLVED, due_on__lt=today),
    }
    rows = untallied(user, FollowUp.objects.filter(due | opened), codes)
    besides = rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in live.items()})
    months = Q(month__range=(first, last)) & (Q(area_codes__contains=codes) if codes else Q())
    found = plus(outcomes(user, first, last, codes) | unresolved(user, today, months), besides)
    return Performance(due=found["open"] + found.pop("closed") + found["dropped"], **found)
