"""A center at work: a report is recorded with a name, which is shown only to who opens it."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open, Site


def test_a_report_with_a_name_is_recorded_on_a_phone(open_browser: Open, site: Site) -> None:
    page = open_browser(viewport=PHONE, language="en", user="center")
    page.goto(f"/centers/{site.world.center}/reports/new/")
    expect(page.get_by_label("Name", exact=True)).to_be_hidden()
    page.get_by_label("Channel").select_option("hotline")
    page.get_by_label("Category").select_option("DRUG")
    page.get_by_label("What is reported").fill("Lights on the river at night.")
    page.get_by_label("Yes, the person may be contacted").check()
    page.get_by_label("Name", exact=True).fill("Somsri Made-up")
    page.get_by_role("button", name="Record the report").click()
    expect(page.get_by_text("The report is recorded.")).to_be_visible()
    expect(page.get_by_text("Somsri Made-up")).to_have_count(0)
    page.get_by_role("button", name="Show who reported").click()
    expect(page.get_by_text("Somsri Made-up")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Somsri Made-up")).to_have_count(0)


def test_a_center_checks_its_readiness_on_a_phone(open_browser: Open, site: Site) -> None:
    page = open_browser(viewport=PHONE, language="en", user="center")
    page.goto(f"/centers/{site.world.center}/readiness/new/?checklist=center-readiness")
    page.get_by_role("group", name="Head appointed by order").get_by_label("yes").check()
    page.get_by_role("button", name="Record the check").click()
    page.get_by_role("group", name="Overall readiness").get_by_label("3").check()
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_text("The readiness check is recorded.")).to_be_visible()
    expect(page.get_by_role("link", name="Correct it")).to_be_visible()
