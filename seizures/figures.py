"""Totals of goods: by kind in its base unit, each lot once, nothing that may be counted twice."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.aggregates import Aggregate
from django.utils import timezone

from accounts.models import User
from seizures.models import Category, Seizure, SeizureQuerySet, Standing
from ui.templatetags.ui import bilingual


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


def totals(rows: SeizureQuerySet) -> Totals:
    """Totals of `rows`, records in force that the reader may know of. One query."""
    columns = ("code", "category", "name_th", "name_en", "base_unit__name_th", "base_unit__name_en", "sort")
    counts = Q(lot__standing=Standing.COUNTS)
    kinds = list(
        rows.order_by("kind__sort", "kind__code")
        .values(*(f"kind__{name}" for name in columns))
        .annotate(
            quantity=Sum("base_quantity", filter=counts),
            rough=AnyOf("approximate", filter=counts),
            value=Sum("estimated_value", filter=counts),
            records=Count("pk", filter=counts),
            valued=Count("estimated_value", filter=counts),
            waiting=Count("pk", filter=Q(lot__standing=Standing.WAITING)),
        )
    )
    return Totals([line_of(row) for row in kinds if row["records"]], sum(row["waiting"] for row in kinds))


def line_of(row: dict[str, Any]) -> Line:
    kind, unit = Named(row, "kind__name"), Named(row, "kind__base_unit__name")
    return Line(
        row["kind__code"], row["kind__category"], bilingual(kind), row["quantity"], bilingual(unit), row["rough"],
        row["value"], row["records"], row["valued"],
    )  # fmt: skip


class Named:
    """Two names out of a row of values, for `bilingual`."""

    def __init__(self, row: dict[str, Any], stem: str) -> None:
        self.name_th, self.name_en = row[f"{stem}_th"], row[f"{stem}_en"]


def within(user: User, first: dt.date, last: dt.date, *, areas: Iterable[str] = ()) -> SeizureQuerySet:
    """The records in force that `user` may know of, found from the first to the last day; of reports in all `areas`."""
    rows = Seizure.objects.visible_to(user).current().filter(found_between(first, last))
    codes = list(areas)
    return rows.filter(activity__stop__visit__area_codes__contains=codes) if codes else rows


def found_between(first: dt.date, last: dt.date) -> Q:
    """Days are those of Thailand."""
    zone = timezone.get_default_timezone()
    start = dt.datetime.combine(first, dt.time(), zone)
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), zone)
    return Q(found_at__gte=start, found_at__lt=end)


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
