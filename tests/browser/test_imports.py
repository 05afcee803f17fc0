"""An administrator imports three border points: one row is wrong, then put right, then all of it undone."""

from pathlib import Path

from playwright.sync_api import expect

from checkpoints.models import Checkpoint
from tests.browser.conftest import PHONE, Open
from tests.browser.hand import Hand
from tests.imports import files

ROWS = [
    ["", "TRADE", "บ้านหนึ่ง", "Ban Nueng", 22, 2204],
    ["", "GATE", "บ้านสอง", "Ban Song", 22, 2204],
    ["", "NATURAL", "บ้านสาม", "Ban Sam", 22, 2207],
]


def test_three_points_one_of_them_wrong(open_browser: Open, tmp_path: Path) -> None:
    wrong, right = tmp_path / "points.xlsx", tmp_path / "points-2.xlsx"
    wrong.write_bytes(files.workbook(ROWS))
    ROWS[1][1] = "TRADE"
    right.write_bytes(files.workbook(ROWS))
    page = open_browser(viewport=PHONE, user="admin")
    hand = Hand(page)
    hand.go("/imports/checkpoints/")
    page.set_input_files("[name=file]", wrong)
    hand.press("Check the file")
    hand.sees("B (kind)")
    expect(page.get_by_role("alert")).to_contain_text("3")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("link", name=hand.words("Choose the corrected file")).click()
    page.set_input_files("[name=file]", right)
    hand.press("Check the file")
    page.locator("form[action$='/import/'] button").click()
    expect(page.get_by_role("link", name="บ้านสอง")).to_be_visible()
    assert Checkpoint.objects.filter(name_en__in=["Ban Nueng", "Ban Song", "Ban Sam"]).count() == 3
    hand.press("Undo the import")
    hand.sees(hand.words("The import is undone: everything is what it was before."))
    assert not Checkpoint.objects.filter(name_en__in=["Ban Nueng", "Ban Song", "Ban Sam"]).exists()
