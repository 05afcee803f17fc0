"""What Chromium prints: no sheet with nothing but its foot, no row cut, the head of a table on each of its sheets."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Open

FOOT = "Ministry of Interior"
PAGES = [
    "/dashboard/",
    "/dashboard/work/",
    "/dashboard/found/",
    "/places/district/2204/",
    "/places/checkpoint/ban-laem/",
    "/places/province/22/",
    "/compare/?place=district-2204&place=district-2207&place=checkpoint-ban-laem&place=province-22",
    "/notable/",
    "/indicators/",
]
# As many rows as three sheets take, each with a word of its own.
MANY_ROWS = """(table) => {
    const row = table.tBodies[0].rows[0];
    for (let n = 100; n < 160; n += 1) {
        const copy = table.tBodies[0].appendChild(row.cloneNode(true));
        copy.cells[0].textContent = `Row${n}`;
    }
    table.tHead.rows[0].cells[0].textContent = "Headword";
}"""
# Some lines more, until the end of the page has passed over the end of a sheet.
LONGER = """(lines) => {
    const more = document.querySelector(".page-main").appendChild(document.createElement("div"));
    for (let n = 0; n < lines; n += 1) more.appendChild(document.createElement("p")).textContent = "Line";
}"""


def sheets(page: Page) -> list[str]:
    """The text of each sheet as it is printed on A4."""
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(paper)).pages]


def opened(open_browser: Open, path: str) -> Page:
    page = open_browser(user="director", language="en")
    page.goto(path)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_the_foot_stands_below_each_sheet_and_never_alone(path: str, open_browser: Open) -> None:
    page = opened(open_browser, path)

    for _line in range(12):
        page.evaluate(LONGER, 3)
        for text in sheets(page):
            above, found, _below = text.partition("Funded")
            assert FOOT in text
            assert found
            assert above.strip()


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("/dashboard/?period=2023-01_2023-06", ".matrix-trouble"),
        ("/places/district/2204/", ".matrix-levels"),
        ("/indicators/", ".indicators"),
    ],
)
def test_a_long_table_is_cut_between_rows_below_its_head(path: str, table: str, open_browser: Open) -> None:
    page = opened(open_browser, path)
    page.locator(table).first.evaluate(MANY_ROWS)

    printed = sheets(page)
    for n in range(100, 160):
        assert sum(text.count(f"Row{n}") for text in printed) == 1
    with_rows = [text for text in printed if "Row1" in text]
    assert len(with_rows) > 1
    assert all("Headword" in text for text in with_rows)


def test_more_months_than_a_year_do_not_lie_over_each_other(open_browser: Open) -> None:
    page = opened(open_browser, "/dashboard/?period=2022-01_2023-12")
    page.set_viewport_size({"width": 1017, "height": 688})  # A4 across within its margins
    page.emulate_media(media="print")

    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    boxes = page.locator(".trends > div, .matrix-months, .matrix-levels").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((b) => [b.left, b.right, b.top, b.bottom])"
    )
    assert len(boxes) > 3
    for one in boxes:
        for other in boxes[: boxes.index(one)]:
            apart = one[0] >= other[1] or other[0] >= one[1] or one[2] >= other[3] or other[2] >= one[3]
            assert apart
