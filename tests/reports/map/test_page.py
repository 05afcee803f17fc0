"""The map: what is on it, for whom, and that it never grows with the reports."""

import pytest
from django.urls import reverse

from places.models import District
from tests.factories import ProvinceFactory, UserFactory
from tests.seizures.factories import approve
from tests.visits.factories import CenterFactory, CheckpointFactory, fill, make_visit
from visits.models import Stop

MAP, DATA = reverse("reports:map"), reverse("reports:map_data")


def features(response):
    return {feature["properties"]["id"]: feature["properties"] for feature in response.json()["features"]}


def test_checkpoint_is_drawn_by_kind_with_its_uncertainty(client_of, officer, ban_laem):
    drawn = features(client_of(officer).get(DATA))["checkpoint-ban-laem"]
    assert (drawn["glyph"], drawn["radius_km"]) == ("PERMANENT", 5)


def test_places_lead_to_their_page_over_the_same_period(client_of, officer, admin, ban_laem):
    drawn = features(client_of(officer).get(DATA, {"period": "24m"}))
    assert drawn["checkpoint-ban-laem"]["url"] == "/places/checkpoint/ban-laem/?period=24m"
    drawn = features(client_of(admin).get(DATA))
    assert drawn["checkpoint-ban-laem"]["url"] == ban_laem.get_absolute_url()


def test_an_area_asked_for_leads_to_its_page(client_of, officer, ban_laem):
    browser = client_of(officer)
    html = browser.get(MAP, {"district": "2204", "period": "24m"}).content.decode()
    assert "/places/district/2204/?period=24m" in html
    assert "/places/district/" not in browser.get(MAP).content.decode()


def test_a_district_of_another_province_holds_nothing(client_of, officer, ban_laem):
    ProvinceFactory.create(code="23")
    listed = client_of(officer).get(MAP, {"district": "2204", "province": "23"}).context["listed"]
    assert listed.places == []


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


QUERIES = ["", "period=24m", "period=24m&month={today:%Y-%m}", "province=22", "province=22&district=2204",
           "district=2204&period=12m", "level=none", "level=found", "category=DRUG", "at=PERMANENT",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_on_the_map_is_that_of_its_list(client_of, director, many_visits, today, query):
    """Whether it comes from tallies or, where they do not know, from the reports."""
    many_visits(40)
    browser, query = client_of(director), query.format(today=today)
    drawn = [one for one in features(browser.get(f"{DATA}?{query}")).values() if one["glyph"] == "visits"]
    assert drawn
    for one in drawn:
        assert len(browser.get(one["url"]).context["page"].rows) == one["number"]


def test_visits_to_other_places_of_a_district_lead_to_these_alone(
    client_of, officer, reviewer, director, recent_visit, placed_district
):
    visit = fill(make_visit(officer, date_start=recent_visit.date_start, date_end=recent_visit.date_end))
    visit.stops.update(checkpoint=None, district=District.objects.get(code="2204"), place="Market")
    approve(visit, reviewer=reviewer, director=director)
    browser = client_of(director)

    one = features(browser.get(DATA))["visits-district-2204"]

    assert (one["number"], one["title"]) == (1, "Other places in Pong Nam Ron")
    for url in (one["url"], browser.get(MAP).context["listed"].places[-1].visits_url):
        assert [row.reference for row in browser.get(url).context["rows"]] == [visit.reference]


def test_list_beside_the_map_holds_every_place_without_scripts(client_of, officer, ban_laem):
    CenterFactory.create(name_en="Pong Nam Ron center")
    page = client_of(officer).get(MAP)
    assert page.content.count(b"data-feature=") == 2
    assert b"Ban Laem" in page.content
    assert b"Pong Nam Ron center" in page.content


def test_filter_is_a_chip_that_says_its_value(client_of, officer, ban_laem):
    page = client_of(officer).get(MAP, {"at": "PERMANENT", "province": "22"})
    assert [(chip.label, chip.value) for chip in page.context["chips"]] == [
        ("Province", "Chanthaburi"),
        ("Kind of checkpoint", "permanent crossing"),
    ]


def test_kind_narrows_the_places(client_of, officer, ban_laem):
    assert features(client_of(officer).get(DATA, {"at": "TRADE"})) == {}


def test_category_keeps_only_places_visited_so(client_of, officer, recent_visit, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    page = client_of(officer).get(MAP, {"category": "DRUG"})
    assert [place.id for place in page.context["listed"].places] == ["checkpoint-ban-laem"]


def test_places_long_unvisited(client_of, officer, recent_visit, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    page = client_of(officer).get(MAP, {"unvisited": "180"})
    assert [place.id for place in page.context["listed"].places] == ["checkpoint-subtaree"]


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "nan,0,1,1", "5,5,1,1", "-999,0,999,1", "0,0,1e400,1"])
@pytest.mark.parametrize("name", ["bbox", "within"])
def test_unreadable_box_is_left_out(client_of, officer, ban_laem, name, box):
    assert "checkpoint-ban-laem" in features(client_of(officer).get(DATA, {name: box}))


@pytest.mark.parametrize("name", ["bbox", "within"])
def test_box_leaves_out_what_lies_outside(client_of, officer, recent_visit, name):
    assert features(client_of(officer).get(DATA, {name: "90,5,95,10"})) == {}


@pytest.mark.parametrize(
    "query",
    [
        "unvisited=١٨٠",
        "unvisited=99999999999",
        "layer=%00",
        "status=x",
        "month=%00",
        "month=2026-13",
        "view=nan,1,2",
        "shade=%00",
        "province=zz",
        "period=zz",
        "q=%00",
    ],
)
def test_nonsense_in_the_address_is_left_out(client_of, officer, ban_laem, query):
    assert client_of(officer).get(f"{MAP}?{query}").status_code == 200


def test_list_is_bounded(client_of, officer, pong_nam_ron, monkeypatch):
    monkeypatch.setattr("reports.map.listing.MOST_LISTED", 3)
    for number in range(5):
        CheckpointFactory.create(code=f"point-{number}", district=pong_nam_ron)
    listed = client_of(officer).get(MAP).context["listed"]
    assert len(listed.places) == 3
    assert listed.more


@pytest.mark.parametrize("person", ["partner", "auditor"])
def test_map_is_not_for(client_of, request, person):
    browser = client_of(request.getfixturevalue(person))
    assert browser.get(MAP).status_code == browser.get(DATA).status_code == 403
