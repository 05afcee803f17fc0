"""Follow-up actions in numbers, for dashboards: each is as long as the list that `followups.filters` makes of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from django.db.models import Count, Q, Sum

from accounts.models import User
from followups.filters import done_in_time, opened_within
from followups.models import UNRESOLVED, FollowUp, FollowUpState
from followups.places import open_at, within
from followups.tallies import (
    lines_of_places,
    outcomes,
    plus,
    tallied,
    told_to,
    unresolved,
    untallied,
    untold_at_places,
)


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


@dataclass(frozen=True)
class AtPlace:
    """Actions of a checkpoint or center: those due in a period, of these done on time; those open today."""

    due: int
    on_time: int
    open: int
    overdue: int


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
    """How many actions are due from the first day of a month to the last of one in an area (TH22, TH2204; empty: all),
    and how many of these were done in time. Two queries, and one for own reports, for all `wheres` together.
    """
    days = Q(*(Q(due_on__range=(first, last)) for first, last, _area in wheres), _connector=Q.OR)
    rows = untallied(user, FollowUp.objects.filter(days), [], named=[area for *_days, area in wheres if area])
    live: dict[str, Count] = {}
    kept: dict[str, Q] = {}
    for n, (first, last, area) in enumerate(wheres):
        inside = Q(area_codes__contains=[area]) if area else Q()
        told, lines = told_to(user) & inside, Q(month__range=(first, last)) & inside
        there = Q(due_on__range=(first, last)) & within([area] if area else []) & ~told
        live |= {f"due_{n}": Count("pk", filter=there)}
        live |= {f"on_time_{n}": Count("pk", filter=there & done_in_time(late=False))}
        kept |= {f"{one}_{n}": lines & Q(counted=one) for one in ("due", "on_time")}
    found = plus(tallied(user, kept), rows.aggregate(**live))
    return [(found[f"due_{n}"], found[f"on_time_{n}"]) for n in range(len(wheres))]


def at_places(user: User, wheres: Sequence[tuple[dt.date, dt.date, str, int]], *, on: dt.date) -> list[AtPlace]:
    """Of checkpoints and centers by kind and key: due on these days; open, and overdue on the day `on`.

    Two queries, and one for own reports, for all `wheres` together.
    """
    live: dict[str, Q] = {}
    kept: dict[str, Sum] = {}
    for n, (first, last, kind, key) in enumerate(wheres):
        days, late, lines, there = Q(due_on__range=(first, last)), Q(due_on__lt=on), Q((kind, key)), open_at(kind, key)
        unresolved = there & Q(state__in=UNRESOLVED)
        live |= {f"due_{n}": there & days, f"on_time_{n}": there & days & done_in_time(late=False)}
        live |= {f"open_{n}": unresolved, f"overdue_{n}": unresolved & late}
        kept |= {f"{one}_{n}": Sum(one, filter=lines & days, default=0) for one in ("due", "on_time")}
        kept |= {f"open_{n}": Sum("unresolved", filter=lines, default=0)}
        kept |= {f"overdue_{n}": Sum("unresolved", filter=lines & late, default=0)}
    places = Q(*(Q((kind, key)) for _first, _last, kind, key in wheres), _connector=Q.OR)
    told: dict[str, int] = lines_of_places(user).filter(places).aggregate(**kept)
    besides = untold_at_places(user, FollowUp.objects.filter(Q(*live.values(), _connector=Q.OR)))
    found = plus(told, besides.aggregate(**{name: Count("pk", filter=which) for name, which in live.items()}))
    return [AtPlace(*(found[f"{one.name}_{n}"] for one in fields(AtPlace))) for n in range(len(wheres))]
