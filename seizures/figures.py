"""Totals of goods: by kind in its base unit, each lot once, nothing that may be counted twice."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.aggregates import Aggregate

from accounts.models import User
from accounts.queries import on_days
from seizures.models import Category, GoodsTally, Seizure, SeizureQuerySet, Standing
from ui.templatetags.ui import bilingual
from visits.tallies import narrowed, untallied


class AnyOf(Aggregate):
    function = "BOOL_OR"


@dataclass(frozen=True)
class Line:
    """The goods of one kind. `value`: in baht, of the `valued` records that have one."""

    code: str
    category: str
    kind: str
    quantity: Decimal
    unit: str
    approximate: bool
    value: Decimal | None = None
    records: int = 0
    valued: int = 0

    @property
    def category_words(self) -> str:
        return str(Category(self.category).label)


@dataclass(frozen=True)
class Totals:
    """`records`: those counted; `waiting`: those left out until it is settled whether they are counted twice."""

    lines: list[Line]
    waiting: int

    @property
    def records(self) -> int:
        return sum(line.records for line in self.lines)

    @property
    def value(self) -> Decimal:
        return sum((line.value for line in self.lines if line.value), Decimal(0))

    def __bool__(self) -> bool:
        return bool(self.lines or self.waiting)


NAMES = ("code", "category", "name_th", "name_en", "base_unit__name_th", "base_unit__name_en", "sort")
COLUMNS = tuple(f"kind__{name}" for name in NAMES)
ADDED = ("records", "valued", "waiting")


def totals_of(
    user: User,
    first: dt.date,
    last: dt.date,
    *,
    areas: Iterable[str] = (),
    at: dict[str, int] | None = None,
    kinds: Q | None = None,
) -> Totals:
    """Totals of the records that `user` may know of, found in these whole months, from their tallies (ADR 28).

    `areas`: of reports in all of them; `at`: found at the checkpoint or center of that key; `kinds`: a condition on
    `kind`. Two queries.
    """
    only, codes, stop = kinds or Q(), list(areas), at or {}
    kept = narrowed(GoodsTally.objects.readable_by(user), first, last, codes).filter(only, **stop)
    besides = beside_tallies(user).filter(found_between(first, last), only)
    besides = besides.filter(**{f"activity__stop__{kind}": pk for kind, pk in stop.items()})
    if codes:
        besides = besides.filter(activity__stop__visit__area_codes__contains=codes)
    found: dict[str, dict[str, Any]] = {}
    for row in (*tallied(kept), *counted(besides)):
        known = found.setdefault(row["kind__code"], row)
        if known is not row:
            add(known, row)
    return told(sorted(found.values(), key=lambda row: (row["kind__sort"], row["kind__code"])))


def beside_tallies(user: User) -> SeizureQuerySet:
    """The records in force that `user` may know of and that no line counts for them."""
    rows = Seizure.objects.visible_to(user).current()
    return untallied(rows, user, visit="activity__stop__visit", restricted="activity__restricted")


def totals(rows: SeizureQuerySet) -> Totals:
    """Totals of `rows`, records in force that the reader may know of. One query."""
    return told(counted(rows))


def told(kinds: list[dict[str, Any]]) -> Totals:
    return Totals([line_of(row) for row in kinds if row["records"]], sum(row["waiting"] for row in kinds))


def counted(rows: SeizureQuerySet) -> list[dict[str, Any]]:
    """What `rows` add up to, by kind."""
    counts = Q(lot__standing=Standing.COUNTS)
    return list(
        rows.order_by("kind__sort", "kind__code")
        .values(*COLUMNS)
        .annotate(
            quantity=Sum("base_quantity", filter=counts),
            rough=AnyOf("approximate", filter=counts),
            worth=Sum("estimated_value", filter=counts),
            records=Count("pk", filter=counts),
            valued=Count("estimated_value", filter=counts),
            waiting=Count("pk", filter=Q(lot__standing=Standing.WAITING)),
        )
    )


def tallied(rows: QuerySet[GoodsTally]) -> list[dict[str, Any]]:
    """The same of lines of tallies."""
    sums = {f"all_{name}": Sum(name) for name in ADDED}
    named = rows.values(*COLUMNS).annotate(
        amount=Sum("quantity"), rough=AnyOf("approximate"), worth=Sum("value", filter=Q(valued__gt=0)), **sums
    )
    return [{**row, "quantity": row["amount"], **{name: row[f"all_{name}"] for name in ADDED}} for row in named]


def add(row: dict[str, Any], other: dict[str, Any]) -> None:
    """Add `other`, of the same kind, to `row`. Where nothing counts there is no quantity."""
    for name in ("quantity", "worth", *ADDED):
        row[name] = (row[name] or 0) + other[name] if other[name] is not None else row[name]
    row["rough"] = bool(row["rough"] or other["rough"])


def line_of(row: dict[str, Any]) -> Line:
    kind, unit = Named(row, "kind__name"), Named(row, "kind__base_unit__name")
    return Line(
        row["kind__code"], row["kind__category"], bilingual(kind), row["quantity"], bilingual(unit), row["rough"],
        row["worth"], row["records"], row["valued"],
    )  # fmt: skip


class Named:
    """Two names out of a row of values, for `bilingual`."""

    def __init__(self, row: dict[str, Any], stem: str) -> None:
        self.name_th, self.name_en = row[f"{stem}_th"], row[f"{stem}_en"]


def within(user: User, first: dt.date, last: dt.date) -> SeizureQuerySet:
    """The records in force that `user` may know of, found from the first to the last day."""
    return Seizure.objects.visible_to(user).current().filter(found_between(first, last))


def found_between(first: dt.date, last: dt.date) -> Q:
    """Days are those of Thailand."""
    return on_days("found_at", first, last)


def public_lines(rows: Iterable[Seizure]) -> list[Line]:
    """What a public edition says of `rows`: how much of each kind, and nothing else."""
    ordered = sorted(rows, key=lambda row: (row.kind.sort, row.kind.code))
    lines = []
    for kind, group in groupby(ordered, key=lambda row: row.kind):
        own = list(group)
        quantity = sum((row.base_quantity for row in own), Decimal(0))
        rough, unit = any(row.approximate for row in own), bilingual(kind.base_unit)
        lines.append(Line(kind.code, kind.category, bilingual(kind), quantity, unit, rough))
    return lines
