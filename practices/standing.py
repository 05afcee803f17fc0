"""How a practice does by each principle: its ratings, newest first, and the evidence behind them."""

from dataclasses import dataclass

from practices.models import Practice, Principle, Rating
from practices.seen import Piece, Seen


@dataclass(frozen=True)
class Standing:
    principle: Principle
    ratings: list[Rating]
    pieces: list[Piece]

    @property
    def newest(self) -> Rating | None:
        return self.ratings[0] if self.ratings else None

    @property
    def older(self) -> list[Rating]:
        return self.ratings[1:]


def standings(practice: Practice, seen: Seen) -> list[Standing]:
    """One for each principle, in their order; two queries."""
    by_principle: dict[int, list[Rating]] = {}
    for rating in practice.ratings.select_related("rated_by").order_by("-rated_on", "-pk"):
        by_principle.setdefault(rating.principle_id, []).append(rating)
    return [Standing(row, by_principle.get(row.pk, []), seen.showing(row)) for row in Principle.objects.all()]
