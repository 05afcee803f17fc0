"""What reports say of the NTS categories: by district, and in all. Four levels that are never mixed."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from places.models import District
from reports import links
from reports.scope import Scope
from ui.templatetags.ui import bilingual
from visits.category_tallies import first_districts
from visits.models import Counted, Level, NtsCategory

FEW = 8
AT_A_GLANCE = 6  # categories
LEVELS = (Level.MAJOR, Level.MINOR, Level.NONE, Level.NOT_ASSESSED)


@dataclass(frozen=True)
class Cell:
    """A category in a district: the worst level said in the period, and in how many visits."""

    level: Level | None = None  # None: not visited
    visits: int = 0
    url: str = ""


@dataclass(frozen=True)
class DistrictRow:
    """`page_url`: the page of the district."""

    title: str
    page_url: str
    visits: int
    url: str
    cells: list[Cell]


@dataclass(frozen=True)
class CategoryRow:
    """A category in all districts: how many reports say which of LEVELS."""

    title: str
    cells: list[Cell]


@dataclass(frozen=True)
class Said:
    """`visited`: how many districts were; `rows`: of those with the most trouble, a cell for each of `categories`."""

    categories: list[NtsCategory]
    rows: list[DistrictRow]
    visited: int
    totals: list[CategoryRow]


class Counts:
    """Reports in scope by district, category and level; one query."""

    def __init__(self, scope: Scope) -> None:
        only = scope.district.pk if scope.district else None
        columns = ("counted", "subject", "category", "level", "area_codes")
        self.visits: Counter[int] = Counter()  # by district
        self.said: dict[int, dict[int, Counter[str]]] = {}  # by district and category
        self.totals: dict[int, Counter[str]] = {}
        found = scope.tallies.count(Counted.DISTRICT, Counted.LEVEL, by=columns)
        # A report in two districts has a line in each: in all it counts by the first.
        first = first_districts((areas, district) for _counted, district, _category, _level, areas in found)
        for (counted, district, category, level, areas), count in found.items():
            if counted == Counted.LEVEL and district == first[areas]:
                self.totals.setdefault(category, Counter())[level] += count.visits
            if only not in (None, district):
                continue
            if counted == Counted.DISTRICT:
                self.visits[district] += count.visits
            else:
                self.said.setdefault(district, {}).setdefault(category, Counter())[level] += count.visits

    def trouble(self, district: int) -> tuple[int, int]:
        """Major findings, minor ones."""
        mine = self.said.get(district, {}).values()
        return sum(said[Level.MAJOR] for said in mine), sum(said[Level.MINOR] for said in mine)

    def worst(self, rows: int) -> list[int]:
        """Most major findings first, then minor ones, then visits."""
        rank = {key: (*self.trouble(key), self.visits[key], -key) for key in self.visits}
        return sorted(rank, key=lambda key: rank[key], reverse=True)[:rows]


def assessments(scope: Scope, *, rows: int) -> Said:
    """`rows` districts. Three queries."""
    counts = Counts(scope)
    categories = categories_of(scope, set(counts.totals))
    worst = counts.worst(rows)
    names = District.objects.only("code", "name_th", "name_en").in_bulk(worst) if worst else {}
    shown = most_telling(categories, counts) if rows == FEW else categories
    table = [district_row(scope, names[key], counts, shown) for key in worst]
    totals = [category_row(scope, category, counts.totals.get(category.pk, Counter())) for category in categories]
    return Said(shown, table, len(counts.visits), totals)


def categories_of(scope: Scope, used: set[int]) -> list[NtsCategory]:
    """The one asked for; else the core ones and those that a report speaks of."""
    code = scope.asks("category")
    rows = NtsCategory.objects.filter(Q(code=code) if code else Q(is_core=True) | Q(pk__in=used))
    return list(rows)


def most_telling(categories: list[NtsCategory], counts: Counts) -> list[NtsCategory]:
    """The core categories, and after them those with the most trouble: as many as can be read at a glance."""

    def trouble(category: NtsCategory) -> int:
        said = counts.totals.get(category.pk, Counter())
        return 10 * said[Level.MAJOR] + said[Level.MINOR]

    first = sorted(categories, key=lambda one: (not one.is_core, -trouble(one), one.sort))[:AT_A_GLANCE]
    return [category for category in categories if category in first]


def district_row(scope: Scope, district: District, counts: Counts, categories: list[NtsCategory]) -> DistrictRow:
    """Nil is not missing: "no issue found" is said by somebody, "not assessed" by nobody."""
    cells = []
    for category in categories:
        said = counts.said.get(district.pk, {}).get(category.pk, Counter())
        level = next((one for one in LEVELS[:-1] if said[one]), Level.NOT_ASSESSED)
        cells.append(cell(scope, level, said[level], district=district.code, category=category.code))
    page, visits = links.place("district", district.code, scope.period), counts.visits[district.pk]
    return DistrictRow(bilingual(district), page, visits, scope.visits_url(district=district.code), cells)


def category_row(scope: Scope, category: NtsCategory, said: Counter[str]) -> CategoryRow:
    cells = [cell(scope, level, said[level], category=category.code) for level in LEVELS]
    return CategoryRow(bilingual(category), cells)


def cell(scope: Scope, level: Level, visits: int, **where: str) -> Cell:
    return Cell(level, visits, scope.visits_url(**where, level=level.value) if visits else "")
