"""Lists of places with their filters, read from the address: what is set, in words, and the address without it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from places.abstract import PlaceQuerySet
from places.models import Country, Province
from ui.paging import keyset
from ui.templatetags.ui import bilingual
from ui.words import nfc

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
    """A choice of a list: its name in the address, what it is called, what may be chosen and what is.

    `known`: the places that may be asked for also where the list holds nothing of theirs, and does not offer them.
    """

    name: str
    label: Any
    choices: list[tuple[str, Any]]
    chosen: str = ""
    known: QuerySet[Any] | None = None

    def asked(self, value: str) -> "Filter":
        """With what the address asks for; left out where there is no such thing."""
        if value in dict(self.choices):
            return replace(self, chosen=value)
        if self.known is None or not value or "\x00" in value:
            return self
        found = options(self.known.filter(code=value))
        return replace(self, choices=self.choices + found, chosen=value) if found else self


@dataclass(frozen=True)
class Search:
    """What the list is asked for: words, and filters as read."""

    words: str
    filters: list[Filter]
    chips: list[Chip]


def list_page(
    request: HttpRequest,
    template: str,
    *,
    rows: PlaceQuerySet[Any],
    filters: Iterable[Filter],
    columns: dict[str, str],
    order: tuple[str, ...],
    may_add: bool,
) -> HttpResponse:
    """Answer the list of those of `rows` that the address asks for, or of what its words may have meant.

    `columns`: what a filter compares where it is not the column of its name.
    """
    words, chosen = clean_words(request.GET.get("q", "")), read(request.GET, filters)
    found = found_among(rows, words, chosen, columns)
    page = keyset(found, order=order, after=request.GET.get("after"), before=request.GET.get("before"))
    near = rows.resembling(words)[:5] if words and not page.rows else []
    search = Search(words, chosen, chips(request.GET, chosen))
    return render(request, template, {"found": search, "page": page, "near": near, "may_add": may_add})


def found_among(
    rows: PlaceQuerySet[Any], words: str, chosen: Iterable[Filter], columns: dict[str, str]
) -> PlaceQuerySet[Any]:
    """Those of `rows` that match `words` and what was chosen."""
    found = rows.matching(words)
    for one in chosen:
        found = narrow(found, one.name, one.chosen, columns)
    return found


def common_filters(provinces: QuerySet[Province], countries: QuerySet[Country]) -> list[Filter]:
    """The filters of every list of places, with the provinces and countries that can be chosen; two queries.

    province=22         DOPA code
    border=KH           country on the other side
    position=confirm    position to be confirmed on site
    visited=never       or 180, 365: not in so many days
    retired=1           retired places instead of those in use
    """
    return [
        of_places("province", _("Province"), provinces),
        of_places("border", _("Border with"), countries),
        Filter("position", pgettext_lazy("map", "Position"), [("confirm", _("to confirm on site"))]),
        Filter("visited", _("Visited"), list(VISITED)),
        Filter("retired", _("In use"), [("1", _("retired ones"))]),
    ]


def narrow(rows: PlaceQuerySet[Any], name: str, chosen: str, columns: dict[str, str]) -> PlaceQuerySet[Any]:
    if name == "retired":
        return rows.filter(retired_at__isnull=not chosen)
    if not chosen:
        return rows
    if name == "position":
        return rows.to_confirm()
    if name == "visited":
        never = chosen == NEVER
        return rows.filter(last_visited_on__isnull=True) if never else rows.not_visited_since(days_ago(chosen))
    return rows.filter(**{columns.get(name, name): chosen})


def read(query: QueryDict, filters: Iterable[Filter]) -> list[Filter]:
    """The filters with what the address asks for; values that are no choice are left out."""
    return [one.asked(query.get(one.name, "")) for one in filters]


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


def of_places(name: str, label: Any, offered: QuerySet[Any]) -> Filter:
    """A filter that offers these places and understands every other one; a query, and one more for such another."""
    return Filter(name, label, options(offered), known=offered.model._default_manager.all())


def options(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """Places to choose from, by code, without their outlines."""
    return [(row.code, bilingual(row)) for row in rows.order_by("code").distinct().only("code", "name_th", "name_en")]


def clean_words(typed: str) -> str:
    """Words to search for."""
    return as_meant(typed.replace("\x00", "").strip()[:100])


def as_meant(typed: str) -> str:
    """NFC, as all text is stored, and with the two slips of a Thai keyboard put right.

    SARA AM typed as NIKHAHIT and SARA AA, and SARA AE typed as SARA E twice, look the same and are not.
    """
    text = nfc(typed)
    return text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41")


def days_ago(choice: str) -> dt.date:
    """The day that a choice of VISITED in days names."""
    return timezone.localdate() - dt.timedelta(days=int(choice))
