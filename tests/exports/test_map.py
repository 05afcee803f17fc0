"""The map as a file: of each layer the rows that it counts for the same reader, under the same filters."""

import csv
import io
import json
import sqlite3
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from checkpoints.models import Checkpoint
from exports.datasets import DATASETS
from exports.formats import Format
from exports.models import Export
from exports.wanted import Wanted
from jobs.worker import run_batch
from places.models import District
from reports.map.filters import LAYERS
from tests.exports.asking import address, body, sheets_of
from tests.test_matrix import client_for, undone
from tests.world import World

pytestmark = pytest.mark.django_db
EVERY = "&".join(["period=2021-01_2026-12", *(f"layer={name}" for name in LAYERS)])


@pytest.fixture(autouse=True)
def placed(world: World) -> Any:
    """Districts have a position, so that what is counted by district is drawn."""
    with undone():
        District.objects.update(point=Point(102.3, 12.9, srid=4326))
        Checkpoint.objects.update(point=Point(102.4, 12.8, srid=4326))
        yield


def ask(client: Client, query: str, **choices: Any) -> Any:
    sent = {"format": "xlsx", "language": "en", "codes": "on", "client_uuid": str(uuid.uuid4())} | choices
    return client.post(address("map", query), sent)


def test_what_is_drawn_is_what_is_exported(world: World) -> None:
    sheets = sheets_of(ask(client_for(world, "director"), "layer=centers&layer=goods"))
    assert list(sheets) == ["Centers", "Seized goods"]


def test_csv_holds_the_layer_that_is_chosen(world: World) -> None:
    response = ask(client_for(world, "director"), EVERY, format="csv", layer="centers")
    rows = list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"))))[1:]
    assert rows
    assert "public hotline" in rows[0]
    assert response["Content-Disposition"].startswith('attachment; filename="map-')


def test_geojson_names_the_layer_of_each_feature(world: World) -> None:
    found = json.loads(body(ask(client_for(world, "director"), EVERY, format="geojson")))
    assert {one["properties"]["layer"] for one in found["features"]} == {"checkpoints", "centers", "visits"}
    assert all(one["geometry"] for one in found["features"] if one["properties"]["layer"] != "centers")


def test_geopackage_has_a_table_a_layer(world: World, tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    path.write_bytes(body(ask(client_for(world, "director"), EVERY, format="gpkg")))
    with sqlite3.connect(path) as base:
        tables = [name for (name,) in base.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")]
        assert tables == list(LAYERS)
        assert base.execute("SELECT count(*) FROM checkpoints WHERE geom IS NOT NULL").fetchone()[0]


def test_many_are_made_in_the_background(
    world: World, private: Path, monkeypatch: pytest.MonkeyPatch, client_of: Callable[..., Client]
) -> None:
    monkeypatch.setattr(Format, "at_once", 0)
    with undone():
        client = client_for(world, "director")
        page = ask(client, EVERY).headers["Location"]
        run_batch()
        export = Export.objects.get(owner=world.people["director"], dataset="map")
        assert (export.state, export.done) == ("ready", export.total)
        sheets = sheets_of(client.get(f"{page}file/"))
        assert sum(len(rows) for rows in sheets.values()) == export.total


def test_the_page_tells_of_each_layer_and_leads_back(world: World) -> None:
    page = client_for(world, "director").get(address("map", "layer=centers&bbox=101,12,103,14&zoom=9"))
    text = page.content.decode()
    assert [count[1:] for count in page.context["counts"]] == [(0, False)]
    assert " <b>0</b>" in text
    assert 'href="?layer=centers"' in text  # the whole map
    assert f'href="{reverse("reports:map")}?layer=centers"' in text


@pytest.mark.parametrize(("name", "offered"), [("officer", True), ("director", True), ("partner", False)])
def test_the_map_offers_it_to_whoever_may(name: str, offered: bool, world: World) -> None:
    page = client_for(world, name).get(reverse("reports:map"), {"layer": "centers"})
    if page.status_code == 200:
        assert (address("map", "period=") in page.content.decode()) is offered
    else:
        assert not offered


def test_cost_of_the_page_does_not_grow(world: World, django_assert_max_num_queries: Any) -> None:
    client = client_for(world, "director")
    client.get(address("map", EVERY))
    with django_assert_max_num_queries(25):
        client.get(address("map", EVERY))


def test_a_wanted_map_knows_its_rows(world: World) -> None:
    wanted = Wanted(DATASETS["map"], world.people["director"], QueryDict(EVERY), Format.GEOJSON, (), "en")
    assert wanted.count(most=1_000) == sum(len(keys) for _part, keys in wanted.filled())
