"""Model sites on the map: a star beside the place, leading to the practice."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.practices.library.factories import recognise

DATA = reverse("reports:map_data")


def stars(browser, **query):
    features = browser.get(DATA, query).json()["features"]
    return [one["properties"] for one in features if one["properties"]["glyph"] == "practice"]


def test_a_model_site_leads_to_its_practice(client_of, officer, practice):
    assert stars(client_of(officer)) == []
    recognise(practice)
    (star,) = stars(client_of(officer))
    assert (star["url"], star["title"]) == (practice.get_absolute_url(), practice.title_en)


def test_one_that_holds_no_longer_is_gone(client_of, officer, practice):
    recognise(practice, valid_until=dt.date(2024, 6, 1))
    assert stars(client_of(officer)) == []


def test_a_candidate_is_no_model(client_of, officer, candidate):
    recognise(candidate)
    assert stars(client_of(officer)) == []


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"layer": "practices"}, 1),
        ({"layer": "centers"}, 0),
        ({"province": "22"}, 1),
        ({"status": "closed"}, 0),
        ({"bbox": "102,12,103,14"}, 1),
        ({"bbox": "90,5,95,10"}, 0),
    ],
)
def test_filters_of_the_map_hold_for_model_sites(client_of, officer, practice, query, number):
    recognise(practice)
    assert len(stars(client_of(officer), **query)) == number


def test_the_list_beside_the_map_holds_it(client_of, officer, practice):
    recognise(practice)
    page = client_of(officer).get(reverse("reports:map"))
    assert f'data-feature="practice-{practice.code}"'.encode() in page.content
