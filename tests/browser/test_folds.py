"""An inspection on a phone: one group open at a time, the others say what is left; an error opens its group."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from tests.browser.test_inspection import last_inspection, new_inspection


def group(hand: Hand, name: str) -> Locator:
    return hand.page.locator("details.fold").filter(has=hand.page.locator(f"[name='{name}']"))


def begin(open_browser: Open, site: Site, *, scripts: bool = True) -> Hand:
    page = open_browser(viewport=PHONE, user="officer", language="en", java_script_enabled=scripts)
    hand = Hand(page, "en")
    new_inspection(hand, site.world.visits["draft"])
    return hand


def is_open(fold: Locator) -> bool:
    return fold.get_attribute("open") is not None


def test_an_inspection_begins_with_one_open_group(open_browser: Open, site: Site) -> None:
    hand = begin(open_browser, site)

    assert hand.page.locator("details.fold[open]").count() == 1
    assert is_open(group(hand, "c-observed_opens"))
    high = hand.page.evaluate("document.scrollingElement.scrollHeight")
    assert hand.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    expect(group(hand, "c-rating").locator("summary")).to_contain_text("1 needed before sending")
    hand.page.evaluate("for (const one of document.querySelectorAll('details.fold')) one.open = true")
    assert hand.page.evaluate("document.scrollingElement.scrollHeight") > 2.5 * high


def test_the_count_follows_what_is_typed(open_browser: Open, site: Site) -> None:
    hand = begin(open_browser, site)
    hours = group(hand, "c-observed_opens").locator("summary")
    expect(hours).to_contain_text("0 of 5 answered")
    expect(hours).to_contain_text("2 needed before sending")
    hand.fill({"c-observed_opens": "06:10", "c-observed_closes": "18:00", "c-hours_note": "Late"})

    expect(hours).to_contain_text("3 of 5 answered")
    expect(hours).not_to_contain_text("needed")
    hand.enter("c-hours_note", " ")
    expect(hours).to_contain_text("2 of 5 answered")


def test_a_group_is_opened_and_folded_by_keyboard(open_browser: Open, site: Site) -> None:
    hand = begin(open_browser, site)
    rating = group(hand, "c-rating")
    rating.locator("summary").focus()
    hand.page.keyboard.press("Enter")
    expect(hand.page.locator("[name=c-rating]").first).to_be_visible()
    hand.page.keyboard.press("Enter")
    expect(hand.page.locator("[name=c-rating]").first).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_an_error_opens_its_group_and_what_was_typed_in_the_others_is_kept(
    open_browser: Open, site: Site, scripts: bool
) -> None:
    hand = begin(open_browser, site, scripts=scripts)
    hand.fill({"narrative": "By night", "c-observed_opens": "06:10", "c-staff_on_duty": "many", "c-rating": "3"})
    for name in ("c-observed_opens", "c-staff_on_duty", "c-rating"):
        group(hand, name).locator("summary").click()
    hand.press("Save")

    staff = hand.page.locator("[name=c-staff_on_duty]")
    expect(staff).to_be_visible()
    expect(staff).to_have_value("many")
    assert hand.page.locator("details.fold[open]").count() == 1
    group(hand, "c-staff_on_duty").locator("summary").click()
    hand.page.locator("[data-error-summary] a").first.click()
    expect(staff).to_be_visible()

    hand.enter("c-staff_on_duty", "4")
    hand.press("Save")
    answers = last_inspection(site.world.visits["draft"]).asked.sheet.answers
    assert answers == answers | {"observed_opens": "06:10", "staff_on_duty": 4, "rating": 3}


def test_whatever_can_be_pressed_is_as_high_as_a_thumb(open_browser: Open, site: Site) -> None:
    hand = begin(open_browser, site)
    heads = hand.page.locator("details.fold > summary")
    assert all((box := head.bounding_box()) and box["height"] >= 44 for head in heads.all())
