"""The page of a place and comparisons: whatever they count is as long as its list, for every reader."""

import datetime as dt
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from patrols.models import Patrol
from reports.place.comparing import Comparison, difference
from reports.place.spots import Spot
from tests.centers.factories import make_check, make_public_report, take
from tests.checklists.factories import make_published
from tests.factories import DistrictFactory, UserFactory
from tests.patrols.factories import make_patrol_activity
from tests.reports.test_cost import cost
from tests.reports.test_scope import readers  # noqa: F401 - the reports that are counted
from tests.reports.test_tallies import world  # noqa: F401
from tests.visits.factories import CenterFactory, CheckpointFactory, NtsCategoryFactory, fill, make_visit
from ui import periods
from ui.periods import add_months
from visits.actions import submit

PLACES = ["province/22", "province/23", "district/2204", "district/2207", "checkpoint/ban-laem"]
PEOPLE = ["reviewer", "director", "guest", "nobody", "officer"]
COMPARE = reverse("reports:compare")
WHEN = {"period": "2026-09_2026-11"}


def page_of(place):
    return reverse("reports:place", args=place.split("/"))


def rows_behind(browser, url):
    """How many rows a page of the list behind a figure holds, or the list beside the map."""
    context = browser.get(url).context
    return len(context["listed"].places if "listed" in context else context["page"].rows)


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
                if cell and cell.url and cell.key != "readiness":
                    assert cell.value == rows_behind(browser, cell.url), cell.url


def test_two_periods_say_the_difference(client_of, people):
    asked = {"place": "province-22", "period": "2026-10", "with": "before"}
    page = client_of(people["director"]).get(COMPARE, asked)
    visits = page.context["found"].lines[0]
    assert ([cell.value for cell in visits.cells], visits.difference) == ([3, 3], "the same")


def test_periods_of_unlike_length_are_told_and_nothing_is_called_better(client_of, people):
    asked = {"place": "province-22", "period": "2026-09_2026-10"}
    browser = client_of(people["director"])
    page = browser.get(COMPARE, {**asked, "with": "2026-08"})
    assert [one.key for one in page.context["periods"]][:2] == ["2026-09_2026-10", "2026-08"]  # they stay chosen
    assert "Months so far: Sep 2026 – Oct 2026 2, Aug 2026 1." in page.content.decode()
    assert page.context["found"].lines[0].difference == "+6"
    assert {line.tone for line in page.context["found"].lines} == {"neutral"}
    even = browser.get(COMPARE + page.context["found"].even_url)
    assert even.context["found"].other.key == "2025-09_2025-10"
    assert even.context["found"].lines[0].tone == "leaf"
    assert "Months so far" not in even.content.decode()


def test_of_a_year_under_way_the_months_begun_are_compared(pong_nam_ron):
    year, before = periods.fiscal(2027), periods.fiscal(2026)
    found = Comparison([Spot("district", pong_nam_ron)], year, before, [], today=dt.date(2026, 11, 23))
    assert found.uneven
    assert found.even_url == "?place=district-2204&period=2026-10_2026-11&with=year"
    assert not replace(found, today=dt.date(2027, 9, 1)).uneven


@pytest.mark.parametrize(
    ("now", "before", "said"), [(3, 2, "+1 (+50\xa0%)"), (1, 2, "−1 (−50\xa0%)"), (4, 0, "+4"), (0, 0, "the same")]
)
def test_difference_in_words(now, before, said):
    with override("en"):
        assert difference(now, before) == said


@pytest.fixture
def two_centers(admin, center_staff, pong_nam_ron):
    """That of Pong Nam Ron received three reports, resolved one of them and was checked; that of Soi Dao none."""
    center, moment = CenterFactory.create(code="nts-2204", district=pong_nam_ron), timezone.now() - dt.timedelta(days=3)
    CenterFactory.create(code="nts-2207", district=DistrictFactory.create(code="2207"))
    center.staff.add(center_staff)
    *_others, done = (make_public_report(center, center_staff, received_at=moment) for _row in range(3))
    day = {"on": timezone.localdate(moment)}
    take(take(done, "acknowledged", center_staff, **day), "resolved", center_staff, words="Done.", **day)
    version = make_published(admin, code="center-check", purpose="readiness")
    make_check(center, center_staff, version, on=timezone.localdate() - dt.timedelta(days=5))
    return center


