"""Filters of the list of centers, so that every figure can link to what it counts.

q=words             every word in a name, another name, the district or the code
status=functional   status last heard
province=22         DOPA code
border=KH           country that the province borders
position=confirm    position to be confirmed on site
visited=never       or 180, 365: not in so many days
retired=1           retired centers instead of those in use
"""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from centers.models import Center, CenterQuerySet, CenterStatus
from places import listing
from places.listing import Chip, Filter
from places.models import Country, Province


@dataclass(frozen=True)
class Search:
    """What the list shows: words, filters as read, and the rows."""

    words: str
    filters: list[Filter]
    chips: list[Chip]
    rows: CenterQuerySet


def choices() -> list[Filter]:
    """Every filter with what can be chosen; two queries, for places that have centers."""
    provinces = Province.objects.filter(districts__centers__isnull=False)
    countries = Country.objects.filter(bordering__districts__centers__isnull=False)
    return [
        Filter("status", _("Status"), list(CenterStatus.choices)),
        Filter("province", _("Province"), listing.options(provinces)),
        Filter("border", _("Border with"), listing.options(countries)),
        Filter("position", _("Position"), [("confirm", _("to confirm on site"))]),
        Filter("visited", _("Visited"), list(listing.VISITED)),
        Filter("retired", _("In use"), [("1", _("retired ones"))]),
    ]


def search(query: QueryDict, user: User) -> Search:
    """The rows that the address asks for, among those that `user` may see."""
    words = listing.clean_words(query.get("q", ""))
    filters = listing.read(query, choices())
    rows = Center.objects.visible_to(user).matching(words)
    for one in filters:
        rows = narrow(rows, one.name, one.chosen)
    return Search(words, filters, listing.chips(query, filters), rows.with_places())


def narrow(rows: CenterQuerySet, name: str, chosen: str) -> CenterQuerySet:
    if name == "retired":
        return rows.filter(retired_at__isnull=not chosen)
    if not chosen:
        return rows
    if name == "position":
        return rows.to_confirm()
    if name == "visited":
        never = chosen == listing.NEVER
        return rows.filter(last_visited_on__isnull=True) if never else rows.not_visited_since(listing.days_ago(chosen))
    if name == "border":
        return rows.filter(district__province__in=Province.objects.filter(borders__code=chosen))
    return rows.filter(**{"district__province__code" if name == "province" else name: chosen})
