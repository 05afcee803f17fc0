"""Figures on paper: drawn in the light colours, however dark the screen was."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.test_print import SHEET

COLOURS = """(all) => all.filter((one) => one.checkVisibility()).map((one) => {
    const style = getComputedStyle(one);
    return [one.tagName, style.color, style.backgroundColor, style.borderTopColor, style.fill, style.stroke].join(" ");
})"""
PAGES = [
    "/dashboard/",
    "/dashboard/work/",
    "/dashboard/found/",
    "/places/district/2204/",
    "/compare/?place=district-2204&place=district-2207",
    "/notable/",
    "/map/?period=2023-01_2023-06&shade=visits&layer=visits&layer=findings",
]


def colours(page: Page, **media: str) -> list[str]:
    page.emulate_media(**media)  # type: ignore[arg-type]
    found: list[str] = page.locator("main, main *").evaluate_all(COLOURS)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_dark_screen_prints_as_a_light_one(path: str, open_browser: Open) -> None:
    page = open_browser(user="director", viewport=SHEET, reduced_motion="reduce")
    page.goto(path)
    page.wait_for_load_state("networkidle")

    assert colours(page, media="print", color_scheme="dark") == colours(page, media="print", color_scheme="light")
    assert colours(page, media="screen", color_scheme="dark") != colours(page, media="screen", color_scheme="light")
