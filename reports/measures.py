"""Measures: figures that can be counted whole, by month or by area, each with the list that it counts.

The dashboard, the shading of the map, the page of a place, comparisons and notable changes all count by these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.scope import Scope
from visits.filters import FOUND
from visits.models import Counted, Level

Values = dict[Any, float]


class By(StrEnum):
    """What the keys of the values are: dates of first days, or area codes (TH22, TH2204)."""

    MONTH = "month"
    PROVINCE = "province"
    DISTRICT = "district"


CODE_LENGTH = {By.PROVINCE: 4, By.DISTRICT: 6}


@dataclass(frozen=True)
class Measure:
    """`values(scope, by)`: what is nought may be left out. `url(scope)`: the list of exactly what is counted.

    `better`: "more" or "fewer" where one of them is good news, else empty.
    """

    key: str
    label: str | Promise
    values: Callable[[Scope, By], Values]
    url: Callable[[Scope], str]
    better: str = ""

    def whole(self, scope: Scope) -> float:
        """Over the whole period: months add up."""
        return sum(self.values(scope, By.MONTH).values())


def reports(scope: Scope, by: By) -> Values:
    """The reports in scope; by area, one in two districts counts in both."""
    if by is By.MONTH:
        return {month: count.visits for month, count in scope.tallies.count(Counted.REPORTS, by=("month",)).items()}
    within = scope.area_codes[-1] if scope.area_codes else ""
    found: Values = {}
    for codes, count in scope.tallies.count(Counted.REPORTS, by=("area_codes",)).items():
        for code in codes:
            if len(code) == CODE_LENGTH[by] and code.startswith(within[: CODE_LENGTH[by]]):
                found[code] = found.get(code, 0) + count.visits
    return found


def narrowed(**filters: str) -> tuple[Callable[[Scope, By], Values], Callable[[Scope], str]]:
    """Values and list of the reports in scope narrowed by filters of the list of visits."""

    def values(scope: Scope, by: By) -> Values:
        return reports(scope.where(**filters), by)

    def url(scope: Scope) -> str:
        return scope.where(**filters).visits_url()

    return values, url


MEASURES = [
    Measure("visits", _("Visits"), *narrowed(), better="more"),
    Measure("troubled", _("Visits with a minor or major issue"), *narrowed(level=FOUND), better="fewer"),
    Measure("major", _("Visits with a major issue"), *narrowed(level=Level.MAJOR), better="fewer"),
]


def measure(key: str | None) -> Measure:
    """The measure of that key; the first of all where there is none."""
    return next((one for one in MEASURES if one.key == key), MEASURES[0])
