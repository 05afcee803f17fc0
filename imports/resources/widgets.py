"""How a cell becomes a value. Each `clean` raises ValueError with what is wrong and what to write instead."""

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.widgets import Widget

from places.choices import district_label
from places.listing import as_meant
from places.models import District
from ui import dates
from ui.templatetags.ui import bilingual
from ui.words import nfc

EARLIEST = dt.date(1990, 1, 1)
ARABIC_DIGITS = {ord(thai): str(value) for value, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
MONTHS = {
    name.replace(".", "").casefold(): number
    for table in (dates.MONTHS, dates.SHORT_MONTHS)
    for names in table.values()
    for number, name in enumerate(names, 1)
}
WEEKDAYS = {day for table in (dates.WEEKDAYS, dates.SHORT_WEEKDAYS) for days in table.values() for day in days}
# “วันเสาร์ที่ 11 มีนาคม 2566”: before the day the weekday may stand, or that it is a day.
BEFORE_DAY = re.compile(
    rf"(?:วัน)?(?:{'|'.join(re.escape(day.casefold()) for day in sorted(WEEKDAYS, key=len, reverse=True))})?(?:ที่)?[\s,]*"
)
MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?$")  # that a program wrote behind a day
BETWEEN = r"[\s/.-]{1,5}"  # bounded, as are the words: dots are part of both, and could be divided in many ways
WRITTEN = re.compile(rf"(\d{{1,2}}){BETWEEN}(\d{{1,2}}|[^\d\s/-]{{1,20}}){BETWEEN}(?:พศ|คศ|be|ce)?\s{{0,5}}(\d{{2,4}})")
MOST_NAMED = 12
# The words for district and province, which people write or leave out, and what stands between a name and another.
AROUND_NAMES = re.compile(r"กิ่งอำเภอ|อำเภอ|จังหวัด|[อจ]\.|\b(?:amphoe|changwat|district|province)\b|[\s,–-]+")


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
        if text and self.pattern and not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(_("This cannot be a code: “%(value)s”. Write it like %(example)s.")
                             % {"value": text[:40], "example": self.example})  # fmt: skip
        if len(text) > self.longest:
            words = _("The text has %(n)s characters; at most %(most)s can be taken.")
            raise ValueError(words % {"n": len(text), "most": self.longest})
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
            raise ValueError(unknown(text, map(self.offered, self.choices)))
        return self.known.get(text.casefold(), "")

    @staticmethod
    def offered(one: TextChoices) -> str:
        """The code of a choice, with its word where that is another."""
        return one.value if one.value == str(one.label).casefold() else f"{one.value} ({one.label})"


class Named(Widget):  # type: ignore[misc]
    """One of the rows of `query`, by its code, or by a name that no other has."""

    def __init__(self, query: Any) -> None:
        super().__init__()
        self.query = query

    def load(self) -> None:
        self.coded: dict[str, list[Any]] = defaultdict(list)
        self.called: dict[str, list[Any]] = defaultdict(list)
        for row in self.query():
            self.coded[row.code.casefold()].append(row)
            for name in {bare(name) for name in names_of(row)} - {""}:
                self.called[name].append(row)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = text_of(value)
        return self.named(text) if text else None

    def named(self, text: str) -> Any:
        found = self.those(text)
        if not found:
            raise ValueError(unknown(text, [code for rows in self.coded.values() for code in map(told, rows)]))
        if len(found) > 1:
            words = _("Several are called “%(value)s”. Write the code of the one that is meant: %(known)s.")
            raise ValueError(words % {"value": text[:60], "known": ", ".join(map(told, found[:MOST_NAMED]))})
        return found[0]

    def those(self, text: str) -> list[Any]:
        """The rows of that code, or else of that name."""
        code = text.translate(ARABIC_DIGITS).casefold()
        return self.coded.get(code) or self.coded.get(code.removeprefix("th")) or self.called.get(bare(text), [])


class Several(Named):
    """Several rows, divided by semicolons or commas, in the order written, each once."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        return list(dict.fromkeys(self.named(part) for part in self.parts(text_of(value))))

    def parts(self, text: str) -> Iterator[str]:
        """A comma may also stand within a name."""
        for part in filter(None, map(str.strip, re.split(r"[;\n]+", text))):
            yield from [part] if self.those(part) else filter(None, map(str.strip, part.split(",")))


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
        text = MIDNIGHT.sub("", text_of(value).translate(ARABIC_DIGITS))
        if isinstance(value, int | float):
            raise ValueError(_("This is a number, not a date: %(value)s. Give the cell the format of a date.")
                             % {"value": text[:20]})  # fmt: skip
        if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
            return int(iso[1]), int(iso[2]), int(iso[3])
        said = text.replace("พ.ศ.", "พศ").replace("ค.ศ.", "คศ").casefold()
        found = WRITTEN.fullmatch(BEFORE_DAY.sub("", said, count=1))
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


def names_of(row: Any) -> list[str]:
    """What a row is called; a district also with its province, before it or behind."""
    names = [row.name_th, row.name_en, *getattr(row, "aliases", "").splitlines()]
    if isinstance(row, District):
        provinces = (row.province.name_th, row.province.name_en)
        names += [both for name in names for one in provinces for both in (name + one, one + name)]
    return names


def bare(name: str) -> str:
    """A name for comparing."""
    return AROUND_NAMES.sub("", as_meant(name).casefold())


def label_of(row: Any) -> str:
    return district_label(row) if isinstance(row, District) else bilingual(row)


def told(row: Any) -> str:
    """A row by its code, with its name."""
    return f"{row.code} ({label_of(row)})"


def unknown(text: str, known: Iterable[str]) -> str:
    """What is said of a word that is none of those known; of many of these where they stand."""
    codes, value = sorted(known), text[:60]
    if len(codes) > MOST_NAMED:
        words = _("“%(value)s” is not known here. The template says on its second sheet what can be written.")
        return words % {"value": value}
    return _("“%(value)s” is not known here. Write one of: %(known)s.") % {"value": value, "known": ", ".join(codes)}
