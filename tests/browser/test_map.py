"""The map by keyboard and by its list, on the site's own base map: the fixture fails if anything left the site."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

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
    page.get_by_text("Layers and colours").click()
    page.get_by_label("Visits", exact=True).uncheck()
    expect(page.locator(".marker-visits")).to_have_count(0)
    assert "layer=visits" not in page.url


def test_what_is_chosen_before_the_first_answer_counts_too(open_browser: Open) -> None:
    page, held = open_browser(user="director", language="en"), list[Route]()
    page.route("**/map/data/**", lambda route: route.continue_() if held else held.append(route))
    page.goto(CHANTHABURI)
    page.get_by_text("Layers and colours").click()
    page.get_by_label("Visits", exact=True).uncheck()
    expect(page.locator(".marker")).to_have_count(0)
    held[0].continue_()

    expect(page).to_have_url(re.compile("layer=checkpoints"))
    expect(page).not_to_have_url(re.compile("layer=visits"))
    expect(page.locator(".marker").first).to_be_visible()
    expect(page.locator(".marker-visits")).to_have_count(0)
    page.locator(".leaflet-control-zoom-in").click()
    expect(page).to_have_url(re.compile("view="))


def test_list_and_disclaimer_serve_without_scripts(open_browser: Open) -> None:
    page = open_browser(user="officer", language="th", viewport=PHONE, java_script_enabled=False)
    page.goto(CHANTHABURI)
    expect(page.locator(BAN_LAEM)).to_contain_text("บ้านแหลม")
    expect(page.get_by_text("เส้นเขตแดน")).to_be_visible()


def coloured(page: Page) -> Page:
    """The map with its provinces in shades; the world of the tests is of March 2023."""
    page.goto("/map/?period=2023-01_2023-06&shade=visits")
    expect(page.locator("path.shade").first).to_be_visible()
    return page


def test_area_is_selected_by_keyboard(open_browser: Open) -> None:
    page = coloured(open_browser(user="director", language="en"))
    page.locator("path.shade[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.ariaLabel")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.ariaLabel") != first
    name = page.evaluate("document.activeElement.ariaLabel").split(":")[0]
    page.keyboard.press("Enter")
    expect(page.locator("#map-list")).to_contain_text(name)
    assert "province=" in page.url


def test_area_is_selected_by_a_click(open_browser: Open) -> None:
    page = coloured(open_browser(user="director", language="en"))
    page.locator(".map-rectangle").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**within=**")
    page.locator("path.shade[aria-label^='Chanthaburi']").dispatch_event("click")
    expect(page.locator("#map-list")).to_contain_text("Chanthaburi")
    assert "within=" not in page.url
    expect(page.locator(".chip-on")).to_contain_text("Chanthaburi")
    expect(page.locator(BAN_LAEM)).to_be_visible()


def test_month_is_chosen_by_arrow_keys_and_stands_in_the_address(open_browser: Open) -> None:
    page = coloured(open_browser(user="director", language="en"))
    page.get_by_role("slider").focus()
    for _month in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".map-month output")).to_have_text("Mar 2023")
    page.wait_for_url("**month=2023-03**")


def test_link_shows_the_same_view(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.goto("/map/?view=13.0800,102.4500,10")
    expect(page.locator(".marker[data-name='Ban Laem']")).to_be_visible()
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url("**view=13.08**%2C11")


def test_rectangle_is_drawn_with_the_mouse(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.goto("/map/?view=13.0800,102.4500,9")
    expect(page.locator(".marker-box").first).to_be_visible()
    page.locator(".map-rectangle").click()
    box = page.locator("[data-map]").bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 400, steps=4)
    page.mouse.up()
    page.wait_for_url("**within=**")
    expect(page.locator(".chip-on")).to_contain_text("the rectangle drawn")


def test_picture_is_made_in_the_browser(open_browser: Open) -> None:
    page = coloured(open_browser(user="director", language="th"))
    with page.expect_download() as waiting:
        page.locator("[data-map-png]").click()
    made = waiting.value.path().read_bytes()
    assert made.startswith(b"\x89PNG")
    assert len(made) > 50_000


ENTRIES = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
}"""


