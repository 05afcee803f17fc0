"""Every page in both languages: nothing for axe to find, nothing wider than a phone, targets for thumbs.

Thai is looked at on a phone in daylight, English at a desk in the dark, so that each page is seen all four ways.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import DESK, PHONE, Site, Watch, new_context
from tests.browser.pages import Sight, sights
from tests.test_matrix import address

AXE = (settings.NODE_MODULES / "axe-core" / "axe.min.js").read_text()
LOOKS: dict[str, dict[str, Any]] = {
    "th": {"viewport": PHONE, "color_scheme": "light", "has_touch": True, "is_mobile": True},
    "en": {"viewport": DESK, "color_scheme": "dark"},
}
THUMB = 44  # CSS pixels
# What a thumb must hit: a box or a dot together with its words. Links in running text are exempt.
TARGETS = """(least) => [...document.querySelectorAll(
    'main button, main input:not([type=hidden]), main select, main textarea, main summary, main a.button, nav.bar a'
  )].filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest('.leaflet-container'))
    .map((one) => [one, (one.matches('[type=checkbox], [type=radio]') && one.closest('label') || one)])
    .filter(([one, target]) => {
      const box = target.getBoundingClientRect();
      return box.width > 1 && box.height + 0.5 < least;
    }).map(([one, target]) => `${one.outerHTML.slice(0, 120)} ${target.getBoundingClientRect().height}`)"""

# Fields that are typed into, whose words stand on a picture.
COVERED = """() => [...document.querySelectorAll('input[type=search]')].map((one) => [one, getComputedStyle(one)])
  .filter(([one, {backgroundImage, paddingLeft}]) => backgroundImage !== 'none' && parseFloat(paddingLeft) < 32)
  .map(([one]) => one.outerHTML.slice(0, 120))"""


class Readers:
    """One browser for each person and language, kept open: the second page costs no more than on a real desk."""

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site, self.browser, self.watch = site, browser, Watch(site.url)
        self.contexts: dict[tuple[str, str], BrowserContext] = {}

    def look(self, sight: Sight, language: str) -> Page:
        user = "" if sight.user == "anonymous" else sight.user
        if (user, language) not in self.contexts:
            options = LOOKS[language] | {"language": language, "user": user}
            self.contexts[user, language] = new_context(self.site, self.browser, self.watch, **options)
        self.watch.complaints.clear()
        page = self.contexts[user, language].new_page()
        url = address(sight.row, self.site.world) if sight.row else sight.path
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == sight.status, f"{answer.status} {url}"
        return page


@pytest.fixture(scope="module")
def readers(site: Site, browser: Browser) -> Iterator[Readers]:
    found = Readers(site, browser)
    yield found
    for context in found.contexts.values():
        context.close()


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("sight", sights(), ids=str)
def test_a_page_is_fit_for_everybody(sight: Sight, language: str, readers: Readers) -> None:
    page = readers.look(sight, language)

    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, "scrolls sideways"
    if language == "th":
        assert page.evaluate(TARGETS, THUMB) == []
    assert page.evaluate(COVERED) == []
    readers.watch.heard_nothing()
    assert violations(page) == []
    page.close()


def violations(page: Page) -> list[str]:
    """What axe finds, with the places. It is put in beside the page; what it tries out itself, the policy refuses."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations)")
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]
