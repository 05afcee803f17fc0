"""From a list to a file: filtered, exported at once; a large one made in the background, fetched on a phone."""

import csv
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import QueryDict
from playwright.sync_api import Page, expect

from exports import actions
from exports.datasets import DATASETS
from exports.formats import Format
from exports.models import Export
from exports.wanted import Wanted
from tests.browser.conftest import DESK, PHONE, Open, Site
from tests.browser.hand import Hand


@pytest.fixture
def large(site: Site, django_db_blocker: Any) -> Export:
    """An export of the officer that no worker has begun; asked for aside: a test's own rows are its alone."""

    def ask() -> Export:
        visits, officer = DATASETS["visits"], site.world.people["officer"]
        wanted = Wanted(visits, officer, QueryDict(""), Format.XLSX, visits.columns, "th")
        try:
            return actions.ask(by=officer, wanted=wanted, client_uuid=uuid.uuid4())
        finally:
            connection.close()

    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as aside:
        return aside.submit(ask).result()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0)


def fetched(hand: Hand, words: str, folder: Path) -> Path:
    """The file that pressing these words brings."""
    with hand.page.expect_download() as download:
        hand.page.locator("main").get_by_text(hand.words(words), exact=True).last.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_filtered_list_becomes_a_file(open_browser: Open, tmp_path: Path, site: Site) -> None:
    hand = Hand(open_browser(viewport=DESK, user="officer"))
    hand.go("/visits/?state=approved")
    hand.follow("Export these")
    hand.sees(hand.words("approved"))

    hand.enter("format", "csv")
    with fetched(hand, "Export", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        _names, *rows = csv.reader(file)
    hand.enter("format", "xlsx")
    book = openpyxl.load_workbook(fetched(hand, "Export", tmp_path))

    assert [row[0] for row in rows] == [site.world.visits["approved"].reference]
    assert book.worksheets[0]["A2"].value == rows[0][0]


def test_a_large_one_is_made_in_the_background(open_browser: Open, tmp_path: Path, site: Site, large: Export) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="officer"))
    hand.go(large.get_absolute_url())
    hand.sees(hand.words("waiting to be made"))
    assert fits(hand.page)

    site.run_jobs()

    button = hand.page.locator(f"a[href='{large.get_absolute_url()}file/']")
    expect(button).to_be_visible(timeout=15_000)  # without loading the page anew
    with hand.page.expect_download() as download:
        button.click()
    download.value.save_as(tmp_path / "visits.xlsx")
    book = openpyxl.load_workbook(tmp_path / "visits.xlsx")
    assert len(book.sheetnames) == 1 + len(DATASETS["visits"].children) + 1  # what it is about


def test_one_changes_ones_mind(open_browser: Open, large: Export) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="officer"))
    hand.go(large.get_absolute_url())

    hand.press("Cancel the export")

    hand.sees(hand.words("The export is cancelled."))
    hand.sees(hand.words("Export it again"))


def test_choices_are_kept_for_next_time(open_browser: Open) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="officer"))
    hand.go("/exports/followups/?finished=yes")
    hand.page.locator("summary", has_text=hand.words("Choose columns")).click()
    for box in hand.page.locator("[name=columns]").all()[2:]:
        box.uncheck()
    hand.page.locator("summary", has_text=hand.words("Keep these choices for next time")).click()
    hand.enter("name", "รายการประจำเดือน")
    hand.press("Keep the choices")

    hand.go("/exports/")
    hand.follow("รายการประจำเดือน")

    expect(hand.page.locator("[name=columns]:checked")).to_have_count(2)
    assert fits(hand.page)


def test_the_map_becomes_a_file_of_what_it_shows(open_browser: Open, tmp_path: Path) -> None:
    hand = Hand(open_browser(viewport=DESK, user="officer"))
    hand.go("/map/?layer=checkpoints&layer=visits")
    hand.page.locator(".leaflet-marker-icon").first.wait_for()  # it is drawn
    with hand.page.expect_navigation(url="**/exports/map/**bbox=*"):
        hand.page.locator("[data-map-window]").click()
    hand.sees(hand.words("the part of the map that was shown"))

    book = openpyxl.load_workbook(fetched(hand, "Export", tmp_path))

    assert book.sheetnames == [hand.words(one) for one in ("Checkpoints", "Visits", "About this file")]
