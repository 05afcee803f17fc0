"""`manage.py import_boundaries`: official outlines, read with suspicion."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from places.models import District
from tests.factories import DistrictFactory

SQUARE = [[102.0, 12.8], [102.4, 12.8], [102.4, 13.1], [102.0, 13.1], [102.0, 12.8]]
BOW = [[102.0, 12.8], [102.4, 13.1], [102.4, 12.8], [102.0, 13.1], [102.0, 12.8]]


def polygon(*rings, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": list(rings or [SQUARE])},
    }


@pytest.fixture
def write(tmp_path: Path):
    def write(*features, text: str = "") -> Path:
        path = tmp_path / "districts.geojson"
        path.write_text(text or json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
        return path

    return write


def bring(path: Path, capsys, **options) -> str:
    call_command("import_boundaries", str(path), source="survey of 2569", **options)
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.parametrize(
    "properties",
    [
        {"code": "2204"},
        {"ADM2_PCODE": "TH2204"},
        {"th": "กิ่งอำเภอโป่งน้ำร้อน"},
        {"n": "Pong Nam Ron"},
        {"name": "pong-nam ron District"},
    ],
)
def test_a_district_is_known_by_code_or_name(write, capsys, pong_nam_ron, properties):
    said = bring(write(polygon(**properties)), capsys)
    district = District.objects.get(code="2204")
    assert district.outline
    assert district.outline.num_points == 5
    assert district.outline_source == "survey of 2569"
    assert "1 set" in said


def test_a_second_run_changes_nothing(write, capsys, pong_nam_ron):
    path = write(polygon(code="2204"))
    bring(path, capsys)
    assert "0 set, 1 unchanged" in bring(path, capsys)


def test_a_crossed_outline_is_made_valid(write, capsys, pong_nam_ron):
    bring(write(polygon(BOW, code="2204")), capsys)
    outline = District.objects.get(code="2204").outline
    assert outline
    assert outline.valid


def test_what_matches_nothing_is_reported(write, capsys, pong_nam_ron):
    said = bring(write(polygon(n="Nowhere"), polygon(code="2204")), capsys)
    assert "not matched: feature 1 (Nowhere)" in said
    assert "1 set" in said


def test_a_name_of_two_districts_is_not_guessed(write, capsys, db):
    DistrictFactory.create(code="5515", name_th="เฉลิมพระเกียรติ", name_en="Chaloem Phra Kiat")
    DistrictFactory.create(code="3123", name_th="เฉลิมพระเกียรติ", name_en="Chaloem Phra Kiat")
    path = write(polygon(n="Chaloem Phra Kiat"))
    assert "0 set" in bring(path, capsys)
    assert "1 set" in bring(path, capsys, province="55")


def test_two_outlines_of_one_district_are_not_both_taken(write, capsys, pong_nam_ron):
    said = bring(write(polygon(code="2204"), polygon(n="Pong Nam Ron")), capsys)
    assert "has an outline from feature 1 (2204) already" in said


BAD = [
    ("not json", "not readable as GeoJSON"),
    ('{"type": "FeatureCollection", "features": []}', "no FeatureCollection"),
    (json.dumps({"features": [polygon([[102, 12], [103, 12], [103, 13], [102, 13]])]}), "not closed"),
    (json.dumps({"features": [polygon([[202, 12], [203, 12], [203, 13], [202, 12]])]}), "not a position in degrees"),
    (json.dumps({"features": [polygon([[102, 12], [float("nan"), 12], [103, 13], [102, 12]])]}), "NaN"),
    (json.dumps({"features": [polygon([[1e999, 12], [103, 12], [103, 13], [1e999, 12]])]}), "Infinity"),
    (json.dumps({"features": [polygon([[102, 12], [102, 12], [102, 12], [102, 12]])]}), "encloses nothing"),
    (
        json.dumps({"features": [polygon([[102 + i / 20000, 12] for i in range(10_001)] + [[102, 12]])]}),
        "at most 10000",
    ),
    ('{"features": [{"geometry": {"type": "Point", "coordinates": [102, 12]}}]}', "not a Polygon"),
    ('{"features": ' + "[" * 30 + "]" * 30 + "}", "nested deeper than 20"),
    ('{"features": [{"geometry": {"type": "Polygon", "coordinates": [["a", "b"]]}}]}', "feature 1"),
]


@pytest.mark.parametrize(("text", "says"), BAD, ids=[says for _, says in BAD])
def test_a_bad_file_is_refused_whole(write, capsys, pong_nam_ron, text, says):
    with pytest.raises(CommandError, match=says):
        bring(write(text=text), capsys)
    assert District.objects.get(code="2204").outline is None


def test_a_missing_file_is_one_clear_line(tmp_path, pong_nam_ron):
    with pytest.raises(CommandError, match="Nothing imported"):
        call_command("import_boundaries", str(tmp_path / "none.geojson"), source="x")
