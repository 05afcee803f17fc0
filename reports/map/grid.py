"""Places in a window by the cells of a grid: from the counts that the database keeps, or from a few rows of places."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, FloatField, Func, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Floor, Round

from accounts.roles import Permission
from places.cells import LEVELS
from places.models import Cell
from reports.map.filters import MapFilters
from reports.map.places import tables
from reports.map.seen import Told
from reports.map.window import Window

UNIT = 100_000  # places.cells sums positions in 1e-5 degrees
Row = tuple[int, int, str, str, int, int, int, int]  # x, y, layer, status, places, and sums of lon, lat, key


@dataclass
class Group:
    """The places of one cell. `counts`: by layer and status; `key`: of the one place where there is one alone."""

    x: int
    y: int
    places: int = 0
    lon: int = 0
    lat: int = 0
    key: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, layer: str, status: str, sums: tuple[int, int, int, int]) -> None:
        self.places += sums[0]
        self.lon += sums[1]
        self.lat += sums[2]
        self.key += sums[3]
        self.counts[layer, status] += sums[0]

    @property
    def middle(self) -> tuple[float, float]:
        return self.lon / self.places / UNIT, self.lat / self.places / UNIT

    @property
    def layer(self) -> str:
        """Of the one place."""
        return next(iter(self.counts))[0]


def groups(filters: MapFilters, window: Window, told: Told) -> list[Group]:
    """The checkpoints and centers that `filters` ask for, by cells of the window. One query, or two."""
    level = window.level
    rows = from_tables(filters, window, level, told) if filters.narrows_places else from_cells(filters, window, level)
    found: dict[tuple[int, int], Group] = {}
    for x, y, layer, status, *sums in rows:
        found.setdefault((x, y), Group(x, y)).add(layer, status, tuple(sums))  # type: ignore[arg-type]
    return list(found.values())


def from_cells(filters: MapFilters, window: Window, level: int) -> Iterable[Row]:
    """Cells of the next level kept, put together where `level` lies between two."""
    kept = level if level in LEVELS else level + 1
    halves = kept - level
    west, south, east, north = window.columns(level)
    layers = [layer for layer in ("checkpoint", "center") if filters.draws(f"{layer}s")]
    cells = Cell.objects.filter(
        level=kept,
        x__range=(west << halves, (east + 1 << halves) - 1),
        y__range=(south << halves, (north + 1 << halves) - 1),
        layer__in=layers if may_see_places(filters) else [],
        places__gt=0,
    )
    if filters.kind:
        cells = cells.filter(kind=filters.kind)
    if filters.status:
        cells = cells.filter(status=filters.status)
    cells = cells.annotate(column=F("x").bitrightshift(halves), row=F("y").bitrightshift(halves))
    sums = (Sum(name) for name in ("places", "lon", "lat", "key"))
    return cells.values_list("column", "row", "layer", "status").annotate(*sums)


def may_see_places(filters: MapFilters) -> bool:
    """Whoever may see a place may see them all: cells know no reader. `tests/reports/map/test_rights.py` holds it."""
    return filters.user.may(Permission.REFERENCE_READ)


def from_tables(filters: MapFilters, window: Window, level: int, told: Told) -> Iterable[Row]:
    for rows, _drawn in tables(filters, told):
        layer = rows.model._meta.model_name
        within: QuerySet[Any] = rows.filter(point__bboverlaps=window.aligned(level)).order_by()
        placed = within.annotate(x=column("ST_X", 180, level), y=column("ST_Y", 90, level))
        sums = {"n": Count("pk"), "lon": Sum(rounded("ST_X")), "lat": Sum(rounded("ST_Y")), "key": Sum("pk")}
        for x, y, status, *sums_ in placed.values_list("x", "y", "status").annotate(**sums):
            yield x, y, layer, status, *sums_


def axis(name: str) -> Func:
    return Func(F("point"), function=name, output_field=FloatField())


def column(name: str, shift: int, level: int) -> Any:
    return Floor((axis(name) + Value(float(shift))) * Value(2**level / 360), output_field=IntegerField())


def rounded(name: str) -> Any:
    return Round(axis(name) * Value(float(UNIT)), output_field=IntegerField())
