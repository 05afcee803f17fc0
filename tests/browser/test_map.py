"""The map by keyboard and by its list, on the site's own base map: the fixture fails if anything left the site."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open

CHANTHABURI = "/map/?province=22"
BAN_LAEM = "[data-feature=checkpoint-ban-laem]"


def test_arrow_keys_go_from_marker_to_marker_and_the_list_follows(open_browser: Open) -> None:
    page = open_browser(user="officer", language="en")
    page.goto(CHANTHABURI)
    page.locator(".marker-box").first.focus()
    before = page.evaluate("document.activeElement.ariaLabel")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") != before
    for _marker in range(page.locator(".marker-box").count()):  # a group of markers has no line in the list
        if page.locator(".map-list .is-pointed").count():
            break
        page.keyboard.press("ArrowRight")
    expect(page.locator(".map-list .is-pointed")).to_have_count(1)


def test_enter_opens_a_marker_and_escape_comes_back_to_it(open_browser: Open) -> None:
    page = open_browser(user="officer", language="en")
    page.goto(CHANTHABURI)
    marker = page.locator(".marker-box[aria-label^='Ban Laem,']").first
    marker.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".popup-title a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(marker).to_be_focused()


def test_list_shows_a_place_on_the_map(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.goto("/map/")
    page.locator(f"{BAN_LAEM} [data-show]").click()
    expect(page.locator(".popup-title")).to_have_text("Ban Laem")


def test_pointing_at_the_list_marks_the_map(open_browser: Open) -> None:
    page = open_browser(user="officer", language="en")
    page.goto(CHANTHABURI)
    expect(page.locator(".marker-box").first).to_be_visible()
    page.locator(BAN_LAEM).hover()
    expect(page.locator(".marker-box.is-pointed")).to_have_count(1)


def test_visits_leave_the_map_when_switched_off(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.goto(CHANTHABURI)
    page.locator(".map-legend summary").click()
    page.get_by_label("Visits", exact=True).uncheck()
    expect(page.locator(".marker-visits")).to_have_count(0)


def test_list_and_disclaimer_serve_without_scripts(open_browser: Open) -> None:
    page = open_browser(user="officer", language="th", viewport=PHONE, java_script_enabled=False)
    page.goto(CHANTHABURI)
    expect(page.locator(BAN_LAEM)).to_contain_text("บ้านแหลม")
    expect(page.get_by_text("เส้นเขตแดน")).to_be_visible()
