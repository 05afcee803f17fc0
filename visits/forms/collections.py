"""The sections that hold a list of things: which form edits one, which rows belong to a report."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from visits.forms.activities import ActivityForm
from visits.forms.fields import ItemForm
from visits.forms.findings import ConclusionForm, FactorForm
from visits.forms.people import MemberForm
from visits.forms.stops import StopForm
from visits.models import Activity, Visit

Rows = QuerySet[Any]
PLACES = ("checkpoint", "center", "district")


def members(visit: Visit) -> Rows:
    return visit.members.select_related("agency", "user")


def stops(visit: Visit) -> Rows:
    return visit.stops.select_related(*PLACES).annotate(done=Count("activities"))


def stops_with_activities(visit: Visit) -> Rows:
    """The stops, each with what was done there, in a fixed number of queries."""
    counted = Activity.objects.annotate(
        parties=Count("participations", distinct=True), pictures=Count("photos", distinct=True)
    ).order_by("sort", "pk")
    return visit.stops.select_related(*PLACES).prefetch_related(Prefetch("activities", counted))


def activities(visit: Visit) -> Rows:
    return Activity.objects.filter(stop__visit=visit).select_related(*(f"stop__{place}" for place in PLACES))


def factors(visit: Visit) -> Rows:
    return visit.factors.prefetch_related("categories", "legal_references").annotate(proofs=Count("evidence"))


def conclusions(visit: Visit) -> Rows:
    return visit.conclusions.annotate(
        proofs=Count("activities", distinct=True) + Count("photos", distinct=True)
    ).order_by("sort", "pk")


@dataclass(frozen=True)
class Collection:
    """A section that lists things. `rows`: those of one report, and no other; `cards`: the same as its page lists them.

    `page` lists the cards, `template` shows one thing; `card` is drawn for each.
    """

    key: str
    form: type[ItemForm]
    rows: Callable[[Visit], Rows]
    cards: Callable[[Visit], Rows]
    page: str = "visits/filing/collection.html"
    template: str = "visits/filing/item.html"

    @property
    def new_words(self) -> Any:
        return self.form.new_words

    @property
    def empty_words(self) -> Any:
        return self.form.empty_words

    @property
    def card(self) -> str:
        return f"visits/filing/_{self.key}_card.html"


COLLECTIONS = {
    one.key: one
    for one in (
        Collection("team", MemberForm, members, members),
        Collection("itinerary", StopForm, stops, stops, template="visits/filing/stop.html"),
        Collection(
            "results", ActivityForm, activities, stops_with_activities,
            "visits/filing/results.html", "visits/filing/activity.html",
        ),
        Collection("factors", FactorForm, factors, factors),
        Collection("conclusions", ConclusionForm, conclusions, conclusions),
    )
}  # fmt: skip
