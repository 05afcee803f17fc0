"""Public reports and readiness where directors and center staff look first: every number leads to what it counts."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from centers.models import Center
from tests.centers.factories import make_check, make_public_report, take
from tests.checklists.factories import make_published
from tests.factories import UserFactory
from tests.visits.factories import CenterFactory

PAGE = reverse("reports:dashboard_work")


@pytest.fixture
def center(pong_nam_ron, center_staff) -> Center:
    center = CenterFactory.create(district=pong_nam_ron)
    center.staff.add(center_staff)
    return center


@pytest.fixture
def reports(center, center_staff, soi_dao, director):
    """Three of this week: one waits, one is resolved, one waits elsewhere; and one of long ago."""
    moment = timezone.now() - dt.timedelta(days=3)
    other = CenterFactory.create(code="soi-dao", district=soi_dao)
    make_public_report(center, center_staff)
    make_public_report(center, center_staff, received_at=moment, category="TIP")
    make_public_report(other, director, received_at=moment, channel="line")
    done = make_public_report(center, center_staff, received_at=moment)
    day = {"on": timezone.localdate(moment)}
    return take(take(done, "acknowledged", center_staff, **day), "resolved", center_staff, words="Done.", **day)


def rows_behind(browser, url):
    return len(browser.get(url).context["page"].rows)


def test_every_number_leads_to_the_reports_that_it_counts(client_of, director, reports):
    browser = client_of(director)
    board = browser.get(PAGE).context["public"]
    assert [(one.key, one.value) for one in board.numbers] == [("received", 3), ("untaken", 2), ("resolved", 1)]
    for one in [*board.numbers, *board.categories, *board.channels]:
        assert rows_behind(browser, one.url) == one.value


def test_every_center_leads_to_its_reports(client_of, director, reports):
    browser = client_of(director)
    lines = browser.get(PAGE).context["public"].centers
    assert [(line.received, line.waiting, line.resolved) for line in lines] == [(2, 1, 1), (1, 1, 0)]
    for line in lines:
        assert rows_behind(browser, line.resolved_url) == line.resolved
        assert rows_behind(browser, line.url) == line.received
        assert rows_behind(browser, line.waiting_url) == line.waiting


def test_the_period_narrows_them(client_of, director, reports):
    assert client_of(director).get(PAGE, {"period": "24m"}).context["public"].numbers[0].value == 3


def test_a_reviewer_of_another_area_counts_nothing(client_of, reports):
    page = client_of(UserFactory.create(role="reviewer", areas=["TH27"])).get(PAGE)
    assert page.context["public"].numbers[0].value == 0
    assert page.context["public"].centers == []


def test_readiness_leads_to_the_centers_that_it_counts(client_of, director, admin, center, center_staff, reports):
    version = make_published(admin, code="center-check", purpose="readiness")
    make_check(center, center_staff, version, on=timezone.localdate() - dt.timedelta(days=5))
    browser = client_of(director, "en")
    page = browser.get(PAGE)
    found = page.context["centers"].readiness
    assert (found.checked, found.stale) == (1, 1)
    assert rows_behind(browser, "/centers/?readiness=checked") == rows_behind(browser, "/centers/?readiness=stale") == 1
    assert "mean readiness of those checked: 86 %" in page.content.decode()


def test_the_dashboard_costs_the_same_for_few_reports_and_for_many(client_of, director, center, center_staff, reports):
    browser = client_of(director)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(PAGE)
        return len(found)

    few = queries()
    for _ in range(40):
        make_public_report(center, center_staff, received_at=timezone.now())
    assert queries() == few


def test_what_nobody_took_up_stands_on_the_home_page_of_the_staff(client_of, center_staff, reports):
    browser = client_of(center_staff)
    pile = next(one for one in browser.get("/").context["piles"] if one.key == "public-reports")
    assert [task.attention for task in pile.tasks] == [True, False]
    assert pile.total == rows_behind(browser, pile.url) == 2


def test_and_on_nobody_elses(client_of, officer, director, reports):
    for person in (officer, director):
        assert "public-reports" not in {one.key for one in client_of(person).get("/").context["piles"]}