# Waits in the page itself: the content policy lets nobody wait by a string of code.
UNTIL_KEPT = f"""async () => {{
    const entries = {ENTRIES};
    const ruled = () => navigator.serviceWorker.controller?.state === "activated";
    while (!ruled() || !(await entries()).includes("/places/basemap/")) await new Promise((go) => setTimeout(go, 100));
}}"""


def test_base_map_is_there_without_a_network_after_one_visit(open_browser: Open) -> None:
    page = open_browser(user="officer", language="th")
    page.goto("/map/")
    page.evaluate(UNTIL_KEPT)
    page.context.set_offline(True)
    page.goto(CHANTHABURI)
    expect(page.get_by_text("ไม่มีสัญญาณ").first).to_be_visible()
    expect(page.locator("path.map-line-province").first).to_be_visible()
    assert page.locator(".marker-box").count() == 0
    page.context.set_offline(False)
    page.get_by_role("link", name="ลองอีกครั้ง").click()
    expect(page.locator(".marker-box").first).to_be_visible()
    assert page.url.endswith(CHANTHABURI)


def test_nothing_of_a_report_is_kept_for_a_time_without_a_network(open_browser: Open) -> None:
    page = open_browser(user="director", language="th")
    page.goto("/map/?period=2023-01_2023-06&shade=visits&layer=visits&layer=findings")
    page.evaluate(UNTIL_KEPT)
    page.reload()
    expect(page.locator(".marker-box").first).to_be_visible()
    kept = page.evaluate(ENTRIES)
    assert [path for path in kept if not path.startswith(("/static/", "/places/basemap/", "/map/offline/"))] == []
    page.goto("/map/offline/")
    assert "ผู้อำนวยการ" not in page.evaluate("fetch('/map/offline/', {credentials: 'omit'}).then((one) => one.text())")


def test_the_scale_is_in_the_language_of_the_page(open_browser: Open) -> None:
    for language, unit in (("th", "กม."), ("en", "km")):
        page = open_browser(viewport=PHONE, user="officer", language=language)
        page.goto(CHANTHABURI)
        expect(page.locator(".leaflet-control-scale")).to_contain_text(unit)


SMALL = """(least) => [...document.querySelectorAll("main :is(a, button, summary, select, input:not([type=hidden]))")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}))
    .map((one) => [one, one.closest("label") ?? one])
    .map(([one, target]) => [one.outerHTML.slice(0, 120), target.getBoundingClientRect().height])
    .filter(([, height]) => height > 1 && height + 0.5 < least)"""