def test_public_reports_and_readiness_stand_beside_each_other(client_of, director, two_centers):
    browser = client_of(director)
    asked = {"place": ["district-2204", "district-2207", "center-nts-2204"], "period": "12m"}
    found = browser.get(COMPARE, asked).context["found"]
    told = {line.cells[0].key: line.cells for line in found.lines}
    assert [cell.value for cell in told["received"]] == [3, 0, 3]
    assert [cell.value for cell in told["resolved"]] == [1, 0, 1]
    assert [cell and cell.value for cell in told["checked"]] == [1, 0, None]
    assert [cell and cell.value for cell in told["unseen"]] == [1, 1, None]
    assert [cell and cell.value for cell in told["readiness"]] == [86, None, 86]
    for key in ("received", "resolved", "checked", "unseen"):
        for cell in told[key]:
            assert not cell or not cell.url or rows_behind(browser, cell.url) == cell.value, cell.url


def test_how_a_place_stands_today_is_no_matter_of_two_periods(client_of, director, two_centers):
    found = client_of(director).get(COMPARE, {"place": "district-2204", "with": "before"}).context["found"]
    keys = {line.cells[0].key for line in found.lines}
    assert {"received", "on_time"} <= keys
    assert not keys & {"checked", "readiness", "unseen", "practices"}


def test_what_says_nothing_of_a_place_is_left_empty(client_of, director, two_centers):
    checkpoint = CheckpointFactory.create()
    asked = {"place": [f"checkpoint-{checkpoint.code}", "district-2204"]}
    page = client_of(director).get(COMPARE, asked)
    (received,) = (line for line in page.context["found"].lines if line.label == "Public reports received")
    assert received.cells[0] is None
    assert "nothing known" in page.content.decode()


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


def test_days_in_the_table_of_places_stay_on_one_line(client_of, director, pong_nam_ron):
    CheckpointFactory.create(code="ban-laem", status_on=dt.date(2025, 9, 18), last_visited_on=dt.date(2023, 3, 13))
    page = client_of(director).get("/places/district/2204/").content.decode().replace("\N{NO-BREAK SPACE}", "_")
    assert "as of Thu_18_Sep_2025" in page
    assert ">Mon_13_Mar_2023<" in page


@pytest.mark.parametrize("url", [page_of("district/2204"), page_of("province/22"), page_of("checkpoint/ban-laem")])
def test_cost_does_not_grow_with_the_visits(client_of, director, many_visits, url):
    browser = client_of(director)
    many_visits(5)
    few, _bytes = cost(browser, url)
    many_visits(60)
    assert cost(browser, url)[0] == few <= 25


@pytest.mark.parametrize("place", ["district/2204", "checkpoint/ban-laem"])
def test_patrols_in_review_cost_one_query_more(client_of, director, officer, many_visits, two_centers, place):
    browser, url = client_of(director), page_of(place)
    many_visits(5)
    without, _bytes = cost(browser, url)
    visit = make_visit(officer)
    activity = make_patrol_activity(fill(visit))
    Patrol.objects.create(code="JP-2566-0001", lineage=activity.lineage, reference=visit.reference, created_by=officer)
    submit(visit=visit, by=officer, version=visit.version)
    assert cost(browser, url)[0] == without + 1 <= 25


def test_comparison_costs_no_more_than_a_page(client_of, people):
    four = "&".join(f"place={place.replace('/', '-')}" for place in PLACES[1:])
    assert cost(client_of(people["director"]), f"{COMPARE}?{four}")[0] <= 25


def test_what_was_not_assessed_in_a_month_is_not_the_same_as_not_visited(client_of, director, recent_visit):
    NtsCategoryFactory.create(code="TIP", sort=1)
    today = timezone.localdate()
    period = f"{add_months(recent_visit.date_start, -1):%Y-%m}_{add_months(today, 1):%Y-%m}"
    page = client_of(director, "en").get(page_of("district/2204"), {"period": period})
    marks = [str(one.level) if one else "" for one in page.context["said"][0].months]
    assert (page.context["said"][0].category.code, marks[:2], marks[-1]) == ("TIP", ["", "not_assessed"], "None")
    assert all(words in page.content.decode() for words in ("no visit known", "still to come"))


@pytest.mark.parametrize("place", ["province/22", "district/2204"])
def test_area_is_found_on_the_map(client_of, director, recent_visit, place):
    kind, code = place.split("/")
    assert f'href="{reverse("reports:map")}?{kind}={code}"' in client_of(director).get(page_of(place)).content.decode()


@pytest.mark.parametrize("place", ["province/23", "district/2301", "district/2207", "checkpoint/ban-laem"])
@pytest.mark.parametrize("name", ["abroad", "guest"])
def test_page_asks_few_queries_also_for_who_has_reports_of_their_own(client_of, world, name, place):  # noqa: F811
    browser = client_of(world[name])
    assert cost(browser, f"{page_of(place)}?period=2026-01_2026-12")[0] <= 25
