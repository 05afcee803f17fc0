"""Counting workers on a phone: two groups, the second begun with the answers of the first."""

from typing import Any

import pytest
from playwright.sync_api import expect

from labour.models import Crop, WorkerCount
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from tests.visits.factories import fill, make_stop, make_visit
from visits.models import Stop


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without scripts"])
def orchard(request: Any, site: Site, django_db_blocker: Any) -> tuple[Stop, bool]:
    """A stop of a draft, and whether the browser runs scripts. Stored for the site to see."""
    with django_db_blocker.unblock():
        return make_stop(fill(make_visit(site.world.people["officer"])), place="สวนลำไย"), request.param


def test_two_groups_are_counted_on_a_phone(orchard: tuple[Stop, bool], open_browser: Open) -> None:
    stop, scripts = orchard
    page = open_browser(viewport=PHONE, user="officer", java_script_enabled=scripts)
    hand = Hand(page)
    longan = f"agriculture-{Crop.objects.get(code='longan').pk}"
    hand.go(f"/visits/{stop.visit.reference}/report/results/new/?stop={stop.pk}&kind=observation")
    hand.fill({"narrative": "นับแรงงานในสวนกับผู้ใหญ่บ้าน", "w-0-nationality": "KH", "w-0-work": longan})
    hand.fill({"w-0-route": "s64_seasonal", "w-0-women": 46, "w-0-men": 52, "w-0-children": 7})
    button = page.get_by_role("button", name=hand.words("Add another group"))
    button.click()
    for name, value in (("nationality", "KH"), ("work", longan), ("route", "s64_seasonal"), ("women", "")):
        expect(page.locator(f"[name='w-1-{name}']")).to_have_value(value)
    hand.fill({"w-1-nationality": "LA", "w-1-women": 3, "w-1-estimated": True})
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    hand.press("Save")
    counts = WorkerCount.objects.filter(activity__stop=stop)
    assert list(counts.values_list("nationality", "women", "men", "children", "estimated")) == [
        ("KH", 46, 52, 7, False),
        ("LA", 3, None, None, True),
    ]
    hand.go(f"/visits/{stop.visit.reference}/report/check/")
    hand.sees("แรงงาน 101 คน")
    hand.sees(hand.words("estimated"))
