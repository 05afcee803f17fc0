"""The map: what is on it, for whom, and that it never grows with the reports."""

import datetime as dt

import pytest
from django.urls import reverse

from reports.geojson import MAX_PLACES
from tests.factories import UserFactory
from tests.visits.factories import CenterFactory, CheckpointFactory, make_visit
from visits.models import Stop

MAP, DATA = reverse("reports:map"), reverse("reports:map_data")


def features(response):
    return {feature["properties"]["id"]: feature["properties"] for feature in response.json()["features"]}


def test_checkpoint_is_drawn_by_kind_with_its_uncertainty(client_of, officer, ban_laem):
    drawn = features(client_of(officer).get(DATA))["checkpoint-ban-laem"]
    assert (drawn["glyph"], drawn["radius_km"]) == ("PERMANENT", 5)


def test_visits_to_a_place_are_one_number(client_of, officer, many_visits):
    many_visits(7)
    assert features(client_of(officer).get(DATA))["visits-checkpoint-ban-laem"]["number"] == 7


def test_officer_of_other_area_sees_the_place_without_its_visits(client_of, recent_visit):
    stranger = UserFactory.create(areas=["TH2706"])
    assert list(features(client_of(stranger).get(DATA))) == ["checkpoint-ban-laem"]


def test_draft_is_not_on_the_map(client_of, officer, ban_laem):
    Stop.objects.create(visit=make_visit(officer), checkpoint=ban_laem)
    assert "visits-checkpoint-ban-laem" not in features(client_of(officer).get(DATA))


def test_only_positions_of_places_are_sent(client_of, director, recent_visit):
    place = recent_visit.stops.get().checkpoint
    collection = client_of(director).get(DATA).json()
    assert {tuple(one["geometry"]["coordinates"]) for one in collection["features"]} == {(place.point.x, place.point.y)}


def test_number_on_the_map_is_the_number_in_the_list(client_of, director, many_visits):
    many_visits(5)
    browser = client_of(director)
    drawn = features(browser.get(DATA, {"category": "DRUG", "level": "minor"}))["visits-checkpoint-ban-laem"]
    assert len(browser.get(drawn["url"]).context["page"].rows) == drawn["number"] == 3


QUERIES = ["", "period=12m", "month={today:%Y-%m}", "from={today:%Y-%m}-01", "to={today}", "from={ago}", "province=22",
           "province=22&district=2204", "district=2204&period=12m", "kind=follow_up", "level=none", "state=submitted",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_on_the_map_is_that_of_its_list(client_of, director, many_visits, today, query):
    """Whether it comes from tallies or, where they do not know, from the reports."""
    many_visits(40)
    browser, query = client_of(director), query.format(today=today, ago=today - dt.timedelta(days=17))
    drawn = [one for one in features(browser.get(f"{DATA}?{query}")).values() if one["glyph"] == "visits"]
    assert bool(drawn) == (query != "state=submitted")
    for one in drawn:
        assert len(browser.get(one["url"]).context["page"].rows) == one["number"]


def test_list_beside_the_map_holds_every_place_without_scripts(client_of, officer, ban_laem):
    CenterFactory.create(name_en="Pong Nam Ron center")
    page = client_of(officer).get(MAP)
    assert page.content.count(b"data-feature=") == 2
    assert b"Ban Laem" in page.content
    assert b"Pong Nam Ron center" in page.content


def test_filter_is_a_chip_that_says_its_value(client_of, officer, ban_laem):
    page = client_of(officer).get(MAP, {"show": "PERMANENT", "province": "22"})
    assert [(chip.label, chip.value) for chip in page.context["chips"]] == [
        ("Province", "Chanthaburi"),
        ("Shown", "permanent crossing"),
    ]


def test_kind_narrows_the_places(client_of, officer, ban_laem):
    assert features(client_of(officer).get(DATA, {"show": "TRADE"})) == {}


def test_time_keeps_only_places_visited_then(client_of, officer, recent_visit, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    page = client_of(officer).get(MAP, {"period": "12m"})
    assert [place.id for place in page.context["places"]] == ["checkpoint-ban-laem"]


def test_places_long_unvisited(client_of, officer, recent_visit, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    page = client_of(officer).get(MAP, {"unvisited": "180"})
    assert [place.id for place in page.context["places"]] == ["checkpoint-subtaree"]


@pytest.mark.parametrize("bbox", ["", "1,2,3", "a,b,c,d", "nan,0,1,1", "5,5,1,1", "-999,0,999,1", "0,0,1e400,1"])
def test_unreadable_bbox_is_left_out(client_of, officer, ban_laem, bbox):
    assert "checkpoint-ban-laem" in features(client_of(officer).get(DATA, {"bbox": bbox}))


def test_bbox_leaves_out_what_lies_outside(client_of, officer, ban_laem):
    assert features(client_of(officer).get(DATA, {"bbox": "90,5,95,10"})) == {}


@pytest.mark.parametrize(
    "query",
    ["unvisited=١٨٠", "unvisited=99999999999", "show=%00", "status=x", "from=%00", "province=zz", "period=zz", "q=%00"],
)
def test_nonsense_in_the_address_is_left_out(client_of, officer, ban_laem, query):
    assert client_of(officer).get(f"{MAP}?{query}").status_code == 200


def test_answer_is_bounded(client_of, officer, pong_nam_ron, monkeypatch):
    assert MAX_PLACES == 500
    monkeypatch.setattr("reports.geojson.MAX_PLACES", 3)
    for number in range(5):
        CheckpointFactory.create(code=f"point-{number}", district=pong_nam_ron)
    page = client_of(officer).get(MAP)
    assert len(page.context["places"]) == 3
    assert page.context["more"]


@pytest.mark.parametrize("person", ["partner", "auditor"])
def test_map_is_not_for(client_of, request, person):
    browser = client_of(request.getfixturevalue(person))
    assert browser.get(MAP).status_code == browser.get(DATA).status_code == 403
