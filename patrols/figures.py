"""Numbers of joint patrols, of a period and whatever else the rows were narrowed to."""

from dataclasses import astuple, dataclass

from django.db.models import Case, Count, Q, When

from patrols.filters import OURS, THEIRS, differs
from patrols.models.visible import PatrolQuerySet


@dataclass(frozen=True)
class Counts:
    """Records: signed off by both sides; that wait for our account, for theirs; with accounts that differ."""

    records: int
    both: int
    ours: int
    theirs: int
    differing: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(sum(pair) for pair in zip(astuple(self), astuple(other), strict=True)))


def count(rows: PatrolQuerySet) -> Counts:
    """`rows`: of `visible_to`, so that the numbers agree with the list."""
    said = rows.order_by().annotate(own=OURS, other=THEIRS, differs=Case(When(differs(), then=True), default=False))
    found = said.aggregate(
        records=Count("pk"),
        both=Count("pk", filter=Q(own=True, other=True)),
        ours=Count("pk", filter=Q(own=False)),
        theirs=Count("pk", filter=Q(other=False)),
        differing=Count("pk", filter=Q(differs=True)),
    )
    return Counts(**found)
