"""Lines of the list of records; a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass

from patrols.comparing import OPEN
from patrols.models import Account, Patrol, Side
from ui.templatetags.ui import bilingual
from visits.models import Visit


@dataclass(frozen=True)
class Row:
    url: str
    code: str
    title: str
    start: dt.date
    end: dt.date
    ours: bool
    theirs: bool
    differs: bool


def rows_of(patrols: list[Patrol]) -> list[Row]:
    """`patrols`: of `visible_to`."""
    columns = ("reference", "title_th", "title_en", "date_start", "date_end")
    visits = Visit.objects.only(*columns).in_bulk([patrol.anchor for patrol in patrols])
    signed = set(Account.objects.filter(patrol__in=patrols, version__isnull=False).values_list("patrol", "side"))
    return [row(patrol, visits[patrol.anchor], signed) for patrol in patrols]


def row(patrol: Patrol, visit: Visit, signed: set[tuple[int, str]]) -> Row:
    facts = set(patrol.differing) if patrol.in_circle else OPEN.intersection(patrol.differing)
    return Row(
        url=patrol.get_absolute_url(),
        code=patrol.code,
        title=bilingual(visit, "title") or visit.reference,
        start=visit.date_start,
        end=visit.date_end,
        ours=(patrol.pk, Side.OWN) in signed,
        theirs=(patrol.pk, Side.COUNTERPART) in signed,
        differs=bool(facts),
    )
