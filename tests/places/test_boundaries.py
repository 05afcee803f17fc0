"""`manage.py import_boundaries`: official outlines, read with suspicion."""

import json
from pathlib import Path

import pytest
from django.contrib.gis.geos import Point
from django.core.management import CommandError, call_command

from places.models import District
from tests.factories import DistrictFactory

SQUARE = [[102.0, 12.8], [102.4, 12.8], [102.4, 13.1], [102.0, 13.1], [102.0, 12.8]]
BOW = [[102.0, 12.8], [102.4, 13.1], [102.4, 12.8], [102.0, 13.1], [102.0, 12.8]]


@pytest.fixture
def placed_district(pong_nam_ron):
    District.objects.filter(pk=pong_nam_ron.pk).update(point=Point(102.4, 13.0, srid=4326))


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


def test_of_two_outlines_of_one_district_none_is_taken(write, capsys, pong_nam_ron):
    """They may be its subdistricts."""
    said = bring(write(polygon(code="2204"), polygon(n="Pong Nam Ron")), capsys)
    assert said.count("one of 2 outlines of") == 2
    assert "0 set" in said
    assert District.objects.get(code="2204").outline is None


def test_the_report_tells_codes_from_names(write, capsys, pong_nam_ron, soi_dao):
    said = bring(write(polygon(AMP_CODE=2204.0), polygon(AMP_NAM_T="อ.สอยดาว")), capsys)
    assert "2 set, 0 unchanged, 0 not matched. By code 1, by name 1." in said


def test_a_code_that_contradicts_its_name_is_not_believed(write, capsys, pong_nam_ron, soi_dao):
    said = bring(write(polygon(AMP_CODE="2204", AMP_NAM_T="อำเภอสอยดาว")), capsys)
    assert "its name is not" in said
    assert "0 set" in said


def test_an_outline_far_from_its_district_is_another_of_that_name(write, capsys, placed_district):
    far = [[lon - 3, lat + 4] for lon, lat in SQUARE]
    said = bring(write(polygon(far, n="Pong Nam Ron")), capsys)
    assert "lies far from" in said
    assert "0 set" in said
    assert "1 set" in bring(write(polygon(n="Pong Nam Ron")), capsys)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("EPSG:4240", False),
        ("urn:ogc:def:crs:EPSG::32648", False),
    ],
)
def test_only_coordinates_in_wgs_84_are_taken(write, capsys, pong_nam_ron, name, taken):
    crs = {"type": "name", "properties": {"name": name}}
    path = write(text=json.dumps({"crs": crs, "features": [polygon(code="2204")]}))
    if taken:
        assert "1 set" in bring(path, capsys)
    else:
        with pytest.raises(CommandError, match=f"coordinates are in {name}. Save it as GeoJSON in WGS 84"):
            bring(path, capsys)


def test_a_shapefile_is_told_what_to_do(tmp_path, capsys, pong_nam_ron):
    path = tmp_path / "districts.shp"
    path.write_bytes(b"\x00\x00\x27\x0a" + bytes(96))
    with pytest.raises(CommandError, match="a shapefile is opened and exported so by QGIS"):
        bring(path, capsys)


BAD = [
    ("not json", "not readable as GeoJSON"),
    ('{"type": "FeatureCollection", "features": []}', "no FeatureCollection"),
    (json.dumps({"features": [polygon([[102, 12], [103, 12], [103, 13], [102, 13]])]}), "not closed"),
    (json.dumps({"features": [polygon([[202, 12], [203, 12], [203, 13], [202, 12]])]}), "not a position in degrees"),
    (json.dumps({"features": [polygon([[-70, 40], [-69, 40], [-69, 41], [-70, 40]])]}), "far from Thailand"),
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
