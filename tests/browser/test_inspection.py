"""An inspection keeps the questions it was asked; its defects become actions; its proposed status is confirmed."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from checklists.models import ChecklistVersion
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from visits.models import Activity, Defect, Visit

LIST = "checkpoint-inspection"


def new_inspection(hand: Hand, visit: Visit) -> None:
    stop = visit.stops.order_by("pk")[0]
    hand.go(f"{reverse('visits:item_new', args=[visit.reference, 'results'])}?stop={stop.pk}&kind=inspection")


def last_inspection(visit: Visit) -> Activity:
    return Activity.objects.filter(stop__visit=visit, kind="inspection").latest("pk")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_an_old_inspection_keeps_its_old_questions(open_browser: Open, site: Site, scripts: bool) -> None:
    old, new = ("Boats counted", "Are ropes at hand?") if scripts else ("Carts counted", "Is there shade?")
    visit = site.world.visits["draft"]
    admin = Hand(open_browser(viewport=PHONE, user="admin", language="en", java_script_enabled=scripts), "en")
    officer = Hand(open_browser(viewport=PHONE, user="officer", language="en", java_script_enabled=scripts), "en")
    ask(admin, old, "number")
    new_inspection(officer, visit)
    officer.fill({"narrative": f"Inspected by daylight: {old}", "c-observed_opens": "06:10", "c-rating": "3"})
    officer.page.get_by_label(old).fill("1,234")
    officer.press("Save")
    kept = last_inspection(visit)

    rename(admin, old, new)
    officer.go(reverse("visits:item", args=[visit.reference, "results", kept.pk]))
    expect(officer.page.get_by_label(old)).to_have_value("1234")
    expect(officer.page.get_by_label(new)).to_have_count(0)
    officer.press("Save")
    officer.go(reverse("visits:check", args=[visit.reference]))
    officer.sees(old)
    new_inspection(officer, visit)
    expect(officer.page.get_by_label(new)).to_have_count(1)
    expect(officer.page.get_by_label(old)).to_have_count(0)


def draft(hand: Hand) -> ChecklistVersion:
    """The draft of the next version, opened by the button on the page of the checklist."""
    hand.go(f"/checklists/{LIST}/")
    hand.press("Start a new version")
    return ChecklistVersion.objects.get(checklist__code=LIST, state="draft")


def publish(hand: Hand, version: ChecklistVersion) -> None:
    hand.go(version.get_absolute_url())
    hand.press("Publish the version")
    expect(hand.page.locator(".state").first).to_contain_text(hand.words("in use"))


def ask(hand: Hand, label: str, kind: str) -> None:
    """Add a question to the section of findings, and publish."""
    version = draft(hand)
    part = hand.page.locator("#part-findings")
    part.locator("select[name=kind]").select_option(kind)
    hand.press("Add", part.locator(".add-part"))
    hand.fill({"label_th": label, "label_en": label})
    hand.press("Save")
    publish(hand, version)


def rename(hand: Hand, old: str, new: str) -> None:
    """Ask the same question by other words, and publish."""
    version = draft(hand)
    code = next(one.code for one in version.document.questions if one.label_en == old)
    hand.go(f"{version.get_absolute_url()}questions/{code}/")
    hand.fill({"label_th": new, "label_en": new})
    hand.press("Save")
    publish(hand, version)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_defect_becomes_an_action(open_browser: Open, site: Site, scripts: bool) -> None:
    what = "The barrier is bent" if scripts else "The scale is broken"
    visit = site.world.visits["draft"]
    hand = Hand(open_browser(viewport=PHONE, user="officer", language="en", java_script_enabled=scripts), "en")
    new_inspection(hand, visit)
    hand.fill({"narrative": "Inspected", "c-observed_opens": "06:10", "f-0-what": "First of two", "c-rating": "2"})
    button = hand.page.get_by_role("button", name=hand.words("Add another defect"))
    if scripts:
        button.click()
    else:
        hand.press("Add another defect")
    expect(hand.page.locator("[name=c-observed_opens]")).to_have_value("06:10")
    hand.fill({"f-1-what": what, "f-1-severity": "dangerous"})
    hand.press("Save")
    assert Defect.objects.get(what=what).severity == "dangerous"

    hand.go(reverse("visits:check", args=[visit.reference]))
    item = hand.page.locator("ul.defects li").filter(has_text=what)
    with hand.page.expect_navigation():
        item.get_by_role("link").click()
    expect(hand.page.locator("[name=title]")).to_have_value(what)
    hand.fill({"owner_name": "District office", "due_on": dt.date(2027, 1, 31)})
    hand.press("Add this action")
    expect(hand.page.locator(".row-card").filter(has_text=what)).to_have_count(1)


def test_a_keeper_confirms_a_proposed_status(open_browser: Open, site: Site) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="officer", language="en"), "en")
    hand.go("/checkpoints/ban-laem/")
    hand.page.get_by_role("link", name=hand.words("Confirm or decline")).first.click()
    hand.enter("decision", "declined")
    hand.press("Save the decision")
    expect(hand.page.locator("[data-error-summary]")).to_be_visible()
    hand.enter("decision", "confirmed")
    hand.press("Save the decision")
    expect(hand.page.locator(".timeline")).to_contain_text("Gate shut early")  # long before what is known since
