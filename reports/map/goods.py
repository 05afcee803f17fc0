"""Goods by the place where they were found: settled records alone, as the register has them for this reader."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import Point
from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import links
from reports.map.filters import MapFilters
from reports.map.spots import Spot
from reports.map.window import rectangle
from seizures.figures import Named, found_between
from seizures.models import Seizure, Standing
from ui.templatetags.ui import bilingual

STOP = "activity__stop"
PLACE = ("checkpoint", "center", "district")
FILTER = {"checkpoint": "checkpoint", "center": "center", "district": "elsewhere"}  # of the register
NAMES = ("kind__name_th", "kind__name_en", "kind__base_unit__name_th", "kind__base_unit__name_en")
SAID = 4  # kinds


@dataclass
class Haul:
    """What was found at one point."""

    title: str
    point: Point
    code: str
    records: int = 0
    kinds: list[tuple[Decimal, str]] = field(default_factory=list)


def goods(filters: MapFilters) -> list[Spot]:
    """One spot a checkpoint, center or district. One query."""
    hauls: dict[tuple[str, int], Haul] = {}
    for row in rows_of(filters):
        where = next(name for name in PLACE if row[f"{name}_pk"])
        name = bilingual(Named(row, f"{STOP}__{where}__name"))
        haul = hauls.setdefault((where, row[f"{where}_pk"]), Haul(name, row["at"], row["code"]))
        haul.records += row["records"]
        unit = bilingual(Named(row, "kind__base_unit__name"))
        haul.kinds.append(
            (row["quantity"], f"{bilingual(Named(row, 'kind__name'))}: {row['quantity'].normalize():,f} {unit}")
        )
    return [spot(key, haul, filters) for key, haul in hauls.items()]


def records(filters: MapFilters) -> Any:
    """Those that count and were found at a place with a position (`at`)."""
    period, areas = filters.scope.period, filters.scope.area_codes
    rows: Any = Seizure.objects.visible_to(filters.user).current().filter(lot__standing=Standing.COUNTS)
    rows = rows.filter(found_between(period.start, period.end))
    if areas:
        rows = rows.filter(**{f"{STOP}__visit__area_codes__contains": areas})
    at = Coalesce(*(F(f"{STOP}__{name}__point") for name in PLACE), output_field=PointField())
    rows = rows.annotate(at=at).filter(at__isnull=False)
    return rows.filter(at__bboverlaps=rectangle(filters.within)) if filters.within else rows


def rows_of(filters: MapFilters) -> Any:
    """Sums of the records by place and kind."""
    keys = {f"{name}_pk": F(f"{STOP}__{name}") for name in PLACE}
    code = Coalesce(*(F(f"{STOP}__{name}__code") for name in PLACE))
    names = [f"{STOP}__{name}__name_{language}" for name in PLACE for language in ("th", "en")]
    grouped = records(filters).order_by().annotate(**keys, code=code).values(*keys, "at", "code", *names, *NAMES)
    return grouped.annotate(quantity=Sum("base_quantity"), records=Count("pk"))


def spot(key: tuple[str, int], haul: Haul, filters: MapFilters) -> Spot:
    said = [words for _quantity, words in sorted(haul.kinds, reverse=True)[:SAID]]
    more = len(haul.kinds) - len(said)
    if more:
        said.append(ngettext("and %(n)s more kind", "and %(n)s more kinds", more) % {"n": more})
    there = {FILTER[key[0]]: haul.code, "standing": Standing.COUNTS.value}
    return Spot(
        id=f"goods-{key[0]}-{key[1]}",
        layer="goods",
        glyph="goods",
        point=haul.point,
        number=haul.records,
        title=_("Goods found: %(place)s") % {"place": haul.title},
        url=links.goods(**links.within(filters.scope.period), **filters.scope.areas, **there),
        lines=[ngettext("%(n)s record", "%(n)s records", haul.records) % {"n": haul.records}, *said],
        tone="saffron",
    )
