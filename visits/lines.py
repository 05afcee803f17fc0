"""Lines of a list of visits: few columns, a fixed number of queries, words made once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from places.names import chosen, district_names
from ui import dates
from visits.models import Visit, VisitKind, VisitQuerySet
from visits.workflow import State, taken_over

COLUMNS = (
    "id", "reference", "revision", "title_th", "title_en", "kind", "date_start", "date_end", "state", "area_codes",
    "author__name_th", "author__name_en", "author__username", "taken_over_at",
)  # fmt: skip

TAKEN_OVER = "taken_over"


class Row(NamedTuple):
    """One line of a list, in words."""

    url: str
    title: str
    reference: str
    kind: str
    when: str
    places: str
    author: str
    badge: SafeString


# Drawn here and not by the template: fifty lines of eight values cost as much as all the rest of the page.
LINE = (
    '<tr><th scope="row"><a href="{}">{}</a><small>{} · {}</small></th>'
    "<td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
)


@cache
def badges(language: str) -> dict[str, SafeString]:
    """The badge of every state in `language`, drawn once a process: no page makes eight of them again."""
    looks = {**{value: State(value) for value in State.values}, TAKEN_OVER: taken_over()}
    return {
        value: SafeString(render_to_string("ui/state.html", {"state": state}).strip()) for value, state in looks.items()
    }


class Words:
    """Turns visits of `lean` into lines; what repeats on a page (badges, kinds, the address) is made once."""

    def __init__(self) -> None:
        self.language = dates.language()
        self.badges = badges(self.language)
        self.kinds = {kind.value: str(kind.label) for kind in VisitKind}
        self.root = reverse("visits:list")

    def rows(self, visits: Sequence[Any], *, beyond: str = "") -> list[Row]:
        """The lines of `visits`, each leading to its page or to what lies `beyond` it."""
        places = district_names({code for visit in visits for code in visit.area_codes}, self.language)
        return [self.row(visit, places, beyond) for visit in visits]

    def row(self, visit: Any, places: dict[str, str], beyond: str) -> Row:
        return Row(
            url=f"{self.root}{visit.reference}/{beyond}",
            title=chosen(self.language, visit.title_th, visit.title_en) or _("Untitled visit"),
            reference=visit.reference if visit.revision == 1 else f"{visit.reference} ({visit.revision})",
            kind=self.kinds[visit.kind],
            when=short_range(visit.date_start, visit.date_end, self.language),
            places=", ".join(places[code] for code in visit.area_codes if code in places),
            author=chosen(self.language, visit.author__name_th, visit.author__name_en) or visit.author__username,
            badge=self.badges[TAKEN_OVER if visit.taken_over_at and visit.state == State.APPROVED else visit.state],
        )


def drawn(rows: Iterable[Row]) -> SafeString:
    """The lines of a table. `words` of a row are text, its badge is drawn already."""
    return SafeString("\n".join(LINE.format(*map(escape, words), badge) for *words, badge in rows))


def short_range(start: dt.date, end: dt.date, language: str) -> str:
    """ส. 11 มี.ค. 2566, or from – to; a line breaks only between the two."""
    days = [start] if start == end else [start, end]
    return " – ".join(dates.short_date(day, language).replace(" ", "\u00a0") for day in days)


def lean(rows: VisitQuerySet) -> "QuerySet[Visit, Any]":
    """Only what a line of a list shows, as named tuples, in one query."""
    return rows.values_list(*COLUMNS, named=True)
