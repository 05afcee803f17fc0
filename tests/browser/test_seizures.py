"""Two officers of two agencies report the same case; the reviewer settles it to one, and the dashboard counts one."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Agency
from checkpoints.models import Checkpoint
from seizures.models import DoubleCount, GoodsKind, Lot, Standing, Unit
from tests.browser.conftest import DESK, PHONE, Open, Site
from tests.browser.hand import Hand
from tests.browser.test_journey import decide, send
from tests.visits.factories import fill, make_visit
from visits.models import Visit

DAY = timezone.localtime() - dt.timedelta(days=3)
NARRATIVE = "ตรวจรถกระบะที่จุดตรวจร่วม พบบุหรี่ไม่เสียภาษี"


@pytest.fixture(scope="module")
def drafts(site: Site, django_db_blocker: Any) -> Iterator[tuple[Visit, Visit]]:
    """A report each of the officer and the colleague, complete but for the goods; both were at Ban Laem."""
    with django_db_blocker.unblock():
        day = DAY.date()
        made = [
            fill(make_visit(site.world.people[name], date_start=day, date_end=day)) for name in ("officer", "colleague")
        ]
        for visit in made:
            visit.stops.update(checkpoint=Checkpoint.objects.get(code="ban-laem"), arrived_at=DAY, departed_at=DAY)
        yield made[0], made[1]


def record(hand: Hand, visit: Visit, *, agency: str, quantity: str, unit: str, case: str) -> None:
    """What a tired officer does: choose, type a number, name the agency and the case, save."""
    hand.go(f"/visits/{visit.reference}/report/results/")
    here = hand.page.locator("section.stop").first
    here.locator("select[name=kind]").select_option("other")
    hand.press("Add an activity", here)
    hand.enter("narrative", NARRATIVE)
    hand.enter("goods-0-kind", GoodsKind.objects.get(code="cigarettes").pk)
    expect(hand.page.locator("[name=goods-0-unit] option:not([hidden])")).to_have_count(4)  # none, and three that fit
    expect(hand.page.locator("[name=goods-0-unit]")).to_have_value(str(Unit.objects.get(code="packet").pk))
    hand.fill({"goods-0-quantity": quantity, "goods-0-unit": Unit.objects.get(code=unit).pk})
    hand.press("Save")
    expect(hand.page.locator("[data-error-summary]")).to_be_visible()  # the agency is missing; the rest is kept
    expect(hand.page.locator("[name=goods-0-quantity]")).to_have_value(quantity)
    hand.enter("goods-0-seized_by", Agency.objects.get(code=agency).pk)
    hand.page.locator(".goods-row summary").first.click()
    hand.enter("goods-0-case_number", case)
    assert hand.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    hand.press("Save")
    hand.go(visit.get_absolute_url())
    hand.sees(case)


def take_to_approval(visit: Visit, author: Hand, reviewer: Hand, director: Hand) -> Lot:
    send(author, visit)
    decide(reviewer, visit, "Review the report", "Endorse the report")
    decide(director, visit, "Decide on the report", "Approve the report")
    return Lot.objects.get(report=visit)


def cigarettes(director: Hand) -> str:
    """What the dashboard says of cigarettes; empty where it says nothing."""
    director.go("/dashboard/found/")
    row = director.page.locator(".goods-totals tr", has_text=GoodsKind.objects.get(code="cigarettes").name_th)
    return row.inner_text() if row.count() else ""


def change_hands(hand: Hand, lot: Lot) -> None:
    """The first step of custody on a phone; what is missing is said at the field."""
    hand.go(f"/seizures/{lot}/")
    hand.fill({"at": DAY + dt.timedelta(hours=2), "to_office": "ห้องเก็บของกลาง"})
    hand.press("Record the step")
    expect(hand.page.locator("[data-error-summary] li")).to_have_count(1)
    hand.enter("signed_by", "ด.ต. สมชาย")
    hand.press("Record the step")
    hand.sees("ด.ต. สมชาย")
    expect(hand.page.locator(".timeline li")).to_have_count(1)
    assert hand.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_a_seizure_counted_by_two_agencies_is_settled_to_one(drafts: tuple[Visit, Visit], open_browser: Open) -> None:
    officer, colleague, reviewer = (
        Hand(open_browser(viewport=PHONE, user=name)) for name in ("officer", "colleague", "reviewer")
    )
    director = Hand(open_browser(viewport=DESK, user="director"))
    record(officer, drafts[0], agency="customs", quantity="350", unit="carton", case="จบ. 128/2569")
    record(colleague, drafts[1], agency="police-station", quantity="3,500", unit="packet", case="จบ.๑๒๘/๒๕๖๙")
    first, second = (
        take_to_approval(visit, author, reviewer, director)
        for visit, author in zip(drafts, (officer, colleague), strict=True)
    )

    assert cigarettes(director) == ""
    expect(director.page.locator(".goods-waiting")).to_contain_text("2")

    reviewer.go("/")
    pair = DoubleCount.objects.get(first=first, second=second)
    link = reviewer.page.locator(f"a[href='/seizures/doubles/{pair.pk}/']").first
    with reviewer.page.expect_navigation():
        link.click()
    for words in ("จบ. 128/2569", "จบ.๑๒๘/๒๕๖๙", str(first), str(second)):
        reviewer.sees(words)
    assert reviewer.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    reviewer.enter("verdict", "second")
    reviewer.press("Save the decision")
    expect(reviewer.page.locator("[data-error-summary]")).to_be_visible()
    reviewer.enter("reason", "จับกุมคราวเดียวกัน ของกลางอยู่ที่สถานีตำรวจ")
    reviewer.press("Save the decision")
    reviewer.sees(reviewer.words("Settled."))

    assert "3,500" in cigarettes(director)
    expect(director.page.locator(".goods-waiting")).to_have_count(0)
    standings = dict(Lot.objects.filter(pk__in=[first.pk, second.pk]).values_list("pk", "standing"))
    assert standings == {first.pk: Standing.DOUBLE, second.pk: Standing.COUNTS}
    change_hands(colleague, second)
