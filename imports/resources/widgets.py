"""How a cell becomes a value. Each `clean` raises ValueError with what is wrong and what to write instead."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.widgets import Widget

from ui import dates
from ui.words import nfc

EARLIEST = dt.date(1990, 1, 1)
ARABIC_DIGITS = {ord(thai): str(value) for value, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
MONTHS = {
    name.replace(".", "").casefold(): number
    for table in (dates.MONTHS, dates.SHORT_MONTHS)
    for names in table.values()
    for number, name in enumerate(names, 1)
}
BETWEEN = r"[\s/.-]{1,5}"  # bounded, as are the words: dots are part of both, and could be divided in many ways
WRITTEN = re.compile(rf"(\d{{1,2}}){BETWEEN}(\d{{1,2}}|[^\d\s/-]{{1,20}}){BETWEEN}(?:พศ|คศ|be|ce)?\s{{0,5}}(\d{{2,4}})")
MOST_NAMED = 12


def text_of(value: Any) -> str:
    """A cell as text: NFC, whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return nfc(str(value if value is not None else "")).strip()


class Words(Widget):  # type: ignore[misc]
    """Text of at most `longest` characters; `lines`: several, divided by semicolons or on lines of their own."""

    def __init__(self, longest: int, *, lines: bool = False, pattern: str = "", example: str = "") -> None:
        super().__init__()
        self.longest, self.lines, self.pattern, self.example = longest, lines, pattern, example

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        if self.lines:
            text = "\n".join(filter(None, (part.strip() for part in re.split(r"[;\n\r]+", text))))
        if len(text) > self.longest:
            words = _("The text has %(n)s characters; at most %(most)s can be taken.")
            raise ValueError(words % {"n": len(text), "most": self.longest})
        if text and self.pattern and not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(_("This cannot be a code: “%(value)s”. Write it like %(example)s.")
                             % {"value": text[:40], "example": self.example})  # fmt: skip
        return text


class Choice(Widget):  # type: ignore[misc]
    """One of `choices`, by its code or by its word in either language."""

    def __init__(self, choices: type[TextChoices]) -> None:
        super().__init__()
        self.choices = choices
        self.known: dict[str, str] = {}

    def load(self) -> None:
        for language in ("th", "en"):
            with override(language):
                self.known |= {str(one.label).casefold(): one.value for one in self.choices}
        self.known |= {one.value.casefold(): one.value for one in self.choices}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        if text and text.casefold() not in self.known:
            raise ValueError(unknown(text, self.choices.values))
        return self.known.get(text.casefold(), "")


class Named(Widget):  # type: ignore[misc]
    """One of the rows of `query`, by its code."""

    def __init__(self, query: Any) -> None:
        super().__init__()
        self.query = query
        self.known: dict[str, Any] = {}

    def load(self) -> None:
        self.known = {row.code.casefold(): row for row in self.query()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = text_of(value)
        return self.named(text) if text else None

    def named(self, text: str) -> Any:
        found = self.known.get(text.casefold()) or self.known.get(text.casefold().removeprefix("th"))
        if found is None:
            raise ValueError(unknown(text, [row.code for row in self.known.values()]))
        return found


class Several(Named):
    """Several rows, their codes divided by commas or semicolons, in the order written, each once."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        codes = [part.strip() for part in re.split(r"[,;\n]+", text_of(value)) if part.strip()]
        return list(dict.fromkeys(self.named(code) for code in codes))


class Day(Widget):  # type: ignore[misc]
    """A date in either era; `notes` tells of the years that were read as Buddhist era."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[str] = []

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> dt.date | None:
        if value in (None, ""):
            return None
        year, month, day = self.parts(value)
        try:
            found = dt.date(dates.ce_year(year), month, day)
        except (ValueError, OverflowError) as error:
            raise ValueError(_("There is no such date: “%(typed)s”. Write day/month/year.")
                             % {"typed": text_of(value)[:40]}) from error  # fmt: skip
        if not EARLIEST <= found <= timezone.localdate():
            words = _("The date %(date)s is not plausible here: it lies before %(first)s or in the future.")
            raise ValueError(words % {"date": dates.full_date(found), "first": dates.full_date(EARLIEST)})
        if year >= dates.BUDDHIST_FROM:
            example = _("“%(typed)s” is read as Buddhist era: %(date)s.")
            self.notes.append(example % {"typed": f"{day}/{month}/{year}", "date": dates.full_date(found)})
        return found

    def parts(self, value: Any) -> tuple[int, int, int]:
        """Year, month and day as written."""
        if isinstance(value, dt.date):
            return value.year, value.month, value.day
        text = text_of(value).translate(ARABIC_DIGITS)
        if isinstance(value, int | float):
            raise ValueError(_("This is a number, not a date: %(value)s. Give the cell the format of a date.")
                             % {"value": text[:20]})  # fmt: skip
        if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", text):
            return int(iso[1]), int(iso[2]), int(iso[3])
        found = WRITTEN.fullmatch(text.replace("พ.ศ.", "พศ").replace("ค.ศ.", "คศ").casefold())
        month = found and (int(found[2]) if found[2].isdigit() else MONTHS.get(found[2].replace(".", "")))
        if not found or not month:
            words = _("This is no date: “%(typed)s”. Write day/month/year, such as 11/3/2566 or 11/3/2023.")
            raise ValueError(words % {"typed": text[:40]})
        if len(found[3]) != 4:
            raise ValueError(_("Write the year with four digits: “%(typed)s”.") % {"typed": text[:40]})
        return int(found[3]), month, int(found[1])


class Number(Widget):  # type: ignore[misc]
    """A number between `low` and `high`; `whole`: without a fraction."""

    def __init__(self, low: float, high: float, *, whole: bool = False) -> None:
        super().__init__()
        self.low, self.high, self.whole = low, high, whole

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> float | int | None:
        text = text_of(value).translate(ARABIC_DIGITS).replace(",", ".")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError as error:
            words = _("This is no number: “%(value)s”. Write it like 12.9265.")
            raise ValueError(words % {"value": text[:40]}) from error
        if not math.isfinite(number) or not self.low <= number <= self.high or (self.whole and number % 1):
            words = _("%(value)s is out of range: write a number from %(low)s to %(high)s.")
            raise ValueError(words % {"value": text[:20], "low": f"{self.low:g}", "high": f"{self.high:g}"})
        return int(number) if self.whole else round(number, 6)


def unknown(text: str, known: Iterable[str]) -> str:
    """What is said of a word that is none of those known."""
    codes = sorted(known)
    named = ", ".join(codes[:MOST_NAMED]) + (" …" if len(codes) > MOST_NAMED else "")
    return _("“%(value)s” is not known here. Write one of: %(known)s.") % {"value": text[:60], "known": named}
