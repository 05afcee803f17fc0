"""A joint patrol filed by both sides, on two phones, with one differing fact."""

import datetime as dt
import re

from playwright.sync_api import expect

from patrols.models import Account, Patrol
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from tests.visits.factories import BANGKOK

DAY = dt.datetime(2023, 3, 13, tzinfo=BANGKOK)
FACTS = {
    "mechanism": "local",
    "started_at": DAY.replace(hour=8),
    "ended_at": DAY.replace(hour=11),
    "pillar_from": "55",
    "pillar_to": "56",
    "incident": "no",
    "agreed": "Weekly call",
}
UNITS = {"u-0-of_side": "own", "u-0-unit": "BPP 116", "u-0-head_count": "8"}
THEIRS = {"u-1-of_side": "counterpart", "u-1-unit": "RCAF 53"}


def fits(hand: Hand) -> None:
    assert hand.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def file_ours(hand: Hand, site: Site) -> Patrol:
    """From the activity in the report to our account, which the report has begun already."""
    lineage = site.world.things["published"].unrecorded
    hand.go(site.world.visits["published"].get_absolute_url())
    with hand.page.expect_navigation():
        hand.page.locator(f"main a[href$='/patrols/of/{lineage}/']").click()
    fits(hand)
    hand.fill(FACTS | UNITS | THEIRS | {"u-1-head_count": "6"})
    hand.press("Save and go to the record")
    expect(hand.page.locator("main")).to_contain_text(hand.words("draft, not signed off"))
    return Patrol.objects.get(lineage=lineage)


def make_link(hand: Hand) -> str:
    hand.follow("Ask the counterpart by a link")
    hand.enter("language", "km")
    hand.press("Make the link")
    fits(hand)
    return hand.page.locator("#link").inner_text().strip()


def answer_theirs(hand: Hand, link: str, patrol: Patrol) -> None:
    """In English and without signing in; what was wrong is told, and nothing typed is lost."""
    hand.go(link)
    hand.sees("You are asked to write down what your side did")
    hand.press("Begin")
    assert link.rsplit("/", 2)[-2] not in hand.page.url
    expect(hand.page.locator("body")).not_to_contain_text(patrol.code)
    fits(hand)
    hand.fill(FACTS | UNITS | THEIRS | {"checkpoint_text": "Ban Laem", "u-1-head_count": "ten"})
    hand.press("Save and check")
    expect(hand.page.locator("[data-error-summary]")).to_be_focused()
    expect(hand.page.locator("[name=agreed]")).to_have_value("Weekly call")
    hand.enter("u-1-head_count", "10")
    hand.press("Save and check")
    hand.sees("RCAF 53: 10")
    hand.fill({"name": "Sok Dara", "position": "Commander", "unit": "RCAF 53", "confirmed": True})
    hand.page.get_by_role("button", name="Sign off").click()  # the receipt comes in the answer itself
    hand.sees("Signed off. Thank you.")
    fits(hand)


def sign_ours(hand: Hand) -> None:
    hand.follow("Check and sign off")
    hand.fill({"name": "สมชาย รักษา", "position": "ปลัดอำเภอ", "confirmed": True})
    hand.press("Sign off")
    hand.sees(hand.words("Signed off. This account is in force now."))


def test_a_patrol_filed_by_both_sides_with_one_differing_fact(open_browser: Open, site: Site) -> None:
    officer = Hand(open_browser(viewport=PHONE, user="officer"))
    patrol = file_ours(officer, site)
    link = make_link(officer)
    answer_theirs(Hand(open_browser(viewport=PHONE, language="en"), "en"), link, patrol)

    forwarded = open_browser(viewport=PHONE, language="en")
    answer = forwarded.goto(link)
    assert answer is not None
    assert answer.status == 404

    officer.go(patrol.get_absolute_url())
    sign_ours(officer)
    table = officer.page.locator("table.compare tbody tr")
    differing = officer.page.locator("table.compare tr.is-differing")
    expect(differing).to_have_count(1)
    expect(differing).to_contain_text(officer.words("People of the counterpart"))
    expect(differing).to_contain_text(officer.words("differs"))
    for count in ("6", "10"):
        expect(differing).to_contain_text(count)
    expect(officer.page.locator("table.compare tr.tone-leaf")).to_have_count(table.count() - 1)
    fits(officer)
    assert set(Account.objects.filter(patrol=patrol).values_list("how", "version")) == {
        ("own_officer", 1),
        ("counterpart_link", 1),
    }


def test_a_route_is_drawn_with_a_thumb_and_without_scripts_typed(open_browser: Open, site: Site) -> None:
    """Two presses on the map, one taken back, two more; and the same page as a list of points."""
    address = f"/patrols/{site.world.things['published'].patrol}/"
    hand = Hand(open_browser(viewport=PHONE, user="officer"))
    hand.go(f"{address}route/")
    points, canvas = hand.page.locator("[name=points]"), hand.page.locator("[data-map]")
    expect(canvas.locator("path.map-land").first).to_be_attached()
    for x, y in ((120, 150), (200, 180)):
        canvas.click(position={"x": x, "y": y})
    expect(points).to_have_value(re.compile(r"^\S+, \S+\n\S+, \S+$"))
    hand.page.locator("[data-undo-point]").click()
    canvas.click(position={"x": 220, "y": 120})
    hand.fill({"points": "13.0412, 102.4716\n13.0467, 102.4723"})
    hand.press("Keep the route")
    expect(hand.page.locator("path.map-route")).to_have_count(1)

    plain = Hand(open_browser(viewport=PHONE, user="officer", java_script_enabled=False))
    plain.go(f"{address}route/")
    plain.fill({"points": "13.04, 102.47\n13.05, 102.48\n13.05, 102.47\n13.04, 102.48"})
    plain.page.locator("main form button[type=submit]").first.click()
    expect(plain.page.locator("#id_points_error")).to_be_visible()
    expect(plain.page.locator("[name=points]")).to_have_value(
        "13.04, 102.47\n13.05, 102.48\n13.05, 102.47\n13.04, 102.48"
    )
