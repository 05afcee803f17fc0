"""Ratings by principle: which counts, how it came about, and how both are drawn."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practices.models import Principle, Rating

if TYPE_CHECKING:
    from practices.library.pieces import Piece

HIGHEST = 4


@dataclass
class Axis:
    """One principle: the rating that counts (None: not rated), all of them oldest first, the evidence behind it."""

    principle: Principle
    history: list[Rating] = field(default_factory=list)
    pieces: list["Piece"] = field(default_factory=list)

    @property
    def rating(self) -> Rating | None:
        return self.history[-1] if self.history else None

    @property
    def score(self) -> int | None:
        return self.rating.score if self.rating else None


def axes_of(practices: Iterable[int]) -> dict[int, list[Axis]]:
    """The axes of each practice, in the order of the principles. Two queries."""
    keys = list(practices)
    principles = list(Principle.objects.all())
    ratings: dict[tuple[int, int], list[Rating]] = defaultdict(list)
    for rating in Rating.objects.filter(practice__in=keys).order_by("rated_on", "pk"):
        ratings[rating.practice_id, rating.principle_id].append(rating)
    return {key: [Axis(one, ratings[key, one.pk]) for one in principles] for key in keys}


def newest_scores(practices: Sequence[int]) -> dict[int, dict[int, int]]:
    """The score that counts, by practice and principle. One query."""
    rows = Rating.objects.filter(practice__in=practices)
    rows = rows.order_by("practice", "principle", "-rated_on", "-pk").distinct("practice", "principle")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for practice, principle, score in rows.values_list("practice", "principle", "score"):
        found[practice][principle] = score
    return found
