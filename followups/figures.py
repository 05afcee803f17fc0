"""Follow-up actions in numbers, for dashboards: each is as long as the list that `followups.filters` makes of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from followups.filters import done_in_time, opened_within
from followups.models import UNRESOLVED, FollowUp, FollowUpState
from followups.places import within
from followups.tallies import outcomes, plus, tallied, told_to, unresolved, untallied


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
        "due": due,
        "on_time": due & done_in_time(late=False),
        "late": due & done_in_time(late=True),
        "dropped": due & Q(state=FollowUpState.DROPPED),
        "open": due & Q(state__in=UNRESOLVED),
        "overdue": due & Q(state__in=UNRESOLVED, due_on__lt=today),
    }
    rows = untallied(user, FollowUp.objects.filter(due | opened), codes)
    besides = rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in live.items()})
    months = Q(month__range=(first, last)) & (Q(area_codes__contains=codes) if codes else Q())
    return Performance(**plus(outcomes(user, months) | unresolved(user, today, months), besides))


def due(user: User, wheres: Sequence[tuple[dt.date, dt.date, str]]) -> list[tuple[int, int]]:
    """How many actions are due from the first day of a month to the last of one in an area (TH22, TH2204), and how many
    of these were done in time. Two queries, and one for own reports, for all `wheres` together.
    """
    days = Q(*(Q(due_on__range=(first, last)) for first, last, _area in wheres), _connector=Q.OR)
    rows = untallied(user, FollowUp.objects.filter(days), [], named=[area for *_days, area in wheres])
    live: dict[str, Count] = {}
    kept: dict[str, Q] = {}
    for n, (first, last, area) in enumerate(wheres):
        told, lines = told_to(user) & Q(area_codes__contains=[area]), Q(month__range=(first, last))
        there = Q(due_on__range=(first, last)) & within([area]) & ~told
        live |= {f"due_{n}": Count("pk", filter=there)}
        live |= {f"on_time_{n}": Count("pk", filter=there & done_in_time(late=False))}
        kept |= {f"{one}_{n}": lines & Q(counted=one, area_codes__contains=[area]) for one in ("due", "on_time")}
    found = plus(tallied(user, kept), rows.aggregate(**live))
    return [(found[f"due_{n}"], found[f"on_time_{n}"]) for n in range(len(wheres))]


def due_at(user: User, wheres: Sequence[tuple[dt.date, dt.date, Q]]) -> list[tuple[int, int]]:
    """The same of checkpoints and centers, each said by its actions: counted, in two parts that indexes find."""
    places = [Q(due_on__range=(first, last)) & place for first, last, place in wheres]
    rows = FollowUp.objects.filter(Q(*places, _connector=Q.OR)).order_by()
    counts: dict[str, Count] = {}
    for n, place in enumerate(places):
        counts |= {f"due_{n}": Count("pk", filter=place)}
        counts |= {f"on_time_{n}": Count("pk", filter=place & done_in_time(late=False))}
    found = plus(rows.filter(told_to(user)).aggregate(**counts), untallied(user, rows, []).aggregate(**counts))
    return [(found[f"due_{n}"], found[f"on_time_{n}"]) for n in range(len(places))]
