"""Lines of a list of visits: few columns, a fixed number of queries, words made once."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from places.models import District
from ui import dates
from ui.templatetags.ui import bilingual
from visits.models import Visit, VisitKind, VisitQuerySet
from visits.workflow import State

COLUMNS = (
    "reference", "revision", "title_th", "title_en", "kind", "date_start", "date_end", "state",
    "author__username", "author__name_th", "author__name_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, in words."""

    url: str
    title: str
    reference: str
    kind: str
    when: str
    places: str
    author: str
    badge: SafeString


@cache
def badges(language: str) -> dict[str, SafeString]:
    """The badge of every state in `language`, drawn once a process: no page makes eight of them again."""
    return {
        value: SafeString(render_to_string("ui/state.html", {"state": State(value)}).strip()) for value in State.values
    }


class Words:
    """Turns visits into lines; what repeats on a page (badges, kinds) is made once."""

    def __init__(self) -> None:
        self.badges = badges(dates.language())
        self.kinds = {kind.value: str(kind.label) for kind in VisitKind}

    def row(self, visit: Visit, url: str) -> Row:
        return Row(
            url=url,
            title=bilingual(visit, "title") or _("Untitled visit"),
            reference=visit.reference if visit.revision == 1 else f"{visit.reference} ({visit.revision})",
            kind=self.kinds[visit.kind],
            when=short_range(visit.date_start, visit.date_end),
            places=", ".join(bilingual(district) for district in visit.districts.all()),
            author=bilingual(visit.author) or visit.author.username,
            badge=self.badges[visit.state],
        )


def short_range(start: dt.date, end: dt.date) -> str:
    """ส. 11 มี.ค. 2566, or from – to; a line breaks only between the two."""
    days = [start] if start == end else [start, end]
    return " – ".join(dates.short_date(day).replace(" ", "\u00a0") for day in days)


def lean(rows: VisitQuerySet) -> VisitQuerySet:
    """Only what a line of a list shows; districts of the whole page in one query."""
    names = District.objects.only("code", "name_th", "name_en")
    return rows.select_related("author").prefetch_related(Prefetch("districts", names)).only(*COLUMNS)
