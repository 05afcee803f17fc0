"""Figures over the reports that say something of one category, from the tallies of what is said of categories."""

from collections.abc import Collection, Iterable
from typing import Any

from visits.models import Counted
from visits.tallies import Count, Tallies, key

# What is counted, and the lines that say it of a category.
SOURCES = {
    Counted.REPORTS: Counted.LEVEL,
    Counted.DISTRICT: Counted.LEVEL,
    Counted.LEVEL: Counted.LEVEL,
    Counted.CHECKPOINT: Counted.POINT_LEVEL,
    Counted.CENTER: Counted.CENTER_LEVEL,
}
LINE = ("counted", "subject", "area_codes", "category", "level", "month")
WHOLE = {"category": 0, "level": ""}


class CategoryTallies:
    """Of the reports that `every` counts those that say something of `category`: one of `levels`, where there are any.

    Answers as Tallies do; of other categories nothing. `among`: counts the same reports one by one, what no line says.
    """

    def __init__(self, every: Tallies, among: Tallies, category: int, levels: Collection[str]) -> None:
        self.every, self.among, self.category, self.levels = every, among, category, levels
        self.asked: dict[frozenset[Counted], dict[Any, Count]] = {}  # lines by what they are of

    def at(self, levels: Collection[str], among: Tallies) -> "CategoryTallies":
        """Those of its reports that say one of `levels`; what was asked already is not asked again."""
        found = CategoryTallies(self.every, among, self.category, levels)
        found.asked = self.asked
        return found

    def lines(self, sources: frozenset[Counted]) -> dict[Any, Count]:
        if sources not in self.asked:
            self.asked[sources] = self.every.count(*sources, by=LINE, category=[self.category])
        return self.asked[sources]

    def count(self, *counted: Counted, by: tuple[str, ...], subject: Collection[int] | None = None) -> dict[Any, Count]:
        if not SOURCES.keys() >= set(counted):
            return self.among.count(*counted, by=by, **({} if subject is None else {"subject": subject}))
        lines = self.lines(frozenset(SOURCES[one] for one in counted))
        first = first_districts((line[2], line[1]) for line in lines if line[0] == Counted.LEVEL)
        found: dict[Any, Count] = {}
        for line, count in lines.items():
            columns = dict(zip(LINE, line, strict=True))
            if self.levels and columns["level"] not in self.levels:
                continue
            for one in counted:
                said = of(one, columns, first)
                if said and (subject is None or said["subject"] in subject):
                    name = key([said[column] for column in by])
                    found[name] = found[name] + count if name in found else count
        return found


def of(counted: Counted, columns: dict[str, Any], first: dict[tuple[str, ...], int]) -> dict[str, Any] | None:
    """What a line of a category says of `counted`, if anything. A report in two districts counts by the first."""
    if columns["counted"] != SOURCES[counted]:
        return None
    if counted is Counted.LEVEL:
        return columns
    if counted is Counted.REPORTS:
        is_first = columns["subject"] == first[columns["area_codes"]]
        return {**columns, **WHOLE, "counted": counted, "subject": 0} if is_first else None
    return {**columns, **WHOLE, "counted": counted}


def first_districts(areas: Iterable[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], int]:
    """Of each set of areas the district with the lowest key."""
    found: dict[tuple[str, ...], int] = {}
    for codes, district in areas:
        found[codes] = min(district, found.get(codes, district))
    return found
