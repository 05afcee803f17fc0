"""Which actions and visits belong to a place."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from followups.models import FollowUp
from followups.models.visible import few_actions
from places.codes import is_district
from visits.models import Stop

NOWHERE = Q(checkpoint__isnull=True, center__isnull=True, district__isnull=True)


def within(areas: Iterable[str]) -> Q:
    """Actions in all of `areas` (TH22, TH2204): by what they came from, or by the district that they name."""
    found = Q()
    for code in areas:
        here = Q(area_codes__contains=[code])
        found &= here | in_district(code) if is_district(code) else here
    return found


def named_within(areas: Iterable[str]) -> list[Q]:
    """The ways to those that lie in one of `areas` only by the district that they name."""
    return [in_district(code) & ~Q(area_codes__contains=[code]) for code in areas if is_district(code)]


def in_district(code: str) -> Q:
    return Q(district__code=code.removeprefix("TH"))


def belonging_to(kind: str, where: Any) -> list[Q]:
    """The ways by which an action belongs to a checkpoint, center or district.

    Those without a place belong to all that their visit went to. A district has besides all whose report or practice
    lies in it.
    """
    if kind == "district":
        return [Q(district=where), Q(area_codes__contains=[where.area_code])]
    stops = Stop.objects.filter(**{kind: where}).order_by().values("visit")
    return [Q(**{kind: where}), NOWHERE & Q(visit__in=stops)]


def actions_at(kind: str, where: Any) -> Q:
    """Actions of a checkpoint, center or district, for lists. Asks the database for the few that there are."""
    return few_actions(belonging_to(kind, where))


def open_at(kind: str, where: Any) -> Q:
    """The same as `actions_at`, where few are asked for (the unresolved): they are walked, not all stops there."""
    if kind == "district":
        return Q(district=where) | Q(area_codes__contains=[where.area_code])
    # As a value and not as Exists, of which PostgreSQL would first make a table of all those stops.
    stop = Stop.objects.filter(visit=OuterRef("visit"), **{kind: where}).order_by().values("pk")[:1]
    return Q(**{kind: where}) | NOWHERE & Q(IsNull(Subquery(stop), False))


def visits_at(followup: FollowUp) -> Q:
    """Visits that went to the place of `followup`; where it names none, to the district of what it came from."""
    if followup.place is None:
        return Q(area_codes__contains=followup.area_codes)
    if followup.district_id is not None:
        return Q(districts=followup.district_id)
    kind, pk = ("checkpoint", followup.checkpoint_id) if followup.checkpoint_id else ("center", followup.center_id)
    return Q(Exists(Stop.objects.filter(visit=OuterRef("pk"), **{kind: pk})))
