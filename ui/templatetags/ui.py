"""What templates of every room use: icons, dates in words, bilingual names."""

import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ui import dates
from ui.folds import Fold

register = template.Library()
THAI = re.compile(r"[\u0e01-\u0e5b]")
ICON_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@lru_cache(maxsize=256)
def drawing(name: str) -> str:
    """The inside of a lucide icon. Raises ValueError for a name that is none, FileNotFoundError for an unknown one."""
    if not ICON_NAME.fullmatch(name):
        raise ValueError(f"not the name of an icon: {name!r}")
    svg = (Path(settings.NODE_MODULES) / "lucide-static" / "icons" / f"{name}.svg").read_text()
    inside = svg.partition("<svg")[2].partition(">")[2].rpartition("</svg>")[0]
    return " ".join(inside.split())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon by its lucide name; silent beside words, named by `label` where it stands alone."""
    return labelled(name, label) if label else unlabelled(name)


@lru_cache(maxsize=256)
def unlabelled(name: str) -> SafeString:
    """A page draws some thirty, most of them on every page."""
    return drawn(name, mark_safe('aria-hidden="true"'))


def labelled(name: str, label: str) -> SafeString:
    return drawn(name, format_html('role="img" aria-label="{}"', label))


def drawn(name: str, said: SafeString) -> SafeString:
    return format_html(
        '<svg class="icon" {} focusable="false" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{}</svg>',
        said,
        mark_safe(drawing(name)),
    )


@register.simple_tag
def glyph(sign: str) -> SafeString:
    """The glyph of a state: a lucide name, or one character drawn as it is."""
    if ICON_NAME.fullmatch(sign) and len(sign) > 1:
        return icon(sign)
    return format_html('<span class="glyph" aria-hidden="true">{}</span>', sign)


@register.filter
def fulldate(value: date | None) -> str:
    return dates.full_date(value) if value else ""


@register.filter
def shortdate(value: date | None) -> str:
    return dates.short_date(value) if value else ""


@register.filter
def unbroken(words: str) -> str:
    """Words that stay on one line, as those of a date in a narrow column."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def monthyear(value: date | None) -> str:
    return dates.month_year(value) if value else ""


@register.filter
def fulldatetime(value: datetime | None) -> str:
    return dates.full_datetime(value) if value else ""


@register.filter
def timeofday(value: datetime | None) -> str:
    return dates.time_of_day(value) if value else ""


@register.filter
def year(value: int | date | None) -> str:
    """A CE year (or the year of a date) as the reader counts it: 2566 / 2023."""
    if value is None:
        return ""
    return str(dates.shown_year(value.year if isinstance(value, date) else value))


@register.simple_tag
def daterange(start: date | None, end: date | None = None) -> str:
    """เสาร์ 11 – จันทร์ 13 มีนาคม พ.ศ. 2566; one date where the two are the same or the second is missing."""
    return dates.date_range(start, end) if start else ""


@register.filter
def bilingual(thing: Any, field: str = "name") -> str:
    """`thing.<field>_th` or `_en` by the reader's language; the other one where that is empty."""
    if not thing:
        return ""
    return getattr(thing, f"{field}_{language_of(thing, field)}", "") or ""


def language_of(thing: Any, field: str = "name") -> str:
    """The language in which `bilingual` says it: the reader's, or the other where it is not written in that."""
    mine, other = ("th", "en") if dates.language() == "th" else ("en", "th")
    return mine if getattr(thing, f"{field}_{mine}", "") or not getattr(thing, f"{field}_{other}", "") else other


@register.filter
def told(thing: Any, field: str) -> SafeString | str:
    """What a person wrote in `thing.<field>_th` or `_en`, line by line, its language marked where it is the other."""
    return marked(bilingual(thing, field), language_of(thing, field))


@register.filter
def quoted(text: str) -> SafeString | str:
    """What stands in one language only, line by line, its language marked where the reader's is another."""
    return marked(text, "th" if THAI.search(text) else "en")


def marked(text: str, language: str) -> SafeString | str:
    if not text or language == dates.language():
        return linebreaksbr(text)
    return format_html('<span lang="{}">{}</span>', language, linebreaksbr(text))


def is_for_reader(text: str) -> bool:
    """Whether the reader can read the letters: Thai is for those who read the site in Thai."""
    return dates.language() == "th" or not THAI.search(text)


@register.filter
def other_language(thing: Any, field: str = "name") -> str:
    """The name in the language the reader is not using, for small print; empty where it is missing or the same."""
    lang = "en" if dates.language() == "th" else "th"
    other = getattr(thing, f"{field}_{lang}", "") or ""
    return "" if other == bilingual(thing, field) else other


@register.filter
def first_field(form: Any) -> Any:
    """The first visible field of a form, for links to the form as a whole."""
    return next(iter(form.visible_fields()), None)


@register.simple_block_tag
def folded(content: str, title: Any, fold: Fold | None = None, classes: str = "", recorded: int | None = None) -> str:
    """The fields between the tags as a group that folds (templates/ui/fold.html)."""
    parts = {"content": content, "title": title, "fold": fold, "classes": classes, "recorded": recorded}
    return render_to_string("ui/fold.html", parts)
