"""A bad line, a server that is gone, a page loaded anew: nothing typed is lost, and nothing is said to be saved."""

import socket
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.test.client import encode_multipart
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from followups.models import FollowUp
from tests.browser.chanthaburi import picture
from tests.browser.conftest import PHONE, Open, Site, Watch, new_context
from tests.browser.hand import Hand
from tests.visits.factories import FIRST_DAY, LAST_DAY, at
from visits.models import SectionSave, Visit

TITLE = "ตรวจเยี่ยมด่านบ้านแหลม"
TOLD = "ด่านบ้านแหลมเปิดเพียงช่องเดียว\nรถต่อแถวยาว"
OFFLINE = (
    "Not saved: no connection to the server. Everything you typed is still on this page."
    " Keep it open and save again when there is a signal."
)
FAILED = (
    "Not saved: the server could not take it just now. Everything you typed is still on this page."
    " Wait a moment and save again."
)
RESTORED = "What you typed here before was not saved and has been put back. Check it and save."


@pytest.fixture
def officer(open_browser: Open) -> Hand:
    return Hand(open_browser(viewport=PHONE, user="officer"))


@pytest.fixture
def report(officer: Hand, request: pytest.FixtureRequest) -> Visit:
    officer.go("/visits/new/")
    officer.fill({"title_th": request.node.name[:80], "date_start": FIRST_DAY, "date_end": LAST_DAY})
    officer.page.locator("[name=districts]").first.check()
    officer.press("Start the report")
    return Visit.objects.get(title_th=request.node.name[:80])


@pytest.fixture
def outlook(officer: Hand, report: Visit) -> Page:
    """The last section of a report, with something typed."""
    officer.go(f"/visits/{report.reference}/report/outlook/")
    officer.enter("obstacles", TOLD)
    return officer.page


def save(page: Page) -> None:
    page.get_by_role("button", name="บันทึกและดำเนินการต่อ").click()


def is_saved(page: Page, report: Visit) -> None:
    page.wait_for_url("**/report/check/")
    expect(page.locator(".message.success")).to_have_count(1)
    assert Visit.objects.get(pk=report.pk).obstacles.split() == TOLD.split()


def is_still_there(hand: Hand, why: str) -> None:
    expect(hand.page.locator(".unsent")).to_have_text(hand.words(why))
    expect(hand.page.locator("[name=obstacles]")).to_have_value(TOLD)


def test_without_a_signal_the_page_stays_and_saves_later(officer: Hand, outlook: Page, report: Visit) -> None:
    outlook.context.set_offline(True)
    save(outlook)
    is_still_there(officer, OFFLINE)

    outlook.context.set_offline(False)
    save(outlook)
    is_saved(outlook, report)


def test_while_the_server_is_down_the_page_stays(site: Site, browser: Browser) -> None:
    context = new_context(site, browser, Watch(site.url), viewport=PHONE, user="officer")  # 503 is what is looked for
    hand = Hand(context.new_page())
    hand.go("/visits/new/")
    hand.enter("title_th", TITLE)
    hand.page.route("**/visits/new/", lambda route: route.fulfill(status=503, body="Service Unavailable"))
    hand.page.get_by_role("button", name=hand.words("Start the report")).click()

    expect(hand.page.locator(".unsent")).to_have_text(hand.words(FAILED))
    expect(hand.page.locator("[name=title_th]")).to_have_value(TITLE)
    context.close()


def test_a_button_pressed_twice_saves_once(outlook: Page, report: Visit) -> None:
    outlook.get_by_role("button", name="บันทึกและดำเนินการต่อ").dblclick()
    is_saved(outlook, report)
    assert SectionSave.objects.get(visit=report, section="outlook").version == 1


def test_a_page_loaded_anew_has_what_was_typed_until_it_is_saved(officer: Hand, outlook: Page, report: Visit) -> None:
    outlook.on("dialog", lambda dialog: dialog.accept())
    outlook.reload()
    officer.sees(officer.words(RESTORED))
    expect(outlook.locator("[name=obstacles]")).to_have_value(TOLD)
    save(outlook)
    is_saved(outlook, report)

    officer.go(f"/visits/{report.reference}/report/outlook/")
    expect(outlook.locator(".kept-words")).to_have_count(0)


