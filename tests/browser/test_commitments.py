"""A visit to Ban Laem that meets two open commitments: asked for, answered one by one, and only then sent."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from checkpoints.models import Checkpoint
from followups import actions as followup_actions
from followups.models import FollowUp, FollowUpState
from places.models import District
from reports.demo import chanthaburi as facts
from tests.browser import chanthaburi
from tests.browser.chanthaburi import pks
from tests.browser.conftest import PHONE, Open, Site
from tests.browser.hand import Hand
from tests.visits.factories import FIRST_DAY, at, fill, make_visit
from visits import actions
from visits.models import NtsCategory, Project, Visit

CAMERA, SIGN = "ซ่อมกล้องวงจรปิดช่องตรวจรถบรรทุก", "ติดตั้งป้ายสามภาษาที่ช่องตรวจคนเดินเท้า"
SEEN_CAMERA, SEEN_SIGN = "กล้องทั้งสองช่องใช้งานได้ทั้งกลางวันและกลางคืน", "ร้านทำป้ายส่งแบบให้ตรวจแล้ว ยังไม่ได้ติดตั้ง"
TITLE = "ตรวจติดตามงานค้างที่จุดผ่านแดนถาวรบ้านแหลม"


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without scripts"])
def promised(request: Any, site: Site, django_db_blocker: Any) -> Iterator[tuple[Visit, bool]]:
    """A report that left two actions at Ban Laem, and whether the browser runs scripts.

    Stored for the site to see; afterwards they lie at no place, so that no other visit is asked about them.
    """
    with django_db_blocker.unblock():
        visit = promise(site)
        yield visit, request.param
        FollowUp.objects.filter(visit=visit).update(checkpoint=None)


def promise(site: Site) -> Visit:
    officer, reviewer = site.world.people["officer"], site.world.people["reviewer"]
    visit, place = fill(make_visit(officer)), Checkpoint.objects.get(code="ban-laem")
    for version, title in enumerate((CAMERA, SIGN)):
        due: dict[str, Any] = {"title": title, "checkpoint": place, "owner": officer, "due_on": FIRST_DAY}
        followup_actions.add(visit=visit, by=officer, version=version, **due)
    visit.refresh_from_db()
    visit = actions.submit(visit=visit, by=officer, version=visit.version)
    return actions.endorse(visit=visit, by=reviewer, version=visit.version)


def start(hand: Hand) -> Visit:
    """A visit with a stop at Ban Laem."""
    hand.go("/visits/")
    hand.follow("Start a visit")
    hand.fill({"title_th": TITLE, "date_start": FIRST_DAY, "date_end": FIRST_DAY})
    hand.fill({"districts": pks(District, code="2204")})
    hand.press("Start the report")
    visit = Visit.objects.filter(title_th=TITLE).latest("pk")
    hand.go(f"/visits/{visit.reference}/report/itinerary/")
    hand.follow("Add a stop")
    hand.fill({"checkpoint": Checkpoint.objects.get(code="ban-laem").pk, "arrived_at": at(11, 9)})
    hand.press("Save")
    hand.press("Continue")
    return visit


def finish(hand: Hand, visit: Visit) -> None:
    """All that a report needs, beside what was left at its places."""
    here = hand.page.locator("section.stop").first
    here.locator("select[name=kind]").select_option("inspection")
    hand.press("Add an activity", here)
    hand.fill({"narrative": "ตรวจช่องทางเข้าออกและป้าย", "c-observed_opens": "08:00", "c-observed_closes": "16:00"})
    hand.enter("c-rating", "3")
    hand.press("Save")
    hand.press("Continue")
    hand.fill({"all-basis": facts.BASIS, "all-said_by": facts.SAID_BY})
    for category in NtsCategory.objects.filter(is_core=True):
        hand.enter(f"{category.code}-level", "none")
    hand.press("Save and continue")
    hand.press("Continue")  # no contributing factor
    hand.follow("Add a conclusion")
    hand.fill({"statement": facts.CONCLUSIONS[0][0], "activities": pks_of_activities(visit)})
    hand.press("Save")
    hand.go(f"/visits/{visit.reference}/report/assignment/")
    hand.fill({"directive_issuer": facts.ASSIGNMENT["directive_issuer"], "project": Project.objects.earliest("pk").pk})
    hand.press("Save and continue")
    hand.fill(facts.PURPOSE)
    hand.press("Save and continue")
    hand.follow("Add a member")
    hand.fill({"name": "หัวหน้าคณะ", "role": "leader"})
    hand.press("Save")
    hand.go(f"/visits/{visit.reference}/report/outlook/")
    chanthaburi.outlook(hand)


def pks_of_activities(visit: Visit) -> list[int]:
    return list(visit.stops.values_list("activities", flat=True))


def answer(hand: Hand, title: str, outcome: str, words: str) -> None:
    """Answer one of the questions on the page, by its title."""
    card = hand.page.locator("li.row-card", has_text=title)
    if outcome:
        card.locator(f"input[value={outcome}]").check()
    card.locator("textarea").fill(words)
    hand.press("Save the answer", card)


def refused(hand: Hand, visit: Visit, *titles: str) -> None:
    """Sent all the same, the report is sent back with what is still to be answered, and nothing else."""
    hand.go(f"/visits/{visit.reference}/report/check/")
    hand.press("Send for review")
    missing = hand.page.locator("[data-error-summary] li")
    expect(missing).to_have_count(len(titles))
    for title in titles:
        expect(missing.filter(has_text=title)).to_be_visible()


def test_two_commitments_at_ban_laem(promised: tuple[Visit, bool], open_browser: Open, site: Site) -> None:
    earlier, scripts = promised
    hand = Hand(open_browser(viewport=PHONE, user="officer", java_script_enabled=scripts))
    visit = start(hand)
    finish(hand, visit)
    hand.go(f"/visits/{visit.reference}/report/")
    asked = hand.page.locator("li.task", has_text=hand.words("Commitments of these places"))
    expect(asked).to_contain_text(CAMERA)  # it says what is missing, before anything is sent
    expect(hand.page.locator("ol.tasks").first).to_contain_text(CAMERA)  # among what the report needs

    refused(hand, visit, CAMERA, SIGN)
    hand.page.locator("[data-error-summary] a").first.click()
    expect(hand.page.locator(".questions > li")).to_have_count(2)
    answer(hand, CAMERA, "done", "")
    expect(hand.page.locator("[data-error-summary]")).to_be_visible()  # a word on what was seen
    answer(hand, CAMERA, "", SEEN_CAMERA)  # what was ticked stays
    refused(hand, visit, SIGN)
    hand.go(f"/follow-ups/of/{visit.reference}/commitments/")
    answer(hand, SIGN, "carried_over", SEEN_SIGN)
    hand.sees(hand.words("Every one is answered."))

    hand.go(f"/visits/{visit.reference}/report/check/")
    hand.press("Send for review")
    hand.sees(hand.words("Report %(reference)s was sent for review.", reference=visit.reference))
    reviewer = Hand(open_browser(viewport=PHONE, user="reviewer", java_script_enabled=scripts))
    reviewer.go(visit.get_absolute_url())
    reviewer.sees(SEEN_SIGN)
    answers = ((CAMERA, SEEN_CAMERA, FollowUpState.DONE), (SIGN, SEEN_SIGN, FollowUpState.CARRIED_OVER))
    for title, seen, state in answers:
        reads_answer(reviewer, FollowUp.objects.get(visit=earlier, title=title), seen, state, visit)


def reads_answer(hand: Hand, row: FollowUp, seen: str, state: FollowUpState, visit: Visit) -> None:
    """The page of the action says how far it has come, what was seen, and on which visit."""
    hand.go(f"/follow-ups/{row.pk}/")
    hand.sees(seen)
    expect(hand.page.locator(".lede .state")).to_have_text(hand.words(str(state.value).replace("_", " ")))
    expect(hand.page.locator("main")).to_contain_text(visit.reference)
    assert hand.page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
