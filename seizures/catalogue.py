"""The catalogue as forms ask it: read once for all rows of a form, and not at all where none names goods."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any

from accounts.models import Agency
from seizures.models import Category, GoodsKind, Unit, UnitOf
from ui.templatetags.ui import bilingual

Choices = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Measure:
    """One of a unit is `factor` of the base unit."""

    factor: Decimal
    approximate: bool


BASE = Measure(Decimal(1), approximate=False)


class Catalogue:
    """`chosen`: keys of kinds that stored rows have, offered also when retired since."""

    def __init__(self, chosen: set[int]) -> None:
        self.chosen = chosen

    @cached_property
    def kinds(self) -> dict[int, GoodsKind]:
        return {kind.pk: kind for kind in GoodsKind.objects.on_offer(self.chosen)}

    @cached_property
    def measures(self) -> dict[int, dict[int, Measure]]:
        """What each kind is counted in, by the keys of kind and unit; the base unit first."""
        found = {key: {kind.base_unit_id: BASE} for key, kind in self.kinds.items()}
        for row in UnitOf.objects.filter(kind__in=self.kinds).order_by("pk"):
            found[row.kind_id][row.unit_id] = Measure(row.factor, row.approximate)
        return found

    @cached_property
    def units(self) -> dict[int, Unit]:
        return {unit.pk: unit for unit in Unit.objects.all()}

    @cached_property
    def agencies(self) -> Choices:
        rows = Agency.objects.only("name_th", "name_en")
        return [("", "—"), *((row.pk, bilingual(row)) for row in rows)]

    def kind_choices(self) -> Choices:
        """Grouped by category, in the order of the catalogue."""
        groups = groupby(self.kinds.values(), key=lambda kind: kind.category)
        named = [(str(Category(key).label), [(kind.pk, bilingual(kind)) for kind in rows]) for key, rows in groups]
        return [("", "—"), *named]

    def unit_choices(self) -> Choices:
        wanted = {key for units in self.measures.values() for key in units}
        return [("", "—"), *((key, bilingual(unit)) for key, unit in self.units.items() if key in wanted)]

    def agency_choices(self) -> Choices:
        return self.agencies

    def units_in_words(self, kind: int) -> str:
        return ", ".join(bilingual(self.units[key]) for key in self.measures.get(kind, {}))

    def pairs(self) -> Iterator[tuple[int, list[int]]]:
        """The units of each kind, for the script that narrows the list."""
        for kind, units in self.measures.items():
            yield kind, list(units)
