"""Where a figure leads: the list, filtered so that it holds exactly what was counted."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from ui import periods
from ui.periods import Period
from visits.workflow import State

APPROVED = {"state": [State.APPROVED.value, State.PUBLISHED.value]}
IN_REVIEW = {"state": [State.SUBMITTED.value, State.ENDORSED.value]}
Value = str | int | list[str]


def address(route: str, params: Mapping[str, Value]) -> str:
    query = urlencode(params, doseq=True)
    return f"{reverse(route)}?{query}" if query else reverse(route)


def visits(**params: Value) -> str:
    return address("visits:list", params)


def approved(**params: Value) -> str:
    """The approved visits, as `VisitQuerySet.approved` counts them."""
    return visits(**APPROVED, **params)


def practices(**params: Value) -> str:
    return address("practices:list", params)


def goods(**params: Value) -> str:
    return address("seizures:list", params)


def within(period: Period) -> dict[str, Value]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


def month(first: dt.date) -> dict[str, Value]:
    return {"month": f"{first:%Y-%m}"}


def days(first: dt.date) -> dict[str, Value]:
    """The days of a month: what else the address says of days is replaced."""
    return {"from": first.isoformat(), "to": periods.last_day(first).isoformat()}


def escalated() -> str:
    """Those in the reader's areas."""
    return followups(area="mine", escalated="yes")


def due_soon() -> str:
    """The reader's own and those of their reports, overdue or due within a fortnight."""
    return followups(soon="mine")


def to_verify() -> str:
    """Actions said to be done, which the reader is to verify."""
    return followups(awaiting="me")


def followups(**params: Value) -> str:
    return address("followups:list", params)


def patrols(**params: Value) -> str:
    return address("patrols:list", params)


def centers(**params: Value) -> str:
    return address("centers:list", params)


def public_reports(**params: Value) -> str:
    return address("centers:all_reports", params)


def place(kind: str, code: str, period: Period) -> str:
    """The page of a province, district, checkpoint or center, over the same period."""
    return f"{reverse('reports:place', args=[kind, code])}?{urlencode({'period': period.key})}"


def unvisited(days: int, **params: Value) -> str:
    """The places beside the map, narrowed to those that nobody has visited for `days`."""
    return address("reports:map", {"unvisited": days, **params})
