"""Many places, layers beside them, and areas in shades: what is drawn, for whom, and how much at most."""

import datetime as dt
import gzip
from urllib.parse import unquote

import pytest
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessEntry
from checkpoints.models import Checkpoint
from places.models import District, Province
from reports.map.areas import steps_of
from tests.factories import UserFactory
from tests.visits.factories import CheckpointFactory, NtsCategoryFactory

MAP, DATA = reverse("reports:map"), reverse("reports:map_data")
ALL = "&".join(
    f"layer={name}" for name in ("checkpoints", "centers", "visits", "findings", "goods", "patrols", "practices")
)
WINDOW = "bbox=97,5,106,21&zoom=6"


@pytest.fixture
def many_places(pong_nam_ron):
    """1,200 checkpoints all over the country, without the forms."""
    Checkpoint.objects.bulk_create(
        CheckpointFactory.build(
            code=f"made-{n}",
            district=pong_nam_ron,
            province=pong_nam_ron.province,
            point=Point(98 + (n % 40) / 6, 7 + (n // 40) / 3, srid=4326),
            status="closed" if n % 4 == 0 else "open",
        )
        for n in range(1200)
    )


def drawn(browser, query=""):
    return browser.get(f"{DATA}?{query}").json()


def layer(collection, name):
    return {
        one["properties"]["id"]: one["properties"]
        for one in collection["features"]
        if one["properties"]["layer"] == name
    }


def test_many_places_are_groups_that_add_up(client_of, officer, many_places):
    found = drawn(client_of(officer), WINDOW)
    assert not found["whole"]
    groups = layer(found, "places").values()
    assert sum(one["number"] for one in groups) + len(layer(found, "checkpoints")) == 1200
    assert len(found["features"]) <= 300


def test_answer_stays_small(client_of, officer, many_places):
    answer = client_of(officer).get(f"{DATA}?{ALL}&{WINDOW}")
    assert len(answer.json()["features"]) <= 1000
    assert len(gzip.compress(answer.content)) <= 60 * 1024


@pytest.mark.parametrize("query", ["status=closed", "at=PERMANENT&status=closed"])
def test_groups_count_what_the_filters_ask_for(client_of, officer, many_places, query):
    found = drawn(client_of(officer), f"{WINDOW}&{query}")
    groups = layer(found, "places").values()
    assert sum(one["number"] for one in groups) + len(layer(found, "checkpoints")) == 300


def test_groups_by_area_are_those_of_the_cells(client_of, officer, many_places):
    """Counted from the places themselves, where the cells do not know the filter."""
    browser = client_of(officer)
    whole, narrowed = drawn(browser, WINDOW), drawn(browser, f"{WINDOW}&province=22")
    assert layer(narrowed, "places") == layer(whole, "places") != {}


def test_group_says_how_many_are_open(client_of, officer, many_places):
    group = next(iter(layer(drawn(client_of(officer), WINDOW), "places").values()))
    assert "checkpoints: " in group["lines"][0]
    assert " open" in group["lines"][0]


def test_looking_closer_shows_the_places_one_by_one(client_of, officer, many_places):
    found = drawn(client_of(officer), "bbox=98,7,99,8&zoom=10")
    assert layer(found, "places") == {}
    assert "checkpoint-made-0" in layer(found, "checkpoints")


def test_list_beside_a_window_holds_what_is_in_it(client_of, officer, many_places):
    page = client_of(officer).get(f"{MAP}?bbox=98,7,98.3,7.2&zoom=12")
    assert {place.id for place in page.context["listed"].places} == {"checkpoint-made-0", "checkpoint-made-1"}


def test_cost_does_not_grow_with_the_places(client_of, officer, ban_laem, request, django_assert_max_num_queries):
    browser = client_of(officer)
    browser.get(DATA)
    with django_assert_max_num_queries(13):
        browser.get(f"{DATA}?{ALL}&{WINDOW}")
    request.getfixturevalue("many_places")
    with django_assert_max_num_queries(13):
        browser.get(f"{DATA}?{ALL}&{WINDOW}")


def test_findings_stand_at_their_district(client_of, director, many_visits, placed_district):
    many_visits(6)
    one = layer(drawn(client_of(director), "layer=findings"), "findings")["findings-2204"]
    assert (one["number"], one["lines"][0], one["tone"]) == (4, "4 findings", "saffron")
    assert len(client_of(director).get(one["url"]).context["page"].rows) == 4


def test_findings_are_not_for_who_may_not_know_of_the_report(client_of, many_visits, placed_district):
    many_visits(6)
    stranger = UserFactory.create(areas=["TH2706"])
    assert layer(drawn(client_of(stranger), "layer=findings"), "findings") == {}


def test_category_asked_for_leaves_other_findings_out(client_of, director, many_visits, placed_district):
    many_visits(6)
    NtsCategoryFactory.create(code="TIP", sort=1)
    assert layer(drawn(client_of(director), "layer=findings&category=TIP"), "findings") == {}


def test_layers_that_are_not_asked_for_are_not_drawn(client_of, director, recent_visit):
    found = drawn(client_of(director), "layer=visits")
    assert {one["properties"]["layer"] for one in found["features"]} == {"visits"}


def test_month_narrows_the_visits_and_keeps_the_places(client_of, director, recent_visit):
    other = recent_visit.date_start.replace(day=1) - dt.timedelta(days=1)
    found = drawn(client_of(director), f"period=24m&month={other:%Y-%m}")
    assert layer(found, "visits") == {}
    assert "checkpoint-ban-laem" in layer(found, "checkpoints")


@pytest.fixture
def outlined(chanthaburi: Province, pong_nam_ron: District) -> None:
    square = MultiPolygon(Polygon.from_bbox((101.7, 12.2, 102.6, 13.3)), srid=4326)
    Province.objects.filter(pk=chanthaburi.pk).update(outline=square)
    District.objects.filter(pk=pong_nam_ron.pk).update(outline=square)


def shaded(browser, query):
    return {area.code: area for area in browser.get(f"{MAP}?{query}").context["shading"].areas}


@pytest.mark.parametrize(("by", "code"), [("", "22"), ("district", "2204")])
def test_areas_are_shaded_by_a_measure(client_of, director, many_visits, outlined, by, code):
    many_visits(7)
    area = shaded(client_of(director), f"shade=visits&by={by}")[code]
    assert (area.value, area.step, area.words) == (7, 1, "7")


def test_legend_has_the_shades_of_what_is_drawn_alone(client_of, director, many_visits, outlined):
    many_visits(7)
    District.objects.update(outline=None)
    shading = client_of(director).get(f"{MAP}?shade=visits&by=district").context["shading"]
    assert (shading.areas, shading.steps) == ([], [])


def test_places_are_counted_apart_from_other_layers(client_of, director, many_visits, placed_district):
    many_visits(3)
    page = client_of(director).get(f"{MAP}?layer=checkpoints&layer=findings").content.decode()
    assert "1 place · 1 on other layers</h2>" in page
    assert ">1 on other layers</h2>" in client_of(director).get(f"{MAP}?layer=findings").content.decode()


def test_nought_and_nothing_known_are_two_things(client_of, director, outlined):
    browser = client_of(director)
    assert shaded(browser, "shade=visits")["22"].value == 0
    assert shaded(browser, "shade=troubled")["22"].value is None


def test_area_that_is_not_ones_own_is_not_known(client_of, many_visits, outlined):
    many_visits(7)
    stranger = UserFactory.create(areas=["TH2706"])
    assert shaded(client_of(stranger), "shade=visits")["22"].value is None


def test_stale_is_days_since_the_last_visit(client_of, director, recent_visit, outlined):
    days = (timezone.localdate() - recent_visit.date_end).days
    assert shaded(client_of(director), "shade=stale")["22"].value == days


def test_shade_that_is_none_of_ours_shades_nothing(client_of, director, outlined):
    assert client_of(director).get(f"{MAP}?shade=nonsense").context["shading"] is None


def test_selecting_an_area_keeps_what_else_is_asked(client_of, director, outlined):
    area = shaded(client_of(director), "shade=visits&layer=visits&period=24m")["22"]
    page = client_of(director).get(MAP + area.url)
    filters = page.context["filters"]
    assert (filters.whole.province.code, filters.layers, filters.whole.period.key) == ("22", ["visits"], "24m")


def test_an_area_takes_the_place_of_what_was_selected_before(client_of, director, outlined):
    selected = "district=2204&within=97.0,15.0,100.0,20.0&view=17.0,98.0,7"
    area = shaded(client_of(director), f"shade=visits&{selected}")["22"]
    assert area.url == "?period=12m&shade=visits&province=22"


@pytest.mark.parametrize(
    ("values", "steps"),
    [([], []), ([3], ["3"]), ([1, 1, 1, 1, 9], ["1", "9"]), ([1, 2, 3, 4, 5, 6, 7, 8], ["1–2", "3–4", "5–6", "7–8"])],
)
def test_shades_hold_about_as_many_values_each(values, steps):
    assert [str(step) for step in steps_of(values)] == steps


def test_address_says_everything(client_of, director, ban_laem):
    places = "province=22&status=open&unvisited=90&within=102.0000,12.0000,103.0000,14.0000&view=13.1000,102.4000,9"
    query = f"period=24m&{places}&layer=goods&layer=visits&shade=visits&by=district"
    filters = client_of(director).get(f"{MAP}?{query}").context["filters"]
    assert sorted(unquote(filters.params.urlencode()).split("&")) == sorted(query.split("&"))


def test_picture_holds_disclaimer_filters_and_places(client_of, director, recent_visit, outlined):
    answer = client_of(director).get(f"{reverse('reports:map_picture')}?province=22&shade=visits")
    text = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"].startswith("attachment")
    for words in ("Boundaries on this map are not authoritative", "Chanthaburi", 'href="#PERMANENT"', "Last 12 months"):
        assert words in text


def pictured(browser, query):
    return browser.get(f"{reverse('reports:map_picture')}?{query}").content.decode()


def test_picture_says_what_its_marks_mean_and_whose_numbers_they_are(client_of, director, recent_visit):
    text = pictured(client_of(director), ALL)
    for words in ("closed; not ready", "dashed circle", ">joint patrols, once released, near a<", ">checkpoint<"):
        assert words in text
    assert f"Source: NTS-Mekong Watch. What {director} may read" in text
    assert 'stroke-dasharray="4 3"' in text


def test_findings_in_a_picture_have_the_shape_of_the_legend(client_of, director, many_visits, placed_district):
    many_visits(3)
    text = pictured(client_of(director), "layer=findings")
    assert text.count('href="#finding"') == 2


def test_groups_in_a_picture_are_not_as_visits(client_of, officer, many_places):
    text = pictured(client_of(officer), "layer=checkpoints")
    assert 'fill="#0f4c5c" stroke="#ffffff" stroke-width="1.5"' not in text
    assert ">several places<" in text


def test_days_since_the_last_visit_are_of_no_period(client_of, director, recent_visit, outlined):
    text = pictured(client_of(director), "shade=stale&period=24m")
    assert ">Days since the last visit<" in text
    assert "Period: Last 24 months" in text


@pytest.mark.parametrize("words", ["%00", "approved by the director"])
def test_picture_stands_in_the_access_log(words, client_of, director, recent_visit):
    client_of(director).get(f"{reverse('reports:map_picture')}?period=12m&layer=goods&shade={words}")
    entry = AccessEntry.objects.get()
    assert (entry.user, entry.what, entry.subject) == (director, "export_data", "map")
    assert entry.detail == "at once svg period=12m layer=goods"


def test_picture_names_nothing_outside_itself(client_of, director, recent_visit):
    text = client_of(director).get(reverse("reports:map_picture")).content.decode()
    assert "var(" not in text
    assert "script" not in text


def test_words_in_a_picture_are_escaped(client_of, director, chanthaburi, outlined):
    Province.objects.update(name_en="<b>&</b>")
    text = client_of(director).get(f"{reverse('reports:map_picture')}?province=22").content.decode()
    assert "<b>" not in text
    assert "&lt;b&gt;" in text
