"""Every export stands in the access log: PDPA 2019 s.39."""

from typing import Any

from django.http import QueryDict

from accounts.access import log_access
from accounts.models import AccessEntry, User
from exports.formats import Format
from exports.wanted import Wanted


def note(*, by: User, wanted: Wanted, rows: int, how: str) -> None:
    """Write down what is exported, before it is answered."""
    tell(by=by, table=wanted.dataset.key, kind=wanted.format, params=in_force(wanted), rows=rows, how=how)


def in_force(wanted: Wanted) -> QueryDict:
    """The filters by which the rows are others: what else the address holds is anybody's words, and tells nothing."""

    def told(params: QueryDict) -> tuple[Any, ...]:
        chips = [(str(chip.label), str(chip.value)) for chip in wanted.dataset.chips(wanted.user, params)]
        return chips, [table.key for table in wanted.dataset.tables(wanted.user, params)]

    found, seen = QueryDict(mutable=True), QueryDict(mutable=True)
    before = told(seen)
    for name, value in [(name, value) for name, values in wanted.params.lists() for value in values]:
        seen.appendlist(name, value)
        if (now := told(seen)) != before:
            found.appendlist(name, value)
        before = now
    return found


def tell(*, by: User, table: str, kind: Format, params: QueryDict, rows: int, how: str) -> None:
    """The words of a search are left out: they may be a name."""
    asked = [f"{name}={value}" for name, values in params.lists() if name != "q" for value in values]
    searched = ["q"] if params.get("q") else []
    said = " ".join([how, kind.value, f"rows={rows}", *searched, *asked])
    log_access(by=by, what=AccessEntry.What.EXPORT_DATA, subject=table, detail=said)
