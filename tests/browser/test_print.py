"""On paper: the report and nothing that only a screen can use."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Site

SHEET = {"width": 794, "height": 1123}  # A4 at 96 CSS pixels an inch
TEXT = {"width": 605, "height": 971}  # within its margins
ONLY_ON_SCREEN = (
    "nav, button, form, input:not([type=hidden]), select, summary, [type=submit], .button, .titlebar, .rail, .bar,"
    " .page-actions, .chips, .doors, .next-step, .leaflet-control-zoom, .skip"
)
SHOWN = """(all) => all
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().height > 1)
    .map((one) => one.outerHTML.slice(0, 120))"""
CONTENT = [
    "h1",
    ".lede",
    ".report-lead",
    ".itinerary",
    ".stop",
    ".assessment-grid",
    ".photos img",
    ".timeline",
    ".foot",
]
SECTIONS = ["basics", "assignment", "purpose", "team", "itinerary", "results", "assessment", "factors"]
SECTIONS += ["conclusions", "photos", "documents", "commitments", "followups", "outlook"]
READERS = [("published", "officer"), ("returned", "officer"), ("endorsed", "director")]


def printed(page: Page, path: str) -> Page:
    page.goto(path)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    ("state", "user"), [("published", "officer"), ("returned", "officer"), ("endorsed", "director")]
)
def test_a_report_is_printed_without_what_a_screen_needs(
    state: str, user: str, language: str, open_browser: Open, site: Site
) -> None:
    page = open_browser(user=user, language=language, viewport=SHEET)
    printed(page, site.world.visits[state].get_absolute_url())

    assert page.locator(ONLY_ON_SCREEN).evaluate_all(SHOWN) == []
    for one in (*CONTENT, *(f"#section-{name} h2" for name in SECTIONS)):
        expect(page.locator(one).first).to_be_visible()


@pytest.mark.parametrize("viewport", [SHEET, TEXT], ids=["sheet", "text"])
def test_nothing_is_wider_than_the_paper(viewport: dict[str, int], open_browser: Open, site: Site) -> None:
    page = open_browser(user="officer", viewport=viewport)
    printed(page, site.world.visits["published"].get_absolute_url())

    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_ink_is_black_on_white_in_the_dark_too(open_browser: Open, site: Site) -> None:
    page = open_browser(user="officer", viewport=SHEET, color_scheme="dark")
    printed(page, site.world.visits["published"].get_absolute_url())

    look = "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    assert page.locator("body").evaluate(look) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize("path", ["/visits/", "/visits/?filters=1", "/checkpoints/", "/centers/", "/follow-ups/"])
def test_a_list_is_printed_without_its_filters(path: str, open_browser: Open) -> None:
    page = open_browser(user="director", viewport=SHEET)
    printed(page, path)

    assert page.locator(ONLY_ON_SCREEN).evaluate_all(SHOWN) == []
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


MARKERS = """() => {
    const sheet = document.querySelector(".map-full .map-canvas").getBoundingClientRect();
    return [...document.querySelectorAll(".marker-box")].map((one) => {
        const {left, top, width, height} = one.getBoundingClientRect();
        return [(left + width / 2 - sheet.left) / sheet.width, (top + height / 2 - sheet.top) / sheet.height];
    });
}"""


@pytest.mark.parametrize("sheet", [(794, 1123), (1123, 794)], ids=["upright", "across"])
def test_the_map_on_paper_is_all_that_the_screen_showed(sheet: tuple[int, int], open_browser: Open) -> None:
    wide, high = sheet
    page = open_browser(user="director", viewport={"width": wide, "height": high})
    page.goto("/map/")
    page.wait_for_load_state("networkidle")
    on_screen = page.evaluate(MARKERS)
    assert on_screen
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    assert page.evaluate(MARKERS) == [pytest.approx(one, abs=0.01) for one in on_screen]
    box = page.locator(".map-full .map-canvas").bounding_box()
    assert box
    assert box["width"] <= wide - 90  # margins of 12 mm
    assert box["y"] + box["height"] <= high - 90