def test_photographs_go_one_by_one_and_a_lost_line_costs_one(officer: Hand, report: Visit) -> None:
    page, sent = officer.page, []
    officer.go(f"/visits/{report.reference}/report/photos/")
    page.locator("[name=pictures]").set_input_files([picture(colour) for colour in ("seagreen", "sienna", "navy")])

    def lose_the_second(route: Route) -> None:
        sent.append(route.request.method == "POST")
        route.abort() if sum(sent) == 2 else route.fallback()

    page.route("**/report/photos/", lose_the_second)
    page.locator(".photo-add button[type=submit]").click()
    stored = "Photographs stored so far: {n}. The others are still chosen here."
    expect(page.locator(".unsent")).to_contain_text(officer.words(stored).replace("{n}", "1"))
    assert page.locator("[name=pictures]").evaluate("(input) => input.files.length") == 2
    assert report.photos.count() == 1

    officer.press("Add photographs", page.locator(".photo-add"))
    officer.sees(
        officer.counted("%(count)s photograph is stored safely.", "%(count)s photographs are stored safely.", 3)
    )
    assert report.photos.count() == 3


def test_what_is_written_while_photographs_are_sent_is_saved_with_them(officer: Hand, report: Visit) -> None:
    page = officer.page
    officer.go(f"/visits/{report.reference}/report/photos/")
    for colour in ("seagreen", "sienna"):
        page.locator("[name=pictures]").set_input_files([picture(colour)])
        page.route("**/report/photos/", partial(write_before, page), times=1)
        officer.press("Add photographs", page.locator(".photo-add"))
    expect(page.locator(".photo-card")).to_have_count(2)
    assert [photo.caption for photo in report.photos.order_by("pk")] == [TOLD.split()[0], ""]


