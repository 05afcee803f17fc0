"""The page of a place and comparisons: whatever they count is as long as its list, for every reader."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override

from reports.place.comparing import difference
from tests.factories import UserFactory
from tests.reports.test_cost import cost
from tests.reports.test_scope import readers  # noqa: F401 - the reports that are counted
from tests.visits.factories import CenterFactory, CheckpointFactory

PLACES = ["province/22", "province/23", "district/2204", "district/2207", "checkpoint/ban-laem"]
PEOPLE = ["reviewer", "director", "guest", "nobody", "officer"]
COMPARE = reverse("reports:compare")
WHEN = {"period": "2026-09_2026-11"}


def page_of(place):
    return reverse("reports:place", args=place.split("/"))


def rows_of(browser, url):
    """How many rows the list behind a figure holds, page by page."""
    assert urlsplit(url).path in [reverse(f"{room}:list") for room in ("visits", "followups", "patrols", "seizures")]
    found, page = 0, browser.get(url).context["page"]
    found += len(page.rows)
    while page.next:
        page = browser.get(f"{url}&after={page.next}").context["page"]
        found += len(page.rows)
    return found


def numbers(context):
    """Every number of the page with the address that it leads to."""
    yield from ((one.value, one.url) for one in (*context["counted"], *context["open_now"]))
    yield from ((row.visits, row.visits_url) for row in context["children"])
    for said in context["said"]:
        answers = [*said.whole, *(one for one in said.months if one)]
        yield from ((one.visits, one.url) for one in answers if one.url)
    if context["chart"]:
        yield from ((int(value), url) for row in context["chart"].rows for value, url in row.cells)


@pytest.fixture
def people(readers, officer):  # noqa: F811
    return {**readers, "officer": officer}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", PEOPLE)
def test_every_number_is_as_long_as_its_list(client_of, people, name, place):
    browser = client_of(people[name])
    context = browser.get(page_of(place), WHEN).context
    for value, url in numbers(context):
        assert value == rows_of(browser, url), url


def test_there_is_something_to_count(client_of, people):
    context = client_of(people["director"]).get(page_of("district/2207"), WHEN).context
    assert [one.value for one in context["counted"][:3]] == [5, 3, 2]


@pytest.mark.parametrize("name", PEOPLE)
def test_comparison_counts_as_the_lists_do(client_of, people, name):
    browser = client_of(people[name])
    keys = [place.replace("/", "-") for place in PLACES]
    for asked in ({"place": keys[1:], **WHEN}, {"place": keys[3], "period": "2026-10_2026-11", "with": "before"}):
        found = browser.get(COMPARE, asked).context["found"]
        assert found.columns
        for line in found.lines:
            for cell in line.cells:
                assert cell.value == rows_of(browser, cell.url), cell.url


def test_two_periods_say_the_difference(client_of, people):
    asked = {"place": "province-22", "period": "2026-10", "with": "before"}
    page = client_of(people["director"]).get(COMPARE, asked)
    visits = page.context["found"].lines[0]
    assert ([cell.value for cell in visits.cells], visits.difference) == ([3, 3], "the same")


@pytest.mark.parametrize(
    ("now", "before", "said"), [(3, 2, "+1 (+50 %)"), (1, 2, "−1 (−50 %)"), (4, 0, "+4"), (0, 0, "the same")]
)
def test_difference_in_words(now, before, said):
    with override("en"):
        assert difference(now, before) == said


def test_charts_beside_each_other_share_their_scale(client_of, people):
    asked = {"place": ["district-2204", "district-2207"], **WHEN}
    charts = client_of(people["director"]).get(COMPARE, asked).context["found"].charts
    assert len({chart.levels[-1].label for chart in charts}) == 1


def test_at_most_four_places_and_each_once(client_of, people):
    asked = {
        "place": ["district-2204", "district-2204", "province-22", "province-23", "district-2207", "district-2301"]
    }
    found = client_of(people["director"]).get(COMPARE, asked).context["found"]
    assert [spot.key for spot in found.spots] == ["district-2204", "province-22", "province-23", "district-2207"]


@pytest.mark.parametrize("nonsense", ["", "x", "district-", "district-9999", "-22", "province-\x00", "visit-1"])
def test_comparison_of_nothing_offers_the_choice(client_of, director, nonsense):
    page = client_of(director).get(COMPARE, {"place": nonsense, "period": "never", "with": "\x00"})
    assert (page.status_code, page.context["found"].columns) == (200, [])


@pytest.mark.parametrize("place", ["district/9999", "visit/1", "checkpoint/none", "center/none"])
def test_unknown_place_is_not_found(client_of, director, place):
    assert client_of(director).get(page_of(place)).status_code == 404


def test_center_tells_its_readiness_and_public_reports_to_its_readers(client_of, director, pong_nam_ron):
    center = CenterFactory.create(district=pong_nam_ron)
    page = client_of(director).get(page_of(f"center/{center.code}"))
    assert page.context["readiness"].centers == 1
    stranger = UserFactory.create(role="director", areas=["TH57"])
    assert client_of(stranger).get(page_of(f"center/{center.code}")).context["public"] == []


def test_places_are_found_from_their_own_pages(client_of, director, pong_nam_ron):
    checkpoint, center = CheckpointFactory.create(), CenterFactory.create(district=pong_nam_ron)
    for place in (checkpoint, center):
        html = client_of(director).get(place.get_absolute_url()).content.decode()
        assert page_of(f"{place._meta.model_name}/{place.code}") in html


@pytest.mark.parametrize("url", [page_of("district/2204"), page_of("province/22"), page_of("checkpoint/ban-laem")])
def test_cost_does_not_grow_with_the_visits(client_of, director, many_visits, url):
    browser = client_of(director)
    many_visits(5)
    few, _bytes = cost(browser, url)
    many_visits(60)
    assert cost(browser, url)[0] == few <= 25


def test_comparison_costs_no_more_than_a_page(client_of, people):
    four = "&".join(f"place={place.replace('/', '-')}" for place in PLACES[1:])
    assert cost(client_of(people["director"]), f"{COMPARE}?{four}")[0] <= 25
