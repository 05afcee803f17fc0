"""The dashboard's numbers of people at work, as far as small numbers may be shown."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from labour.disclosure import Cell
from labour.groups import Margin, margins, sectors, total
from labour.observed import groups, observations, told_by, visits


@dataclass(frozen=True)
class Figures:
    """People seen at work on `visits`; somebody seen on two visits is counted on both."""

    total: Cell
    visits: int
    margins: list[Margin]


def figures(user: User, *, first: dt.date, last: dt.date, areas: Iterable[str] = ()) -> Figures | None:
    """In the approved reports of these days and all of these areas; None where they counted nobody."""
    rows = observations(user, first=first, last=last, areas=areas)
    elsewhere = list(told_by(rows))
    found = groups(rows, elsewhere)
    return Figures(total(found), visits(rows, elsewhere), margins(found, sectors)) if found else None
