"""What approved reports tell of places and districts, as far as the reader may know of them; asked for once."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Value

from places.models import District
from reports.map.filters import MapFilters
from reports.map.place import Position, Seen
from reports.map.rows import center_rows, checkpoint_rows
from visits.filters import FOUND_LEVELS, levels_of
from visits.models import Counted, Level, NtsCategory

PLACES = (Counted.CHECKPOINT, Counted.CENTER, Counted.ELSEWHERE)
Key = tuple[str, int]  # kind of place (a value of Counted; of a district ELSEWHERE) and its key
Found = dict[int, dict[int, dict[str, int]]]  # by district, category and level


class Told:
    """`visited`: how often each place was; `found`: the findings by district; `positions`: of both."""

    def __init__(self, filters: MapFilters) -> None:
        self.filters = filters

    @cached_property
    def _counts(self) -> dict[tuple[str, int, int, str], Any]:
        counted = list(PLACES) if self.filters.wants_visits else []
        if self.filters.draws("findings"):
            counted.append(Counted.LEVEL)
        by = ("counted", "subject", "category", "level")
        return self.filters.scope.tallies.count(*counted, by=by) if counted else {}

    @cached_property
    def visited(self) -> dict[Key, Seen]:
        return {
            (counted, subject): Seen(count.visits, count.last_day)
            for (counted, subject, _category, _level), count in self._counts.items()
            if counted != Counted.LEVEL
        }

    @cached_property
    def categories(self) -> dict[int, NtsCategory]:
        """By their keys: the one asked for, or all."""
        whole = self.filters.whole
        code = whole.filters.params.get("category") if whole.asks("category") or whole.asks("level") else None
        return {row.pk: row for row in NtsCategory.objects.all() if not code or row.code == code}

    @property
    def levels(self) -> list[Level]:
        """Minor and major, or those of them that are asked for."""
        asked = self.filters.whole.asks("level")
        return [level for level in FOUND_LEVELS if not asked or level in levels_of(asked)[0]]

    @cached_property
    def found(self) -> Found:
        """Of the categories and levels asked for."""
        levels = self.levels
        found: Found = {}
        for (counted, district, category, level), count in self._counts.items():
            if counted == Counted.LEVEL and level in levels and category in self.categories:
                said = found.setdefault(district, {}).setdefault(category, {})
                said[level] = said.get(level, 0) + count.visits
        return found

    @cached_property
    def positions(self) -> dict[Key, Position]:
        """Where the visited places and the districts with findings lie, and their names. One query."""
        districts = self.filters.lying(District.objects.all())
        rows = union(
            (Counted.CHECKPOINT, checkpoint_rows(self.filters), self.keys(Counted.CHECKPOINT)),
            (Counted.CENTER, center_rows(self.filters), self.keys(Counted.CENTER)),
            (Counted.ELSEWHERE, districts, [*self.keys(Counted.ELSEWHERE), *self.found]),
        )
        return {(of, key): Position(code, th, en, point) for of, key, code, th, en, point in rows}

    def keys(self, counted: Counted) -> list[int]:
        """Of the visited places of one kind."""
        return [key for (of, key) in self.visited if of == counted]


def union(*tables: "tuple[str, QuerySet[Any], list[int]]") -> "QuerySet[Any]":
    """What a map needs of the rows of several tables whose keys are named."""
    first, *others = (
        rows.filter(pk__in=keys, point__isnull=False)
        .order_by()
        .values_list(Value(of), "pk", "code", "name_th", "name_en", "point")
        for of, rows, keys in tables
    )
    return first.union(*others, all=True)
