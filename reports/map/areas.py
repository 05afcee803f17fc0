"""Provinces or districts shaded by a measure, or by how long nobody was there.

Nought, and nothing known, are two things: where no report tells of an area its number is not nought but none, unless
the measure counts the reports themselves and the reader is responsible for the area.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.gis.db.models import Extent
from django.utils.translation import gettext as _

from places.models import District, Province
from reports.map.filters import STALE, MapFilters
from reports.map.window import Box
from reports.measures import MEASURES, By, measure
from ui.templatetags.ui import bilingual
from visits.models import Counted
from visits.tallies import Tallies

STEPS = 4
LAST_DAY = dt.date(9998, 12, 31)


@dataclass(frozen=True)
class Step:
    """One shade of the legend: the numbers that it stands for."""

    number: int
    first: float
    last: float

    def __str__(self) -> str:
        return shown(self.first) if self.first == self.last else f"{shown(self.first)}–{shown(self.last)}"


@dataclass(frozen=True)
class Area:
    """`value` None: nothing is known; `step` None: then, or where it is nought (0)."""

    code: str
    name: str
    value: float | None
    step: int | None
    url: str

    @property
    def words(self) -> str:
        return "–" if self.value is None else shown(self.value)


@dataclass(frozen=True)
class Shading:
    """`key`: as the address has it; `areas`: those with an outline, most first."""

    key: str
    label: str
    by: By
    areas: list[Area]
    steps: list[Step]

    @property
    def has_nought(self) -> bool:
        return any(area.value == 0 for area in self.areas)

    @cached_property
    def drawn(self) -> dict[str, Any]:
        """For js/map-areas.js."""
        return {
            "by": self.by,
            "areas": {area.code: {"step": area.step, "words": area.words, "name": area.name} for area in self.areas},
        }


def choices() -> list[tuple[str, str]]:
    return [*((one.key, str(one.label)) for one in MEASURES), (STALE, _("Days since the last visit"))]


def shading(filters: MapFilters) -> Shading | None:
    """None where no shade is asked for, or none of ours."""
    labels = dict(choices())
    if filters.shade not in labels:
        return None
    by = By.DISTRICT if filters.by_district else By.PROVINCE
    values = days_since(filters, by) if filters.shade == STALE else values_of(filters, by)
    rows = rows_of(filters, by)
    steps = steps_of([value for row in rows if (value := values.get(row.area_code))])
    areas = [area(row, values, steps, filters) for row in rows]
    areas.sort(key=lambda one: (-(one.value if one.value is not None else -1), one.code))
    return Shading(filters.shade, labels[filters.shade], by, areas, steps)


def area(row: Province | District, values: dict[str, float], steps: list[Step], filters: MapFilters) -> Area:
    value = values.get(row.area_code)
    step = None if value is None else next((one.number for one in steps if one.first <= value <= one.last), 0)
    return Area(row.code, bilingual(row), value, step, selecting(filters, row.code))


def selecting(filters: MapFilters, code: str) -> str:
    """The map of one area, in place of the area or rectangle selected before."""
    params = filters.params
    for name in ("district", "within", "view"):
        params.pop(name, None)
    params["province"] = code[:2]
    if len(code) > 2:
        params["district"] = code
    return f"?{params.urlencode()}"


def rows_of(filters: MapFilters, by: By) -> Sequence[Province | District]:
    """Areas with an outline; in the province asked for where these are districts."""
    if by is By.PROVINCE:
        return list(Province.objects.filter(outline__isnull=False).defer("outline"))
    rows = District.objects.filter(outline__isnull=False).defer("outline")
    return list(rows.filter(province=filters.whole.province) if filters.whole.province else rows)


def values_of(filters: MapFilters, by: By) -> dict[str, float]:
    """What the measure says of each area that is known."""
    asked = measure(filters.shade)
    everywhere = filters.scope.where(province=None, district=None)
    values: dict[str, float] = asked.values(everywhere, by)
    known = values if asked is MEASURES[0] else MEASURES[0].values(everywhere, by)
    found: dict[str, float] = dict.fromkeys(known, 0.0)
    if asked is MEASURES[0]:
        found |= dict.fromkeys(responsible(filters, by), 0.0)
    return found | values


def responsible(filters: MapFilters, by: By) -> list[str]:
    """The areas whose reports the reader is to know of."""
    own = filters.user.area_codes
    return [row.area_code for row in rows_of(filters, by) if {"TH", row.area_code, row.area_code[:4]} & set(own)]


def days_since(filters: MapFilters, by: By) -> dict[str, float]:
    """Days from the last approved visit that the reader may know of to today."""
    tallies = Tallies(filters.user, first=dt.date.min, last=LAST_DAY)
    counts = tallies.count(Counted.DISTRICT, by=("subject",))
    codes = dict(District.objects.filter(pk__in=counts).values_list("pk", "code"))
    last: dict[str, dt.date] = {}
    for key, count in counts.items():
        code = f"TH{codes[key]}" if by is By.DISTRICT else f"TH{codes[key][:2]}"
        last[code] = max(last.get(code, dt.date.min), count.last_day)
    return {code: max((filters.whole.today - day).days, 0) for code, day in last.items()}


def steps_of(values: list[float]) -> list[Step]:
    """Quantiles of the different values: the classes hold about as many of them each, and equal ones stay together."""
    ordered = sorted(set(values))
    edges = sorted({ordered[len(ordered) * part // STEPS] for part in range(STEPS)}) if ordered else []
    found = []
    for number, first in enumerate(edges, 1):
        after = edges[number] if number < len(edges) else float("inf")
        inside = [value for value in ordered if first <= value < after]
        found.append(Step(number, inside[0], inside[-1]))
    return found


def shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def extent(filters: MapFilters) -> Box | None:
    """What the area asked for covers; None where there is none, or it has no outline."""
    whole = filters.whole
    tables = ((District, whole.district), (Province, whole.province))
    for model, asked in tables:
        if asked and (box := model._default_manager.filter(pk=asked.pk).aggregate(box=Extent("outline"))["box"]):
            return box  # type: ignore[no-any-return]
    return None
