"""Who may be given an action: people and centers around the report or the practice that it came from."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.queries import responsible_for
from accounts.roles import Role
from centers.models import Center
from followups.models import FollowUp
from places.codes import districts_among
from visits.models import Stop, Visit
from visits.queries import with_a_part_in

WORKING = (Role.OFFICER, Role.CENTER, Role.REVIEWER, Role.DIRECTOR)


def people(wanted: Q) -> QuerySet[User]:
    """Those of `wanted` who take part."""
    return User.objects.filter(wanted, is_active=True, role__in=WORKING).distinct()


def people_in(codes: Iterable[str], author: int) -> QuerySet[User]:
    """Who may be given an action of a practice: people of its areas, and its author."""
    return people(responsible_for(codes) | Q(pk=author))


def people_around(visit: Visit) -> QuerySet[User]:
    """Who may be given an action of `visit`: people of its areas, its mission and its author."""
    return people(responsible_for(visit.area_codes) | with_a_part_in([visit.pk]))


def centers_in(codes: Iterable[str]) -> QuerySet[Center]:
    """Which centers may be given an action of a practice: those of its district."""
    return Center.objects.in_use().filter(district__code__in=districts_among(codes))


def centers_around(visit: Visit) -> QuerySet[Center]:
    """Which centers may be given an action of `visit`: those of its districts and stops."""
    districts = Visit.districts.through.objects.filter(visit=visit)
    stops = Stop.objects.filter(visit=visit, center__isnull=False).order_by()
    here = Q(district__in=districts.values("district")) | Q(pk__in=stops.values("center"))
    return Center.objects.in_use().filter(here)


def around(followup: FollowUp) -> tuple[QuerySet[User], QuerySet[Center]]:
    """People and centers who may be given `followup`."""
    if followup.visit is not None:
        return people_around(followup.visit), centers_around(followup.visit)
    return people_in(followup.area_codes, followup.created_by_id), centers_in(followup.area_codes)
