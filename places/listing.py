"""Filters of lists of places, read from the address: what is set, in words, and the address without it."""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ui.templatetags.ui import bilingual

NEVER = "never"
# Days without a visit that one can ask for; "never" is its own answer.
VISITED = [
    (NEVER, _("never visited")),
    ("180", _("not in the last 6 months")),
    ("365", _("not in the last 12 months")),
]


@dataclass(frozen=True)
class Chip:
    """One filter in force, as ui/chips.html draws it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Filter:
    """A choice of a list: its name in the address, what it is called, what may be chosen and what is."""

    name: str
    label: Any
    choices: list[tuple[str, Any]]
    chosen: str = ""


def read(query: QueryDict, filters: Iterable[Filter]) -> list[Filter]:
    """The filters with what the address asks for; values that are no choice are left out."""
    return [
        Filter(one.name, one.label, one.choices, value if value in dict(one.choices) else "")
        for one in filters
        for value in [query.get(one.name, "")]
    ]


def chips(query: QueryDict, filters: Iterable[Filter]) -> list[Chip]:
    return [
        Chip(str(one.label), str(dict(one.choices)[one.chosen]), without(query, one.name))
        for one in filters
        if one.chosen
    ]


def without(query: QueryDict, name: str) -> str:
    """The address without one filter, back on the first page."""
    rest = query.copy()
    for gone in (name, "after", "before"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"


def options(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """Places to choose from, by code, without their outlines."""
    return [(row.code, bilingual(row)) for row in rows.order_by("code").distinct().only("code", "name_th", "name_en")]


def clean_words(typed: str) -> str:
    """Words to search for: NFC, as all text is stored, and with the two slips of a Thai keyboard put right.

    SARA AM typed as NIKHAHIT and SARA AA, and SARA AE typed as SARA E twice, look the same and are not.
    """
    text = unicodedata.normalize("NFC", typed.replace("\x00", "")).strip()[:100]
    return text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41")


def days_ago(choice: str) -> dt.date:
    """The day that a choice of VISITED in days names."""
    return timezone.localdate() - dt.timedelta(days=int(choice))
