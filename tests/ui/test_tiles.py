"""Online tiles: none unless the settings name them, and then from that host alone."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from ntswatch.settings import origin_of_tiles

TILES = "https://tiles.example/{z}/{x}/{y}.png"


def test_map_asks_for_no_tiles_by_itself(client_of, officer):
    page = client_of(officer).get("/map/")
    assert b"data-tiles" not in page.content
    assert "https" not in page["Content-Security-Policy"]


@override_settings(MAP_TILES=TILES, MAP_TILES_CREDIT="Tiles by Example")
def test_map_with_tiles_names_who_made_them(client_of, officer):
    page = client_of(officer).get("/map/")
    assert f'data-tiles="{TILES}"'.encode() in page.content
    assert b"Tiles by Example" in page.content


def test_policy_opens_for_the_host_of_the_tiles():
    assert origin_of_tiles(TILES) == "https://tiles.example"


@pytest.mark.parametrize(
    "address",
    ["http://tiles.example/{z}", "https://*.example/{z}", "https://{s}.example/", "//a/", "x", "https://a;b/"],
)
def test_anything_else_is_refused(address):
    with pytest.raises(ImproperlyConfigured):
        origin_of_tiles(address)
