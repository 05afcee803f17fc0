"""Figures over the reports that say something of one category, from the tallies of what is said of categories."""

from collections.abc import Collection, Iterable
from typing import Any

from visits.models import Counted
from visits.tallies import Count, Tallies, plain

# What is counted, and the lines that say it of a category.
SOURCES = {
    Counted.REPORTS: Counted.LEVEL,
    Counted.DISTRICT: Counted.LEVEL,
    Counted.LEVEL: Counted.LEVEL,
    Counted.CHECKPOINT: Counted.POINT_LEVEL,
    Counted.CENTER: Counted.CENTER_LEVEL,
}
LINE = ("counted", "subject", "area_codes", "category", "level", "month")
WHOLE: dict[str, Any] = {"category": 0, "level": ""}


class CategoryTallies:
    """Of the reports that `every` counts those that say something of `category`: one of `levels`, where there are any.

    Answers as Tallies do; of other categories nothing. `among`: counts the same reports one by one, what no line says.
    """

    def __init__(self, every: Tallies, among: Tallies, category: int, levels: Collection[str]) -> None:
        self.every, self.among, self.category, self.levels = every, among, category, levels
        self.asked: dict[Counted, dict[Any, Count]] = {}  # lines by what they are of
        self.first: dict[tuple[str, ...], int] = {}

    def at(self, levels: Collection[str], among: Tallies) -> "CategoryTallies":
        """Those of its reports that say one of `levels`; what was asked already is not asked again."""
        found = CategoryTallies(self.every, among, self.category, levels)
        found.asked, found.first = self.asked, self.first
        return found

    def ask(self, sources: set[Counted]) -> None:
        """One query for those of `sources` that were not asked yet."""
        if not (new := sources - self.asked.keys()):
            return
        self.asked |= {source: {} for source in new}
        for line, count in self.every.count(*new, by=LINE, category=[self.category]).items():
            self.asked[line[0]][line] = count
        if Counted.LEVEL in new:
            self.first |= first_districts((line[2], line[1]) for line in self.asked[Counted.LEVEL])

    def count(self, *counted: Counted, by: tuple[str, ...], subject: Collection[int] | None = None) -> dict[Any, Count]:
        if not SOURCES.keys() >= set(counted):
            return self.among.count(*counted, by=by, **({} if subject is None else {"subject": subject}))
        self.ask({SOURCES[one] for one in counted})
        found: dict[Any, Count] = {}
        for one in counted:
            same = {} if one is Counted.LEVEL else {**WHOLE, "counted": one}
            if one is Counted.REPORTS:
                same["subject"] = 0
            said = [(same.get(column), None if column in same else LINE.index(column)) for column in by]
            for line, count in self.asked[SOURCES[one]].items():
                _counted, place, areas, _category, level, _month = line
                if (self.levels and level not in self.levels) or (subject is not None and place not in subject):
                    continue
                if one is Counted.REPORTS and place != self.first[areas]:
                    continue  # in two districts, it counts by the first
                name = plain(tuple(value if column is None else line[column] for value, column in said))
                found[name] = found[name] + count if name in found else count
        return found


def first_districts(areas: Iterable[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], int]:
    """Of each set of areas the district with the lowest key."""
    found: dict[tuple[str, ...], int] = {}
    for codes, district in areas:
        found[codes] = min(district, found.get(codes, district))
    return found
