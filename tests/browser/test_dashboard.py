"""The dashboard on a phone: what is wider than the screen begins where the eye wants it."""

from tests.browser.conftest import PHONE, Open

IN_SIGHT = "(one) => { const box = one.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth + 1; }"


def test_the_page_one_is_on_stands_in_sight_among_the_tabs(open_browser: Open) -> None:
    page = open_browser(viewport=PHONE, user="director", language="th")
    page.goto("/dashboard/found/")
    assert page.locator(".tabs [aria-current]").evaluate(IN_SIGHT)


def test_months_begin_at_the_newest_and_the_names_stay(open_browser: Open) -> None:
    page = open_browser(viewport=PHONE, user="director")
    page.goto("/dashboard/?period=24m")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    table = page.locator(".table-scroll[aria-labelledby=coverage]")
    assert table.evaluate("(one) => one.scrollWidth > one.clientWidth")
    assert table.locator("thead th").last.evaluate(IN_SIGHT)
    assert table.locator("tbody th").first.evaluate(IN_SIGHT)
    assert page.locator(".trends .bars li").nth(23).evaluate(IN_SIGHT)
