"""Who was seen when: places by months, and what the assessments of districts say.

Three answers are kept apart everywhere: visited with findings, visited and nothing found, not visited.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from reports import links
from ui.periods import Period
from ui.templatetags.ui import bilingual
from visits.models import Counted, Level, NtsCategory
from visits.tallies import Count, Tallies

FEW, MANY = 8, 200
AT_A_GLANCE = 6  # categories


@dataclass(frozen=True)
class Month:
    """One cell of the matrix: how many visits, how many of them with findings. `url`: the list of them."""

    month: dt.date
    visits: int = 0
    troubled: int = 0
    url: str = ""

    @property
    def mark(self) -> str:
        """found, nothing, unvisited."""
        return "found" if self.troubled else "nothing" if self.visits else "unvisited"


@dataclass(frozen=True)
class PlaceRow:
    title: str
    url: str
    months: list[Month]


@dataclass(frozen=True)
class Cell:
    """A category in a district: the worst level said in the period, and in how many visits."""

    level: Level | None = None  # None: not visited
    visits: int = 0
    url: str = ""


@dataclass(frozen=True)
class DistrictRow:
    title: str
    visits: int
    url: str
    cells: list[Cell]


def coverage(tallies: Tallies, period: Period, *, rows: int) -> list[PlaceRow]:
    """`rows` places in use, those visited last first, by month."""
    user = tallies.user
    points, centers = Checkpoint.objects.visible_to(user).in_use(), Center.objects.visible_to(user).in_use()
    places = sorted(
        [*newest(points, rows), *newest(centers, rows)],
        key=lambda place: place.last_visited_on or dt.date.min,
        reverse=True,
    )
    places = places[:rows]
    seen = tallies.count(
        Counted.CHECKPOINT, Counted.CENTER, by=("counted", "subject", "month"), subjects=[place.pk for place in places]
    )
    return [place_row(place, period, seen) for place in places]


def newest(places: Any, rows: int) -> list[Checkpoint | Center]:
    latest = F("last_visited_on").desc(nulls_last=True)
    return list(places.only("code", "name_th", "name_en", "last_visited_on").order_by(latest, "code")[:rows])


def place_row(place: Checkpoint | Center, period: Period, seen: dict[tuple[str, int, dt.date], Count]) -> PlaceRow:
    where = Counted.CHECKPOINT if isinstance(place, Checkpoint) else Counted.CENTER
    months = []
    for month in period.months:
        count = seen.get((where, place.pk, month))
        url = links.approved(**links.month(month), **{where: place.code}) if count else ""
        months.append(Month(month, count.visits, count.found, url) if count else Month(month))
    return PlaceRow(bilingual(place), place.get_absolute_url(), months)


def assessments(tallies: Tallies, period: Period, *, rows: int) -> tuple[list[NtsCategory], list[DistrictRow], int]:
    """Categories, `rows` districts with the most trouble first, and how many districts were visited."""
    visited = tallies.count(Counted.DISTRICT, by=("subject",))
    per_district = {district: count.visits for district, count in visited.items()}
    levels: dict[tuple[int, int], dict[str, int]] = {}
    # One assessment a category and visit, one row a district and visit: every row is another visit.
    for (district, category, level), count in tallies.count(Counted.LEVEL, by=("subject", "category", "level")).items():
        levels.setdefault((district, category), {})[level] = count.visits
    worst = sorted(per_district, key=lambda key: rank(key, levels, per_district))[:rows]
    used = {category for _district, category in levels}
    categories = list(NtsCategory.objects.filter(Q(is_core=True) | Q(pk__in=used)))
    if rows == FEW:
        categories = most_telling(categories, levels)
    names = District.objects.in_bulk(worst) if worst else {}
    table = [district_row(names[key], per_district[key], categories, levels, period) for key in worst]
    return categories, table, len(per_district)


def most_telling(categories: list[NtsCategory], levels: dict[tuple[int, int], dict[str, int]]) -> list[NtsCategory]:
    """The core categories, and after them those with the most trouble: as many as can be read at a glance."""
    trouble: dict[int, int] = {}
    for (_district, category), said in levels.items():
        found = 10 * said.get(Level.MAJOR, 0) + said.get(Level.MINOR, 0)
        trouble[category] = trouble.get(category, 0) + found
    first = sorted(categories, key=lambda one: (not one.is_core, -trouble.get(one.pk, 0), one.sort))[:AT_A_GLANCE]
    return [category for category in categories if category in first]


def rank(district: int, levels: dict[tuple[int, int], dict[str, int]], visits: dict[int, int]) -> tuple[int, ...]:
    """Most major findings first, then minor ones, then visits."""
    mine = [counts for (key, _category), counts in levels.items() if key == district]
    return (
        -sum(counts.get(Level.MAJOR, 0) for counts in mine),
        -sum(counts.get(Level.MINOR, 0) for counts in mine),
        -visits[district],
        district,
    )


def district_row(
    district: District,
    visits: int,
    categories: list[NtsCategory],
    levels: dict[tuple[int, int], dict[str, int]],
    period: Period,
) -> DistrictRow:
    """Nil is not missing: "no issue found" is said by somebody, "not assessed" by nobody."""
    within = links.within(period)
    cells = []
    for category in categories:
        said = levels.get((district.pk, category.pk), {})
        level = next((one for one in (Level.MAJOR, Level.MINOR, Level.NONE) if said.get(one)), Level.NOT_ASSESSED)
        number = said.get(level, 0)
        url = links.approved(**within, district=district.code, category=category.code, level=level) if number else ""
        cells.append(Cell(level, number, url))
    return DistrictRow(bilingual(district), visits, links.approved(**within, district=district.code), cells)
