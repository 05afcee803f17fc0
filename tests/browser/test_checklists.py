"""An administrator changes a checklist on a phone, also without scripts; an old sheet still shows its old questions."""

import pytest
from playwright.sync_api import expect

from checklists.models import Sheet
from checklists.reading import read
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand


def lines_of(sheet: Sheet) -> list[str]:
    return [line.question.label_en for part in read(sheet.document, sheet.answers) for line in part.lines]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_draft_is_built(open_browser: Open, site: Site, scripts: bool) -> None:
    name, code = ("Radios", "radio-check") if scripts else ("Lamps", "lamp-check")
    hand = Hand(open_browser(viewport=PHONE, user="admin", java_script_enabled=scripts))
    hand.go(f"/checklists/{code}/2/")
    staff = hand.page.locator("#part-staff")
    staff.locator("select[name=kind]").select_option("choice")
    hand.press("Add", staff.locator(".add-part"))
    hand.fill({"label_th": "วิทยุ", "label_en": name, "weight": "2"})
    rows = hand.page.locator("fieldset.choice-row:visible").count()
    button = hand.page.get_by_role("button", name=hand.words("Add a choice"))
    if scripts:
        button.click()
    else:
        hand.press("Add a choice")
    expect(hand.page.locator("fieldset.choice-row:visible")).to_have_count(rows + 1)
    expect(hand.page.locator("[name=label_th]")).to_have_value("วิทยุ")
    for number, (thai, english) in {0: ("มี", "Yes"), rows: ("ไม่มี", "No")}.items():
        fields = {"label_th": thai, "label_en": english, "points": str(100 - number)}
        hand.fill({f"choice-{number}-{field}": value for field, value in fields.items()})
    hand.page.locator("details.condition > summary").click()
    hand.page.locator("[name=shown_if][value='generator=yes']").check()
    hand.press("Save")
    expect(hand.page.locator(f"#part-{name.lower()}")).to_contain_text("วิทยุ")

    hand.press("Move up", hand.page.locator(f"#part-{name.lower()}"))
    expect(hand.page.locator(f"#part-{name.lower()} + li")).to_have_id("part-picture")


def test_questions_show_and_hide_while_one_answers(open_browser: Open, site: Site) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="admin"))
    hand.go("/checklists/power-check/1/preview/")
    fuel, hours = hand.page.locator("[name=c-fuel]").first, hand.page.locator("[name=c-hours]")
    expect(fuel).to_be_hidden()
    hand.page.locator("[name=c-generator][value=yes]").check()
    hand.page.locator("[name=c-fuel][value=half]").check()
    expect(hours).to_be_visible()
    hours.fill("8")
    hand.page.locator("[name=c-generator][value=no]").check()
    expect(fuel).to_be_hidden()
    expect(hours).to_be_hidden()
    hand.press("Check the answers")
    expect(hand.page.locator(".sheet-score")).to_be_visible()
    expect(hand.page.locator(".callout")).not_to_contain_text("8 ชั่วโมง")


def test_an_old_sheet_keeps_its_old_questions(open_browser: Open, site: Site) -> None:
    sheet = Sheet.objects.get(version__checklist__code="light-check")
    before = lines_of(sheet)
    hand = Hand(open_browser(viewport=PHONE, user="admin"))
    hand.go("/checklists/light-check/2/questions/generator/")
    hand.fill({"label_en": "Is there light?"})
    hand.press("Save")
    hand.go("/checklists/light-check/2/")
    hand.press("Publish the version")
    expect(hand.page.locator(".state").first).to_contain_text(hand.words("in use"))

    again = Sheet.objects.get(pk=sheet.pk)
    assert "Question generator" in before
    assert lines_of(again) == before
    expect(hand.page.locator("#part-generator")).to_contain_text("Is there light?")
