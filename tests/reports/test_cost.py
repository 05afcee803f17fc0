"""The cost of a page does not grow with the reports: the same queries, and about the same answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.visits.factories import make_visit

PAGES = {
    "officer home": ("officer", reverse("reports:home")),
    "director home": ("director", reverse("reports:home")),
    "map": ("officer", reverse("reports:map")),
    "map data": ("officer", reverse("reports:map_data")),
    "dashboard": ("director", reverse("reports:dashboard")),
    "dashboard, everything asked": (
        "director",
        reverse("reports:dashboard") + "?period=24m&district=2204&category=DRUG&at=PERMANENT&agency=dopa",
    ),
    "dashboard, work": ("director", reverse("reports:dashboard_work") + "?province=22&district=2204"),
    "dashboard, found": ("director", reverse("reports:dashboard_found") + "?province=22&district=2204"),
}


def cost(browser, url):
    """Queries and bytes of one page."""
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(url)
    assert response.status_code == 200
    return len(queries), len(response.content)


@pytest.mark.parametrize("place", PAGES)
def test_page_costs_the_same_at_10_and_300_visits(client_of, request, officer, many_visits, place):
    person, url = PAGES[place]
    browser = client_of(request.getfixturevalue(person))
    make_visit(officer)
    many_visits(10)
    few_queries, few_bytes = cost(browser, url)
    for _ in range(8):
        make_visit(officer)
    many_visits(290)
    many_queries, many_bytes = cost(browser, url)
    assert many_queries == few_queries <= 25
    assert many_bytes < 2 * few_bytes + 5_000
