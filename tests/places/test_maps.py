"""The base map for screens and the outlines for paper."""

import gzip
import json

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon

from places.models import Country, Province
from places.outlines import outlines

URL = "/places/basemap/"


@pytest.fixture
def drawn(chanthaburi: Province) -> Province:
    chanthaburi.outline = MultiPolygon(Polygon.from_bbox((101.7, 12.2, 102.6, 13.3)), srid=4326)
    chanthaburi.save()
    cambodia = MultiPolygon(Polygon.from_bbox((102.4, 10.4, 107.6, 14.7)), srid=4326)
    Country.objects.create(code="KH", name_th="กัมพูชา", name_en="Cambodia", outline=cambodia)
    return chanthaburi


def test_base_map_holds_provinces_and_countries(client_of, officer, drawn):
    answer = client_of(officer).get(URL)
    features = json.loads(answer.content)["features"]
    assert {(f["properties"]["kind"], f["properties"]["name_en"]) for f in features} == {
        ("country", "Cambodia"),
        ("province", "Chanthaburi"),
    }
    assert answer["Cache-Control"].startswith("private")


def test_base_map_is_compressed_where_the_browser_can(client_of, officer, drawn):
    answer = client_of(officer).get(URL, headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))["type"] == "FeatureCollection"


def test_base_map_is_sent_once(client_of, officer, drawn):
    browser = client_of(officer)
    tag = browser.get(URL)["ETag"]
    again = browser.get(URL, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_base_map_changes_with_an_outline(client_of, officer, drawn):
    browser = client_of(officer)
    tag = browser.get(URL)["ETag"]
    drawn.outline = MultiPolygon(Polygon.from_bbox((101.7, 12.2, 102.7, 13.3)), srid=4326)
    drawn.save()
    assert browser.get(URL, headers={"If-None-Match": tag}).status_code == 200


def test_base_map_is_for_people_who_signed_in(client, db):
    assert client.get(URL).status_code == 302


def test_outlines_are_cut_to_the_box(drawn, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = outlines((102.0, 12.5, 102.5, 13.0))
    assert [(outline.kind, outline.code) for outline in found] == [("country", "KH"), ("province", "22")]
    xs = [x for outline in found for ring in outline.rings for x, _ in ring]
    assert min(xs) == pytest.approx(101.95)
    assert max(xs) == pytest.approx(102.55)


def test_outlines_leave_out_what_lies_elsewhere(drawn):
    assert outlines((98.0, 18.0, 99.0, 19.0)) == []
