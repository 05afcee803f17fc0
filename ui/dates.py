"""Dates as people write them: พ.ศ. with the weekday in Thai, CE with the weekday in English.

Dates are stored ISO; only this room turns them into words and back. Thai Buddhist era = CE + 543
(Thai calendar act 2483), so the eras of any plausible visit never overlap: 2400 and above is พ.ศ.
Names are kept here rather than taken from the locale, so that documents never depend on a catalogue.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

BUDDHIST_OFFSET = 543
BUDDHIST_FROM = 2400
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

MONTHS = {
    "th": (
        "มกราคม",
        "กุมภาพันธ์",
        "มีนาคม",
        "เมษายน",
        "พฤษภาคม",
        "มิถุนายน",
        "กรกฎาคม",
        "สิงหาคม",
        "กันยายน",
        "ตุลาคม",
        "พฤศจิกายน",
        "ธันวาคม",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
SHORT_MONTHS = {
    "th": ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "th": ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_WEEKDAYS = {
    "th": ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def language() -> str:
    """The language of the dates on this page: "th" or "en"."""
    return "en" if (get_language() or "th").startswith("en") else "th"


def shown_year(year: int, lang: str | None = None) -> int:
    """A CE year as the reader counts it."""
    return year + BUDDHIST_OFFSET if (lang or language()) == "th" else year


def fiscal_year(day: date) -> int:
    """The Thai fiscal year of `day`, Buddhist era; it starts on 1 October."""
    return day.year + BUDDHIST_OFFSET + (1 if day.month >= 10 else 0)


def ce_year(year: int) -> int:
    """A year of either era as CE."""
    return year - BUDDHIST_OFFSET if year >= BUDDHIST_FROM else year


def local_day(value: date) -> date:
    """The day in Bangkok of a date or an aware datetime."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def full_date(value: date, lang: str | None = None) -> str:
    """เสาร์ 11 มีนาคม พ.ศ. 2566 / Saturday 11 March 2023."""
    lang, day = lang or language(), local_day(value)
    era = "พ.ศ. " if lang == "th" else ""
    return f"{WEEKDAYS[lang][day.weekday()]} {day.day} {MONTHS[lang][day.month - 1]} {era}{shown_year(day.year, lang)}"


def short_date(value: date, lang: str | None = None) -> str:
    """ส. 11 มี.ค. 2566 / Sat 11 Mar 2023."""
    lang, day = lang or language(), local_day(value)
    weekday, month = SHORT_WEEKDAYS[lang][day.weekday()], SHORT_MONTHS[lang][day.month - 1]
    return f"{weekday} {day.day} {month} {shown_year(day.year, lang)}"


def month_year(value: date, lang: str | None = None) -> str:
    """มี.ค. 2566 / Mar 2023."""
    lang, day = lang or language(), local_day(value)
    return f"{SHORT_MONTHS[lang][day.month - 1]} {shown_year(day.year, lang)}"


def time_of_day(value: datetime, lang: str | None = None) -> str:
    """09.30 น. / 09:30, in Bangkok."""
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{moment:%H.%M} น." if (lang or language()) == "th" else f"{moment:%H:%M}"


def full_datetime(value: datetime, lang: str | None = None) -> str:
    """เสาร์ 11 มีนาคม พ.ศ. 2566 เวลา 09.30 น. / Saturday 11 March 2023, 09:30."""
    lang = lang or language()
    joint = " เวลา " if lang == "th" else ", "
    return f"{full_date(value, lang)}{joint}{time_of_day(value, lang)}"


def date_range(start: date, end: date | None, lang: str | None = None) -> str:
    """One line for a span, naming month and year once: เสาร์ 11 – จันทร์ 13 มีนาคม พ.ศ. 2566."""
    lang = lang or language()
    if end is None or start == end:
        return full_date(start, lang)
    first = f"{WEEKDAYS[lang][start.weekday()]} {start.day}"
    if start.year != end.year:
        return f"{full_date(start, lang)} – {full_date(end, lang)}"
    if start.month != end.month:
        first += f" {MONTHS[lang][start.month - 1]}"
    return f"{first} – {full_date(end, lang)}"
