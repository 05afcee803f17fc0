"""A hand at the site: finds things by the words that people see, and types what they would type."""

import datetime as dt
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import Locator, Page, expect

from tests.factories import PASSWORD


class Hand:
    def __init__(self, page: Page, language: str = "th") -> None:
        self.page, self.language = page, language

    def words(self, english: str, **values: Any) -> str:
        """What stands on the page for `english` in the language of this reader."""
        with translation.override(self.language):
            return gettext(english) % values if values else gettext(english)

    def counted(self, one: str, many: str, count: int) -> str:
        with translation.override(self.language):
            return ngettext(one, many, count) % {"count": count}

    def go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{answer.status} {path}"

    def sign_in(self, name: str) -> None:
        self.go("/accounts/login/")
        self.page.locator("[name=login]").fill(name)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        expect(self.page.locator("[name=password]")).to_have_count(0)

    def press(self, english: str, within: Locator | None = None) -> None:
        """Press the button with these words and wait for the page that follows."""
        button = (within or self.page.locator("main")).get_by_role("button", name=self.words(english))
        with self.page.expect_navigation():
            button.first.click()

    def follow(self, english: str, **values: Any) -> None:
        link = self.page.locator("main").get_by_role("link", name=self.words(english, **values))
        with self.page.expect_navigation():
            link.first.click()

    def enter(self, name: str, value: Any) -> None:
        """Give a field its value, whatever kind of field it is: text, list, choice, boxes to tick."""
        if isinstance(value, dt.datetime | dt.date):
            self.date(name, value)
            return
        fields = self.page.locator(f"main [name='{name}']")
        self.unfold(fields.first)
        kind = fields.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list | tuple) else [value]:
                choice = self.page.locator(f"main [name='{name}']" + ("" if one is True else f"[value='{one}']"))
                choice.check()
        elif kind == "select":
            fields.select_option(str(value))
        else:
            fields.fill(str(value))

    def unfold(self, inside: Locator) -> None:
        """Press the heads of what is folded around it."""
        for head in inside.locator("xpath=ancestor::details[not(@open)]/summary").all():
            head.click()

    def date(self, name: str, value: dt.date) -> None:
        """Day, month and year as Thais write them; the time of a moment as well."""
        year = value.year + 543 if self.language == "th" else value.year
        self.enter(f"{name}_day", str(value.day))
        self.enter(f"{name}_month", str(value.month))
        self.enter(f"{name}_year", str(year))
        if isinstance(value, dt.datetime):
            self.enter(f"{name}_time", f"{value:%H:%M}")

    def fill(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            self.enter(name, value)

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def title(self) -> str:
        return self.page.locator("h1").inner_text().strip()