@pytest.mark.parametrize("language", ["th", "en"])
def test_whatever_can_be_pressed_is_as_high_as_a_thumb(language: str, open_browser: Open) -> None:
    page = open_browser(user="director", language=language, viewport=PHONE, has_touch=True)
    page.goto("/map/?period=2023-01_2023-06&shade=visits&layer=checkpoints&layer=visits&layer=findings&province=22")
    page.locator(f"{BAN_LAEM} [data-show]").click()
    expect(page.locator(".popup-title")).to_be_visible()
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    assert page.locator(".map-visits a").count()
    assert page.locator(".map-areas a").count()

    assert page.evaluate(SMALL, 44) == []
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_arrow_keys_walk_through_the_list(open_browser: Open) -> None:
    page = open_browser(user="director", language="en", viewport=PHONE)
    page.goto(CHANTHABURI)
    page.locator("[data-show]:not([hidden])").first.wait_for(state="attached")  # the map knows the list
    names = page.locator(".map-list a")
    names.first.focus()
    page.keyboard.press("ArrowDown")
    expect(names.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(names.first).to_be_focused()


def add_findings(page: Page) -> None:
    page.get_by_text("Layers and colours").click()
    page.get_by_label("Findings", exact=True).check()


def test_legend_and_filters_follow_what_is_chosen(open_browser: Open) -> None:
    page = coloured(open_browser(user="director", language="en"))
    add_findings(page)
    page.wait_for_url("**layer=findings**")
    expect(page.locator(".map-legend")).to_contain_text("findings in a district")
    page.locator("path.shade[aria-label^='Chanthaburi']").dispatch_event("click")
    page.wait_for_url("**province=22**")

    page.get_by_text("Filter the map").click()
    expect(page.locator("#map-province")).to_have_value("22")
    page.locator("#map-level").select_option("major")
    page.get_by_role("button", name="Show on the map").click()

    page.wait_for_url("**level=major**")
    for kept in ("province=22", "shade=visits", "layer=findings"):
        assert kept in page.url


def test_focus_stays_on_the_area_that_was_selected(open_browser: Open) -> None:
    page = coloured(open_browser(user="director", language="en"))
    page.locator("path.shade[aria-label^='Chanthaburi']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("path.shade.is-chosen")).to_be_focused()
    seen = page.locator("path.shade.is-chosen").bounding_box()
    canvas = page.locator("[data-map]").bounding_box()
    assert seen
    assert canvas
    middle = seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2
    assert abs(middle[0] - canvas["x"] - canvas["width"] / 2) < 40  # in the midst of what is shown
    assert abs(middle[1] - canvas["y"] - canvas["height"] / 2) < 40


def test_space_presses_and_what_closes_says_so_in_the_language_of_the_page(open_browser: Open) -> None:
    page = open_browser(user="officer", language="th")
    page.goto(CHANTHABURI)
    page.locator(".marker-box[aria-label^='บ้านแหลม,']").first.focus()
    page.keyboard.press("Space")
    close = page.locator(".leaflet-popup-close-button")
    expect(close).to_have_attribute("aria-label", "ปิด")
    close.focus()
    page.keyboard.press("Space")
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_map_stays_where_no_answer_comes_and_asks_again(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.goto(CHANTHABURI)
    expect(page.locator(".marker-box").first).to_be_visible()
    page.evaluate(UNTIL_KEPT)
    page.context.set_offline(True)
    add_findings(page)
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    assert page.locator(".marker-box").count()

    page.context.set_offline(False)
    page.get_by_role("alert").get_by_role("link", name="Try again").click()
    page.wait_for_url("**layer=findings**")
    expect(page.locator(".marker-box").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_no_picture_is_saved_that_is_none(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.goto(CHANTHABURI)
    expect(page.locator(".marker-box").first).to_be_visible()
    page.evaluate(UNTIL_KEPT)
    page.context.set_offline(True)
    page.locator("[data-map-png]").click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    page.context.set_offline(False)
    with page.expect_download() as waiting:
        page.locator("[data-map-picture]").click()
    assert waiting.value.path().read_bytes().startswith(b"<svg")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.context.clear_cookies()
    page.locator("[data-map-picture]").click()
    page.wait_for_url("**/accounts/login/**")


def in_parts(route: Route) -> None:
    """As where there are more places than one answer holds: each move asks anew."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('"whole": true', '"whole": false'))


def test_whoever_signed_out_elsewhere_is_led_to_sign_in(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.route("**/map/data/**", in_parts)
    page.goto(CHANTHABURI)
    expect(page.locator(".marker-box").first).to_be_visible()
    page.wait_for_url("**view=**")
    page.context.clear_cookies()
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url("**/accounts/login/**")


def test_a_move_without_an_answer_is_told_until_one_comes(open_browser: Open) -> None:
    page = open_browser(user="director", language="en")
    page.route("**/map/data/**", in_parts)
    page.goto(CHANTHABURI)
    expect(page.locator(".marker-box").first).to_be_visible()
    page.wait_for_url("**view=**")
    page.evaluate(UNTIL_KEPT)
    page.context.set_offline(True)
    page.locator(".leaflet-control-zoom-in").click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    page.context.set_offline(False)
    page.locator(".leaflet-control-zoom-out").click()
    expect(page.get_by_role("alert")).to_have_count(0)
