"""Reference data in the administrator's site: shown, and changed only where that makes sense."""

import pytest

PAGES = [
    "places/country",
    "places/province",
    "places/district",
    "visits/ntscategory",
    "visits/legalreference",
    "visits/project",
    "practices/principle",
    "centers/center",
]


@pytest.mark.parametrize("page", PAGES)
def test_the_administrator_sees_each_list(client_of, admin, pong_nam_ron, page):
    assert client_of(admin).get(f"/admin/{page}/").status_code == 200


@pytest.mark.parametrize("page", ["places/country/add", "places/province/add", "centers/center/add"])
def test_what_files_bring_is_not_added_by_hand(client_of, admin, db, page):
    assert client_of(admin).get(f"/admin/{page}/").status_code == 403


def test_a_country_is_shown_and_not_changed(client_of, admin, thailand):
    browser, url = client_of(admin), f"/admin/places/country/{thailand.pk}/change/"
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"name_en": "Siam"}).status_code == 403


def test_a_district_gets_another_name(client_of, admin, pong_nam_ron):
    data = {"name_th": "โป่งน้ำร้อน", "name_en": "Pong Nam Ron", "aliases": "Pong Namron", "confidence": "L"}
    answer = client_of(admin).post(f"/admin/places/district/{pong_nam_ron.pk}/change/", data)
    assert answer.status_code == 302
    pong_nam_ron.refresh_from_db()
    assert pong_nam_ron.aliases == "Pong Namron"


def test_borders_of_a_province_can_be_set(client_of, admin, chanthaburi):
    answer = client_of(admin).get(f"/admin/places/province/{chanthaburi.pk}/change/")
    assert answer.status_code == 200
