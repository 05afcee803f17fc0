"""The main job, end to end and by hand: filed on a phone, returned, mended, approved, published, handed on."""

import io
import re

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from reports.demo import chanthaburi as facts
from tests.browser import chanthaburi
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from ui.pdf import join_sara_am
from visits.models import Visit

REASON = "โปรดระบุจำนวนเจ้าหน้าที่ที่จุดตรวจร่วมบริเวณสี่แยกบ้านแหลม"
MENDED = "ปรับปรุงตามข้อสังเกตแล้ว: เจ้าหน้าที่หกคน"
MAKING = 60_000  # milliseconds in which a PDF is there, however busy the machine


def file(hand: Hand) -> Visit:
    visit = chanthaburi.start(hand)
    chanthaburi.basics_to_purpose(hand, visit)
    chanthaburi.team(hand)
    chanthaburi.itinerary(hand)
    chanthaburi.results(hand)
    chanthaburi.assessment(hand)
    chanthaburi.factors(hand, visit)
    chanthaburi.conclusions(hand, visit)
    chanthaburi.photos(hand, visit)
    hand.press("Continue")  # no documents
    hand.press("Continue")  # nothing was left at these places
    chanthaburi.followups(hand)
    chanthaburi.outlook(hand)
    return visit


def pictures_are_made(hand: Hand, visit: Visit, site: Site) -> None:
    """The sizes that are shown come from the queue, a moment later."""
    site.run_jobs()
    hand.go(f"/visits/{visit.reference}/report/photos/")
    shown = hand.page.locator(".photo-cards img")
    expect(shown).to_have_count(2)
    for number in range(2):
        shown.nth(number).scroll_into_view_if_needed()
        expect(shown.nth(number)).to_have_js_property("naturalWidth", 320)


def send(hand: Hand, visit: Visit) -> None:
    hand.go(f"/visits/{visit.reference}/report/check/")
    expect(hand.page.locator(".lacks")).to_have_count(0)
    hand.press("Send for review")
    hand.sees(hand.words("Report %(reference)s was sent for review.", reference=visit.reference))


def send_back(hand: Hand, visit: Visit) -> None:
    hand.go("/")
    hand.sees(visit.reference)
    hand.go(visit.get_absolute_url())
    hand.follow("Review the report")
    hand.enter("reason", REASON)
    hand.press("Return the report")


def mend(hand: Hand, visit: Visit) -> None:
    """The reason stands first, wherever the author opens the report."""
    hand.go(visit.get_absolute_url())
    expect(hand.page.locator("main .notice").first).to_contain_text(REASON)
    hand.follow("Mend the report")
    expect(hand.page.locator("main .notice").first).to_contain_text(REASON)
    hand.go(f"/visits/{visit.reference}/report/outlook/")
    hand.enter("obstacles", MENDED)
    hand.press("Save and back to the list")


def decide(hand: Hand, visit: Visit, step: str, words: str) -> None:
    hand.go(visit.get_absolute_url())
    hand.follow(step)
    hand.press(words)


def pdf_text(page: Page, words: str) -> str:
    """What the PDF behind a link says, when it is copied out."""
    with page.expect_download(timeout=MAKING) as waiting:
        page.get_by_role("link", name=words).first.click(no_wait_after=True)
    content = waiting.value.path().read_bytes()
    text = join_sara_am("\n".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages))
    return re.sub(r"\s+", "", text)


def assert_says(text: str, *words: str) -> None:
    for one in words:
        assert re.sub(r"\s+", "", one) in text, one


def publish(hand: Hand, visit: Visit, site: Site) -> None:
    decide(hand, visit, "Decide on the report", "Approve the report")
    hand.go(visit.get_absolute_url())
    hand.follow("Publish the report")
    hand.enter("released_to", [site.world.people["partner"].pk])
    hand.press("Publish the report")
    hand.sees(hand.words("Published."))


def test_from_the_border_to_the_partner(open_browser: Open, site: Site) -> None:
    officer, reviewer, director, partner = (
        Hand(open_browser(viewport=PHONE)),
        Hand(open_browser()),
        Hand(open_browser()),
        Hand(open_browser(language="en"), "en"),
    )
    for hand, name in ((officer, "officer"), (reviewer, "reviewer"), (director, "director"), (partner, "partner")):
        hand.sign_in(name)

    visit = file(officer)
    pictures_are_made(officer, visit, site)
    send(officer, visit)
    send_back(reviewer, visit)
    mend(officer, visit)
    send(officer, visit)
    decide(reviewer, visit, "Review the report", "Endorse the report")
    publish(director, visit, site)

    director.go(visit.get_absolute_url())
    text = pdf_text(director.page, director.words("Download the PDF"))
    told = facts.STOPS[3].activities[0].narrative
    assert_says(text, visit.reference, facts.BASICS["title_th"], told, MENDED)
    read_by_partner(partner, visit)


def read_by_partner(hand: Hand, visit: Visit) -> None:
    """The public edition: what was done, without what only the mission may know."""
    hand.go("/")
    hand.page.get_by_role("link", name=re.compile(re.escape(facts.BASICS["title_en"][:40]))).first.click()
    hand.page.wait_for_url(f"**/visits/{visit.reference}/edition/")
    hand.sees(facts.STOPS[3].activities[0].narrative)
    expect(hand.page.locator("main")).not_to_contain_text("ลาดตระเวนร่วมบริเวณใกล้บึงชนังล่าง")
    assert_says(pdf_text(hand.page, hand.words("Download the PDF")), visit.reference, facts.BASICS["title_en"])
