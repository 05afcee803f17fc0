"""Scripts only add: the same way from a new report to sending it, with JavaScript switched off."""

from playwright.sync_api import expect

from tests.browser import chanthaburi
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from tests.visits.factories import FIRST_DAY, LAST_DAY


def hand_without_scripts(open_browser: Open) -> Hand:
    return Hand(open_browser(viewport=PHONE, user="officer", java_script_enabled=False))


def test_a_report_is_started(open_browser: Open) -> None:
    hand = hand_without_scripts(open_browser)
    hand.go("/visits/new/")
    hand.fill({"title_th": "ตรวจเยี่ยมด่านบ้านแหลม", "date_start": FIRST_DAY, "date_end": LAST_DAY})
    hand.press("Start the report")
    expect(hand.page.locator("[data-error-summary]")).to_be_visible()  # no district yet
    expect(hand.page.locator("[name=title_th]")).to_have_value("ตรวจเยี่ยมด่านบ้านแหลม")

    hand.page.locator("[name=districts]").first.check()
    hand.press("Start the report")

    expect(hand.page.locator("h1")).to_have_text("ตรวจเยี่ยมด่านบ้านแหลม")


def test_a_row_is_added_by_the_server_and_what_was_typed_is_kept(open_browser: Open, site: Site) -> None:
    hand = hand_without_scripts(open_browser)
    draft, stop = site.world.visits["ready"], site.world.things["ready"].stop
    hand.go(f"/visits/{draft.reference}/report/results/new/?stop={stop}&kind=consultation")
    hand.fill({"narrative": "ตรวจร่วมสี่แยกบ้านแหลม", "p-0-unit": "ทหาร", "p-0-role": "ตรวจร่วม"})

    rows = hand.page.locator("fieldset.party:visible").count()
    hand.press("Add another agency")

    expect(hand.page.locator("fieldset.party:visible")).to_have_count(rows + 1)
    expect(hand.page.locator("[name=narrative]")).to_have_value("ตรวจร่วมสี่แยกบ้านแหลม")
    hand.fill({f"p-{rows}-unit": "สาธารณสุขอำเภอ"})
    hand.press("Save")
    hand.sees("ตรวจร่วมสี่แยกบ้านแหลม")


def test_photographs_are_added(open_browser: Open, site: Site) -> None:
    hand = hand_without_scripts(open_browser)
    reference = site.world.visits["ready"].reference
    hand.go(f"/visits/{reference}/report/photos/")
    hand.page.locator("[name=pictures]").set_input_files([chanthaburi.picture("teal")])
    hand.press("Add photographs", hand.page.locator(".photo-add"))

    hand.sees(hand.counted("%(count)s photograph is stored safely.", "%(count)s photographs are stored safely.", 1))


def test_a_report_is_sent(open_browser: Open, site: Site) -> None:
    hand = hand_without_scripts(open_browser)
    reference = site.world.visits["ready"].reference
    hand.go(f"/visits/{reference}/report/")
    hand.follow("Check answers")
    hand.press("Send for review")

    hand.sees(hand.words("Report %(reference)s was sent for review.", reference=reference))
