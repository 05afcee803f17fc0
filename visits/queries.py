"""Questions to the reports' data that stand on no single queryset."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.roles import Permission
from visits.models import Activity, Assessment, MissionMember, Visit, VisitQuerySet

FEW = 500


def few(rows: QuerySet[Any], ways: Sequence[Q], *, otherwise: Q | None = None) -> Q:
    """What fulfils any of `ways`, each found by an index: where these are few, they are named by their numbers.

    Lists walk along dates until their page is full: for what is rare, through all `rows` that there are. `otherwise`:
    what to ask instead where they are many.
    """
    found = [rows.filter(way).order_by().values_list("pk")[: FEW + 1] for way in ways]
    keys = {pk for (pk,) in found[0].union(*found[1:], all=True)}
    if len(keys) <= FEW:
        return Q(pk__in=keys)
    return reduce(or_, ways) if otherwise is None else otherwise


def assessments_readable_by(user: User) -> QuerySet[Assessment]:
    """The assessments whose level `user` may know: restricted ones only inside their report's circle.

    Says the same as `permissions.may_read_restricted`, in SQL. The report itself must be visible as well.
    """
    return Assessment.objects.filter(in_circle_of(user, "visit"))


def activities_readable_by(user: User) -> QuerySet[Activity]:
    """The activities that `user` may read, by the same rule."""
    return Activity.objects.filter(in_circle_of(user, "stop__visit"))


def in_circle_of(user: User, visit: str) -> Q:
    """What is not restricted, or lies in a report to whose circle `user` belongs. `visit`: the way to the report."""
    circle = Q(restricted=False)
    if user.may(Permission.VISIT_WRITE):
        on_mission = MissionMember.objects.filter(visit=OuterRef(visit), user=user)
        circle |= Q((f"{visit}__author", user)) | Q(Exists(on_mission))
    if user.may(Permission.VISIT_RESTRICTED):
        circle |= Q((f"{visit}__area_codes__overlap", user.area_codes))
    return circle


def with_a_part_in(visits: Iterable[int] | QuerySet[Any]) -> Q:
    """The users who wrote one of the `visits`, given by number, or were on its mission.

    Each way is a list of numbers, found by an index: asked by joins, every report of every user would be read.
    """
    members = MissionMember.objects.filter(visit__in=visits, user__isnull=False).order_by()
    authors = Visit.objects.filter(pk__in=visits).order_by()
    return Q(pk__in=members.values("user")) | Q(pk__in=authors.values("author"))


def editions_of(user: User) -> VisitQuerySet:
    """The released public editions that `user` may read: of each reference the newest one released to them."""
    rows = Visit.objects.visible_to(user)
    newer = rows.filter(reference=OuterRef("reference"), revision__gt=OuterRef("revision"))
    return rows.filter(~Exists(newer))


def revisions_of(visit: Visit, *, user: User) -> list[Visit]:
    """Every revision of the reference that `user` may know of, newest first."""
    rows = Visit.objects.visible_to(user).filter(reference=visit.reference)
    return list(rows.select_related("author").order_by(F("revision").desc()))
