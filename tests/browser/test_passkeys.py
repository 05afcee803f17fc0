"""A passkey made and used in Chromium, whose device is a virtual one: with a finger that is always recognised."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESK, Site, Watch, new_context
from tests.browser.hand import Hand
from tests.factories import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def desk(site: Site, browser: Browser) -> Iterator[Hand]:
    """Nobody signed in yet, on a device that keeps passkeys; under a name, for which alone passkeys are made."""
    named = replace(site, url=site.url.replace("127.0.0.1", "localhost"))
    watch = Watch(named.url)
    context = new_context(named, browser, watch, viewport=DESK)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield Hand(page)
    context.close()
    watch.heard_nothing()


def sign_in(hand: Hand, name: str) -> None:
    hand.go("/accounts/login/")
    hand.page.locator("[name=login]").fill(name)
    hand.page.locator("[name=password]").fill(PASSWORD)
    hand.press("Sign in")


def add_passkey(hand: Hand, name: str, *, alone: bool) -> None:
    """Whoever has signed in confirms that with the password, then adds a passkey, and sees it in the list."""
    hand.go("/accounts/2fa/passkeys/add/")
    if hand.page.locator("[name=password]").count():
        hand.page.locator("[name=password]").fill(PASSWORD)
        hand.press("Confirm")
    hand.page.locator("[name=name]").fill(name)
    hand.page.locator("[name=passwordless]").set_checked(alone)
    hand.press("Ask this device")
    hand.go("/accounts/2fa/passkeys/")
    hand.sees(name)


def sign_out(hand: Hand) -> None:
    hand.go("/accounts/logout/")
    hand.press("Sign out")
    expect(hand.page.locator("body[data-signed-in]")).to_have_count(0)


def test_a_passkey_signs_in_alone(desk: Hand) -> None:
    sign_in(desk, "colleague")
    add_passkey(desk, "The phone of the colleague", alone=True)
    sign_out(desk)

    desk.go("/accounts/login/")
    desk.press("Sign in with a passkey")

    expect(desk.page.locator("body[data-signed-in]")).to_be_visible()
    desk.go("/me/")
    desk.sees("colleague")


def test_a_passkey_is_the_second_factor_after_the_password(desk: Hand) -> None:
    sign_in(desk, "outsider")
    add_passkey(desk, "The key of the office", alone=False)
    sign_out(desk)

    sign_in(desk, "outsider")
    expect(desk.page.locator("h1")).to_have_text(desk.words("Second step of sign-in"))
    desk.press("Use a passkey")

    expect(desk.page.locator("body[data-signed-in]")).to_be_visible()
    desk.go("/me/")
    desk.sees("outsider")
