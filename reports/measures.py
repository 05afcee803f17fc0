"""Measures: figures that can be counted whole, by month or by area, each with the list that it counts.

The dashboard, the shading of the map, the page of a place, comparisons and notable changes all count by these.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from places.codes import DISTRICT, PROVINCE
from reports.scope import CUTS, NARROWING, Scope
from visits.category_tallies import CategoryTallies
from visits.filters import FOUND
from visits.models import Counted, Level
from visits.tallies import Count, Tallies

Values = dict[Any, float]


class By(StrEnum):
    """What the keys of the values are: dates of first days, or area codes (TH22, TH2204)."""

    MONTH = "month"
    PROVINCE = "province"
    DISTRICT = "district"


TALLIED: dict[str, Callable[[Count], int]] = {FOUND: attrgetter("found"), Level.MAJOR.value: attrgetter("major")}
CODE_LENGTH = {By.PROVINCE: PROVINCE, By.DISTRICT: DISTRICT}


@dataclass(frozen=True)
class Measure:
    """Reports in scope, narrowed by `filters` of the list of visits. `better`: "more" or "fewer" is good news."""

    key: str
    label: str | Promise
    better: str
    filters: dict[str, str] = field(default_factory=dict)

    def values(self, scope: Scope, by: By) -> Values:
        """What is nought may be left out."""
        return reports(scope.where(**self.filters), by)

    def url(self, scope: Scope) -> str:
        """The list of exactly what is counted."""
        return scope.visits_url(**self.filters)

    def whole(self, scope: Scope) -> float:
        """Over the whole period: months add up."""
        return sum(self.values(scope, By.MONTH).values())


def reports(scope: Scope, by: By) -> Values:
    """The reports in scope; by area, one in two districts counts in both."""
    tallies, number = kept(scope)
    if by is By.MONTH:
        months = tallies.count(Counted.REPORTS, by=("month",)).items()
        return {month: n for month, count in months if (n := number(count))}
    within = scope.area_codes[-1] if scope.area_codes else ""
    found: Values = {}
    for codes, count in tallies.count(Counted.REPORTS, by=("area_codes",)).items():
        for code in codes:
            if (n := number(count)) and len(code) == CODE_LENGTH[by] and code.startswith(within[: CODE_LENGTH[by]]):
                found[code] = found.get(code, 0) + n
    return found


def kept(scope: Scope) -> tuple[Tallies | CategoryTallies, Callable[[Count], int]]:
    """Tallies, and what of their counts is in scope. They know of findings, though not of what else narrows."""
    level = scope.asks("level")
    if level in TALLIED and not any(scope.asks(name) for name in NARROWING if name not in ("level", *CUTS)):
        return scope.where(level=None).tallies, TALLIED[level]
    return scope.tallies, attrgetter("visits")


MEASURES = [
    Measure("visits", _("Visits"), "more"),
    Measure("troubled", _("Visits with a minor or major issue"), "fewer", {"level": FOUND}),
    Measure("major", _("Visits with a major issue"), "fewer", {"level": Level.MAJOR.value}),
]


def measure(key: str | None) -> Measure:
    """The measure of that key; the first of all where there is none."""
    return next((one for one in MEASURES if one.key == key), MEASURES[0])
