"""Kinds of goods, their units and conversions, as reference data."""

from decimal import Decimal

from places.reference import create_missing, ids, read
from seizures.models import GoodsKind, Unit, UnitOf


def load() -> dict[str, int]:
    """Create the units and kinds that are missing, a new kind with its conversions. Returns how many."""
    units = create_missing(Unit, read("seizures", "units"))
    return {"units of goods": len(units), "kinds of goods": load_kinds()}


def load_kinds() -> int:
    rows, unit = read("seizures", "kinds"), ids(Unit)
    names = ("code", "name_th", "name_en", "category", "sort")
    made = create_missing(
        GoodsKind, rows, lambda row: {name: row[name] for name in names} | {"base_unit_id": unit[row["base_unit"]]}
    )
    further = {row["code"]: row["units"] for row in rows}
    UnitOf.objects.bulk_create(
        UnitOf(
            kind=kind,
            unit_id=unit[one["unit"]],
            factor=Decimal(one["factor"]),
            approximate=one.get("approximate", False),
        )
        for kind in made
        for one in further[kind.code]
    )
    return len(made)
