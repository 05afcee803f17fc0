"""Photographs on the page of a report, while their sizes are being made: they appear without being asked for."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import chanthaburi
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand

LOOKS = 20  # as in static/js/photos.js
LONGEST = 20_000  # milliseconds


def report_with_one_pending(hand: Hand, site: Site) -> str:
    """Adds a photograph by hand; its sizes wait for a worker. The address of the report."""
    site.run_jobs()
    visit = site.world.visits["draft"]
    hand.go(f"/visits/{visit.reference}/report/photos/")
    hand.page.locator("[name=pictures]").set_input_files([chanthaburi.picture("teal")])
    hand.press("Add photographs", hand.page.locator(".photo-add"))
    return visit.get_absolute_url()


def test_a_picture_appears_as_soon_as_it_is_made(open_browser: Open, site: Site) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="officer"))
    hand.go(report_with_one_pending(hand, site))
    pending, pictures = hand.page.locator("#section-photos .photo-pending"), hand.page.locator("#section-photos img")
    expect(pending).to_have_count(1)
    before = pictures.count()

    site.run_jobs()

    expect(pending).to_have_count(0)
    expect(pictures).to_have_count(before + 1)
    pictures.last.scroll_into_view_if_needed()
    expect(pictures.last).to_have_js_property("naturalWidth", 320)
    expect(hand.page.locator("#section-photos a:has(img)").last).to_have_attribute("href", large_url(hand.page))


def large_url(page: Page) -> str:
    shown = page.locator("#section-photos img").last.get_attribute("src") or ""
    return shown.replace("/thumb/", "/screen/")


def test_after_a_while_nothing_is_asked_any_more(open_browser: Open, site: Site) -> None:
    page = open_browser(viewport=PHONE, user="officer")
    hand, looks = Hand(page), list[str]()
    address = report_with_one_pending(hand, site)
    page.clock.install()

    def note(response: Any) -> None:
        if response.request.method == "HEAD":
            looks.append(response.url)

    page.on("response", note)
    hand.go(address)
    for _turn in range(100 * LOOKS):
        if len(looks) == LOOKS:
            break
        page.clock.run_for(LONGEST)
    for _turn in range(LOOKS):
        page.clock.run_for(LONGEST)

    assert len(looks) == LOOKS
    expect(page.locator("#section-photos .photo-pending")).to_have_count(1)


def test_without_scripts_it_says_so_until_the_page_is_opened_again(open_browser: Open, site: Site) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="officer", java_script_enabled=False))
    address = report_with_one_pending(hand, site)
    hand.go(address)
    expect(hand.page.locator("#section-photos .photo-pending")).to_have_count(1)

    site.run_jobs()
    hand.go(address)

    expect(hand.page.locator("#section-photos .photo-pending")).to_have_count(0)
