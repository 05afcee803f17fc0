"""GeoJSON and GeoPackage, read back by GDAL."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client

from accounts.models import User
from checkpoints.models import Checkpoint
from tests.exports.asking import ask, body, records
from tests.visits.factories import CenterFactory, CheckpointFactory
from visits.models import Visit

ClientOf = Callable[..., Client]


@pytest.fixture
def places(db: None) -> None:
    CheckpointFactory.create()
    CheckpointFactory.create(code="old-ferry", name_th="ท่าข้ามเก่า", name_en="=Old ferry")
    Checkpoint.objects.filter(code="ban-laem").update(point=Point(102.45, 13.08), status_on="2025-09-18")


def info(path: Path, *more: str) -> Any:
    """What GDAL reads in a file; fails on a warning."""
    found = subprocess.run(["ogrinfo", "-ro", *(more or ["-al"]), path], capture_output=True, text=True, check=True)
    assert found.stderr == ""
    return found.stdout


def test_geojson_has_a_feature_for_each_row(places: None, officer: User, client_of: ClientOf, tmp_path: Path) -> None:
    response = ask(client_of(officer), "checkpoints", format="geojson")

    assert response["Content-Type"] == "application/geo+json"
    file = tmp_path / "points.geojson"
    file.write_bytes(body(response))
    known, unknown = json.loads(file.read_text())["features"]
    assert known["geometry"] == {"type": "Point", "coordinates": [102.45, 13.08]}
    assert (known["properties"]["name"], known["properties"]["status_on"]) == ("Ban Laem", "2025-09-18")
    assert known["properties"]["retired"] is False
    assert (unknown["geometry"], unknown["properties"]["name"]) == (None, "=Old ferry")
    assert "Feature Count: 2" in info(file, "-al", "-so")


def test_a_table_says_where_places_stand(places: None, officer: User, client_of: ClientOf) -> None:
    known, unknown = records(client_of(officer), "checkpoints")
    assert (known["lat"], known["lon"]) == ("13.08", "102.45")
    assert (unknown["lat"], unknown["lon"]) == ("", "")


def test_an_empty_geojson_is_one_as_well(officer: User, client_of: ClientOf) -> None:
    assert json.loads(body(ask(client_of(officer), "checkpoints", format="geojson")))["features"] == []


def test_geopackage_opens_in_gdal(places: None, officer: User, client_of: ClientOf, tmp_path: Path) -> None:
    file = tmp_path / "points.gpkg"
    file.write_bytes(body(ask(client_of(officer), "checkpoints", format="gpkg")))

    said = info(file)

    assert "Layer name: checkpoints\n" in said
    assert "Layer name: checkpoints_history" in said
    assert "POINT (102.45 13.08)" in said
    assert 'ID["EPSG",4326]' in said
    assert "status_on (Date) = 2025/09/18" in said
    assert "retired (Integer(Boolean)) = 0" in said
    assert "name (String) = =Old ferry" in said


def test_a_visit_lies_where_its_places_are(filed_visit: Visit, client_of: ClientOf, tmp_path: Path) -> None:
    Checkpoint.objects.update(point=Point(102.45, 13.08))
    file = tmp_path / "visits.gpkg"
    file.write_bytes(body(ask(client_of(filed_visit.author), format="gpkg")))

    said = info(file)

    assert "MULTIPOINT ((102.45 13.08)" in said
    assert "submitted_at (DateTime)" in said


def test_a_table_without_positions_is_no_map(officer: User, client_of: ClientOf) -> None:
    assert ask(client_of(officer), "followups", format="gpkg").status_code == 422


def test_centers_are_points_too(officer: User, client_of: ClientOf) -> None:
    CenterFactory.create()

    (center,) = json.loads(body(ask(client_of(officer), "centers", format="geojson")))["features"]

    assert center["properties"]["code"] == "nts-2204"
