"""Goods on the map: where they were found, once, when nothing about them waits, for whom the register is."""

import pytest
from django.contrib.gis.geos import Point
from django.urls import reverse

from checkpoints.models import Checkpoint
from places.models import District
from seizures.models import Lot, Standing
from tests.seizures.factories import approve, report_with
from visits.models import Activity

DATA, PERIOD = reverse("reports:map_data"), {"layer": "goods", "period": "2023-03"}


@pytest.fixture
def placed(db):
    """Called once the report is there: its places get positions."""

    def place():
        Checkpoint.objects.update(point=Point(102.45, 13.08, srid=4326))
        District.objects.update(point=Point(102.4, 13.0, srid=4326))

    return place


def goods(browser, **query):
    features = browser.get(DATA, PERIOD | query).json()["features"]
    return [one["properties"] for one in features if one["properties"]["layer"] == "goods"]


def test_goods_stand_where_they_were_found(client_of, director, approved, placed):
    approved()
    placed()
    (one,) = goods(client_of(director))
    assert (one["number"], one["lines"]) == (1, ["1 record", "Cigarettes: 100 packets"])
    assert len(client_of(director).get(one["url"]).context["page"].rows) == 1


def test_goods_lead_to_the_records_of_their_place_alone(
    client_of, officer, reviewer, director, approved, placed, pong_nam_ron
):
    approved()
    market = {"checkpoint": None, "district": pong_nam_ron, "place": "Market"}
    at_market = report_with(officer, pong_nam_ron, stop=market, of="fuel")
    approve(at_market, reviewer=reviewer, director=director)
    Lot.objects.update(standing=Standing.COUNTS)
    placed()
    browser = client_of(director)
    found = {one["title"]: one for one in goods(browser)}
    assert found.keys() == {"Goods found: Ban Laem", "Goods found: Pong Nam Ron"}
    for one in found.values():
        assert len(browser.get(one["url"]).context["page"].rows) == one["number"] == 1


def test_goods_of_another_time_are_not_drawn(client_of, director, approved, placed):
    approved()
    placed()
    assert goods(client_of(director), period="2023-04") == []


def test_goods_that_wait_to_be_settled_are_not_drawn(client_of, director, approved, placed):
    approved()
    placed()
    Lot.objects.update(standing=Standing.WAITING)
    assert goods(client_of(director)) == []


def test_goods_are_not_for_who_may_not_read_the_report(client_of, stranger, approved, placed):
    approved()
    placed()
    assert goods(client_of(stranger)) == []


def test_goods_of_a_restricted_activity_are_for_the_circle(
    client_of, officer, colleague, approved, placed, monkeypatch
):
    monkeypatch.setattr("tests.seizures.conftest.approve", hide)
    approved()
    placed()
    assert goods(client_of(officer)) != []
    assert goods(client_of(colleague)) == []


def hide(visit, **people):
    Activity.objects.filter(stop__visit=visit).update(restricted=True)
    return approve(visit, **people)