def write_before(page: Page, route: Route) -> None:
    """Somebody describes the first photograph, where there is one, while the next is on its way."""
    page.evaluate(
        """(words) => {
            const caption = document.querySelector(".photo-card textarea");
            if (!caption) return;
            caption.value = words;
            caption.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        TOLD.split()[0],
    )
    route.fallback()


def test_a_remark_does_not_cost_the_reason_that_is_being_written(open_browser: Open, site: Site) -> None:
    hand = Hand(open_browser(user="reviewer"))
    visit = site.world.visits["submitted"]
    hand.go(f"/visits/{visit.reference}/review/")
    hand.enter("reason", TOLD)
    section = hand.page.locator("#section-team")
    section.locator("summary").click()
    section.locator("textarea").fill(TITLE)
    hand.page.context.set_offline(True)
    add = section.get_by_role("button", name=hand.words("Add the remark"))
    add.click()
    expect(section.locator(".unsent")).to_have_text(hand.words(OFFLINE))

    hand.page.context.set_offline(False)
    add.click()
    expect(section.locator("article.remark")).to_have_count(1)
    expect(hand.page.locator("[name=reason]")).to_have_value(TOLD)
    expect(section.locator("textarea")).to_have_value("")


def test_what_is_said_of_an_action_is_kept_without_a_signal(open_browser: Open, site: Site) -> None:
    hand = Hand(open_browser(viewport=PHONE, user="officer"))
    action = FollowUp.objects.unresolved().filter(owner=site.world.people["officer"]).first()
    assert action is not None
    hand.go(f"/follow-ups/{action.pk}/")
    hand.fill({"state": "in_progress", "outcome": TOLD})
    hand.page.context.set_offline(True)
    hand.page.get_by_role("button", name=hand.words("Save the state")).click()
    expect(hand.page.locator(".unsent")).to_have_text(hand.words(OFFLINE))
    expect(hand.page.locator("[name=outcome]")).to_have_value(TOLD)

    hand.page.context.set_offline(False)
    hand.press("Save the state")
    assert FollowUp.objects.get(pk=action.pk).state == "in_progress"


def test_what_was_refused_and_put_right_is_left_without_a_question(open_browser: Open, site: Site) -> None:
    hand = Hand(open_browser(user="director"))
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    hand.page.on("dialog", answer)
    action = FollowUp.objects.visible_to(site.world.people["director"]).unresolved().first()
    assert action is not None
    hand.go(f"/follow-ups/{action.pk}/")
    hand.enter("state", "carried_over")
    hand.page.get_by_role("button", name=hand.words("Save the state")).click()
    expect(hand.page.locator("[data-error-summary]")).to_have_count(1)

    hand.enter("outcome", TOLD)
    hand.press("Save the state")
    hand.sees(hand.words("Saved."))
    assert asked == []


@pytest.mark.parametrize("multipart", [True, False])
def test_what_came_in_only_in_part_is_not_saved(multipart: bool, officer: Hand, report: Visit, site: Site) -> None:
    """The line is lost while a form is on its way: the server has its beginning and knows how long it was."""
    jar = {cookie["name"]: cookie["value"] for cookie in officer.page.context.cookies()}
    officer.go(f"/visits/{report.reference}/report/outlook/")
    token = officer.page.locator("form[data-keep] [name=csrfmiddlewaretoken]").get_attribute("value")
    typed = {"csrfmiddlewaretoken": token, "version": "0", "obstacles": TOLD, "recommendations": TOLD}
    body, kind = encode_multipart("X", typed), "multipart/form-data; boundary=X"
    if not multipart:
        body, kind = urlencode(typed).encode(), "application/x-www-form-urlencoded"
    head = [f"POST /visits/{report.reference}/report/outlook/ HTTP/1.1", f"Host: {urlsplit(site.url).netloc}"]
    head += [f"Origin: {site.url}", "Cookie: " + "; ".join(f"{name}={value}" for name, value in jar.items())]
    head += [f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close", "", ""]
    with socket.create_connection(urlsplit(site.url).netloc.split(":")) as line:  # type: ignore[arg-type]
        line.sendall("\r\n".join(head).encode() + body[:-60])
        line.shutdown(socket.SHUT_WR)
        while line.recv(4096):
            pass
    assert not SectionSave.objects.filter(visit=report, section="outlook").exists()


def test_rows_and_boxes_are_put_back_as_they_were(officer: Hand, report: Visit) -> None:
    page = officer.page
    page.on("dialog", lambda dialog: dialog.accept())
    officer.go(f"/visits/{report.reference}/report/itinerary/new/")
    officer.fill({"place": "บ้านแหลม", "arrived_at": at(11, 9)})
    officer.press("Save")
    stop = report.stops.get()
    officer.go(f"/visits/{report.reference}/report/results/new/?stop={stop.pk}&kind=consultation")
    rows = page.locator("fieldset.party:visible").count()
    add = page.get_by_role("button", name=officer.words("Add another agency"), include_hidden=True)
    officer.unfold(add)
    add.click()
    typed: dict[str, Any] = {"narrative": TOLD, f"p-{rows}-unit": "สาธารณสุขอำเภอ", "restricted": True}
    officer.fill(typed)
    page.reload()

    officer.sees(officer.words(RESTORED))
    expect(page.locator(f"[name='p-{rows}-unit']")).to_have_value("สาธารณสุขอำเภอ")
    expect(page.locator("[name=restricted]")).to_be_checked()
    page.get_by_role("button", name=officer.words("Throw it away")).click()
    expect(page.locator("[name=narrative]")).to_have_value("")
    expect(page.locator(".kept-words")).to_have_count(0)


def test_who_signs_out_leaves_nothing_in_the_tab(open_browser: Open) -> None:
    kept = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed:')).length"
    hand = Hand(open_browser(viewport=PHONE))
    hand.sign_in("officer")
    hand.go("/visits/new/")
    hand.enter("title_th", TOLD)
    assert hand.page.evaluate(kept) == 1
    hand.page.on("dialog", lambda dialog: dialog.accept())
    hand.go("/")
    hand.page.evaluate("() => document.querySelector('form[action$=\"/logout/\"]').requestSubmit()")
    hand.page.wait_for_url("**/accounts/login/**")
    assert hand.page.evaluate(kept) == 0


def test_a_session_that_ended_costs_nothing(officer: Hand, outlook: Page, report: Visit) -> None:
    jar = outlook.context.cookies()
    session = [cookie for cookie in jar if cookie["name"] == settings.SESSION_COOKIE_NAME]
    outlook.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(outlook)
    officer.sees(officer.words("You are signed out: nothing is saved yet"))

    outlook.context.add_cookies(session)  # type: ignore[arg-type]  # as they were given
    outlook.get_by_role("button", name=officer.words("Send it again")).click()
    is_saved(outlook, report)
