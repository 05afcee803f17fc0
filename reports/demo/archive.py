"""Any number of made-up visits from a fixed seed: what people have in hand stays as much, what is done with grows."""

import datetime
from dataclasses import dataclass, replace

from django.db import transaction

from reports.demo.bulk import write_visits
from reports.demo.cast import Cast
from reports.demo.many_public_reports import write_public_reports
from reports.demo.multiply import multiply, newest
from reports.demo.plausible import AHEAD, plausible_visits
from reports.demo.richer import richer

FEW = 300  # visits up to which each is made by itself
RECENT = 65  # days, of which the end lies AHEAD
PATTERN = 200  # visits that the others are copies of
PATTERN_DAYS = 3  # so that every place is visited in every part of the two years
DONE_BEFORE = 55  # days, after which every report is done with


@dataclass(frozen=True)
class Archive:
    """`visits` of which `recent` are made by themselves; the others are generations of a pattern."""

    visits: int

    @property
    def generations(self) -> int:
        recent = min(FEW, self.visits * RECENT // 720)
        return (self.visits - recent) // PATTERN if self.visits > FEW else 0

    @property
    def recent(self) -> int:
        return self.visits - self.generations * PATTERN

    def write(self, cast: Cast, *, seed: int, until: datetime.date) -> None:
        """Write it all, with half as many public reports. Tallies are counted by the caller."""
        span = {"span": RECENT, "ahead": AHEAD} if self.generations else {}
        write_visits(richer(plausible_visits(self.recent, seed=seed, until=until, **span), seed=seed), cast)
        if self.generations:
            self.copy(cast, seed=seed, until=until)
        with transaction.atomic():
            write_public_reports(max(1, self.visits // 2), cast, seed=seed, until=until)

    def copy(self, cast: Cast, *, seed: int, until: datetime.date) -> None:
        since = newest()
        pattern = plausible_visits(PATTERN, seed=seed + 1, until=until, span=PATTERN_DAYS, ahead=-DONE_BEFORE)
        done = (
            replace(plan, followups=[(title, due, True) for title, due, _ in plan.followups])
            for plan in richer(pattern, seed=seed + 1)
        )
        # Nobody who signs in wrote them: what one person has does not grow with the archive.
        write_visits(done, replace(cast, officer=cast.authors[0]))
        sensitive = [row.pk for row in cast.categories.values() if row.is_sensitive]
        multiply(since, self.generations - 1, seed=seed, sensitive=sensitive)
