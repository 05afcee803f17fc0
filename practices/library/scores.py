"""Ratings by principle: which counts, how it came about, and how both are drawn."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from practices.library.pieces import Piece, Shown
from practices.models import PracticeQuerySet, Principle, Rating

HIGHEST, GOOD = 4, 3  # of a rating; from which on it is rated "well"


@dataclass
class Axis:
    """One principle: the rating that counts (None: not rated), all of them oldest first, the evidence behind it."""

    principle: Principle
    history: list[Rating]
    pieces: list[Piece]

    @property
    def rating(self) -> Rating | None:
        return self.history[-1] if self.history else None

    @property
    def older(self) -> list[Rating]:
        """Those before the one that counts, newest first."""
        return self.history[-2::-1]

    @property
    def score(self) -> int | None:
        return self.rating.score if self.rating else None


def axes_of(shown: Mapping[int, Shown]) -> dict[int, list[Axis]]:
    """The axes of each practice, in the order of the principles. `shown`: its evidence. Two queries."""
    principles = list(Principle.objects.all())
    ratings: dict[tuple[int, int], list[Rating]] = defaultdict(list)
    rows = Rating.objects.filter(practice__in=shown).select_related("rated_by")
    for rating in rows.order_by("rated_on", "pk"):
        ratings[rating.practice_id, rating.principle_id].append(rating)
    return {
        key: [Axis(one, ratings[key, one.pk], evidence.showing(one)) for one in principles]
        for key, evidence in shown.items()
    }


@dataclass(frozen=True)
class Mean:
    """What practices are rated by one principle, each by its newest rating; `well`: how many GOOD or better."""

    principle: Principle
    rated: int
    well: int
    mean: float | None


def means(practices: PracticeQuerySet) -> list[Mean]:
    """In the order of the principles. Two queries."""
    newest = Rating.objects.filter(practice__in=practices.order_by().values("pk"))
    newest = newest.order_by("practice_id", "principle_id", "-rated_on", "-pk").distinct("practice_id", "principle_id")
    scores: dict[int, list[int]] = defaultdict(list)
    for principle, score in newest.values_list("principle", "score"):
        scores[principle].append(score)
    return [mean_of(one, scores[one.pk]) for one in Principle.objects.all()]


def mean_of(principle: Principle, scores: list[int]) -> Mean:
    well = sum(score >= GOOD for score in scores)
    return Mean(principle, len(scores), well, sum(scores) / len(scores) if scores else None)


def newest_scores(practices: Sequence[int]) -> dict[int, dict[int, int]]:
    """The score that counts, by practice and principle. One query."""
    rows = Rating.objects.filter(practice__in=practices)
    rows = rows.order_by("practice", "principle", "-rated_on", "-pk").distinct("practice", "principle")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for practice, principle, score in rows.values_list("practice", "principle", "score"):
        found[practice][principle] = score
    return found
