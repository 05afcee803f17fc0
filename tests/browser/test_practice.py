"""From a stop of a visit to a published practice: written on a phone, judged by two others, handed on as a PDF."""

import re

from playwright.sync_api import expect

from practices.models import Practice, Principle
from reports.demo import strong_communities as story
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from tests.browser.test_journey import assert_says, pdf_text

SUMMARY = {name: story.STORY[name] for name in ("summary_th", "summary_en")}
LESSONS = {name: story.STORY[name] for name in ("results_th", "results_en", "lessons_th", "lessons_en")}
NOTES = ("หลายหน่วยงานตรวจร่วมกันที่จุดเดียว", "Several agencies check together")
WHY = "ทุกหน่วยงานตรวจด้วยหลักเกณฑ์เดียวกัน"


def start(hand: Hand, site: Site) -> Practice:
    """From the stop of the published report; what was done there is linked, and its place is the site."""
    hand.go(site.world.visits["published"].get_absolute_url())
    hand.follow("Start a best practice from this stop")
    hand.fill(story.TITLES | {"theme": "communities"})
    hand.press("Start the practice")
    practice = Practice.objects.get(title_en=story.TITLES["title_en"])
    hand.sees(practice.code)
    return practice


def tell(hand: Hand) -> None:
    """The parts in their order, each saved before the next; what is not known yet stays empty."""
    hand.follow("Title and theme")
    hand.press("Save and continue")
    site = hand.page.locator("main [name=checkpoint] option:checked")
    expect(site).to_contain_text("บ้านแหลม")  # the stop's
    hand.press("Save and continue")
    hand.fill(SUMMARY)
    hand.press("Save and continue")
    hand.press("Save and continue")  # starting point
    hand.press("Save and continue")  # what was done
    hand.fill(LESSONS)
    hand.press("Save and continue")
    hand.press("Save and continue")  # doing it elsewhere
    hand.enter("criteria", ["effective", "participatory"])
    hand.press("Save and continue")


def show(hand: Hand, site: Site) -> None:
    """The activities are linked already: the first and a photograph are said to show all five principles."""
    expect(hand.page.locator("li.item").first).to_be_visible()
    linked = hand.page.locator("li.item").count()
    reference, photo = site.world.visits["published"].reference, site.world.things["published"].photo
    with hand.page.expect_navigation():
        hand.page.locator(".reports a", has_text=reference).click()
    hand.page.locator("label.choice", has_text=hand.words("linked already")).locator("input").first.check()
    hand.enter("things", [f"photo-{photo}"])
    hand.enter("principles", list(Principle.objects.values_list("pk", flat=True)))
    hand.fill({"note_th": NOTES[0], "note_en": NOTES[1]})
    hand.press("Link the evidence")
    expect(hand.page.locator("li.item")).to_have_count(linked + 1)
    hand.press("Use as cover")
    hand.press("Continue")


def rate(hand: Hand) -> None:
    """One principle leads to the next; after the last the list says that nothing is left."""
    hand.follow("Rate")
    for score, _principle in enumerate(Principle.objects.all()):
        hand.fill({"score": score, "justification_th": WHY})
        hand.press("Save the rating")
    expect(hand.page.locator("main .score")).to_have_count(Principle.objects.count())
    hand.press("Continue")


def decide(hand: Hand, practice: Practice, step: str) -> None:
    """Found in the library, read, decided on."""
    hand.go("/practices/")
    with hand.page.expect_navigation():
        hand.page.locator(".practice-card", has_text=practice.code).get_by_role("link").first.click()
    hand.follow("Check and decide")
    hand.press(step)


def fits(hand: Hand) -> None:
    assert hand.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_from_a_stop_to_the_library(open_browser: Open, site: Site) -> None:
    officer = Hand(open_browser(viewport=PHONE, user="officer"))
    practice = start(officer, site)
    tell(officer)
    show(officer, site)
    rate(officer)
    officer.sees(officer.words("Complete"))
    expect(officer.page.get_by_role("button", name=officer.words("Validate the practice"))).to_have_count(0)

    decide(Hand(open_browser(viewport=PHONE, user="reviewer")), practice, "Validate the practice")
    director = Hand(open_browser(viewport=PHONE, user="director"))
    decide(director, practice, "Publish the practice")
    director.sees(director.words("Published. It stands in the library now."))

    for hand, language in ((director, "th"), (Hand(open_browser(language="en", user="partner"), "en"), "en")):
        hand.go(practice.get_absolute_url())
        fits(hand)
        text = pdf_text(hand.page, hand.words("Download the PDF"))
        assert_says(text, practice.code, story.TITLES[f"title_{language}"], SUMMARY[f"summary_{language}"])
        assert_says(text, LESSONS[f"lessons_{language}"], WHY, *principles(language))
        assert_says(text, NOTES[language == "en"])
    read_by_anybody(Hand(open_browser(viewport=PHONE, language="en"), "en"), practice)


def principles(language: str) -> list[str]:
    return list(Principle.objects.values_list(f"name_{language}", flat=True))


def read_by_anybody(hand: Hand, practice: Practice) -> None:
    """Without signing in: the published practice with its photograph, without the evidence of the reports."""
    hand.go("/library/")
    with hand.page.expect_navigation():
        hand.page.get_by_role("link", name=re.compile(re.escape(story.TITLES["title_en"]))).click()
    hand.sees(SUMMARY["summary_en"])
    expect(hand.page.locator(".publication-cover img")).to_have_js_property("naturalWidth", 800)
    expect(hand.page.locator(".publication-cover figcaption")).to_contain_text(NOTES[1])
    expect(hand.page.locator("#evidence")).to_have_count(0)
    water = hand.page.locator(".site-map .vector-water")
    by_day = water.evaluate("shape => getComputedStyle(shape).fill")
    hand.page.emulate_media(color_scheme="dark")
    expect(water).not_to_have_css("fill", by_day)
    fits(hand)
