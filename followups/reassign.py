"""Handing the actions of somebody who leaves to somebody else, with the reason; nothing is left without an owner."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.queries import responsible_for
from accounts.roles import Permission
from followups import owners
from followups.models import FollowUp, FollowUpQuerySet
from followups.models.contact import Handover
from followups.models.visible import IN_CHARGE
from visits.models import MissionMember
from visits.queries import with_a_part_in

NAMED = 5  # reports and practices that a refusal names


@dataclass(frozen=True)
class Load:
    """A person and how many unresolved actions they own where the reader is in charge."""

    person: User
    count: int


def why_not_reassign(user: User) -> str:
    """Why `user` may not hand over other people's actions; empty where they may, in their own areas."""
    if user.may(Permission.FOLLOWUP_WRITE) and user.role in IN_CHARGE:
        return ""
    return _("Only reviewers and directors hand actions over, in their own areas.")


def unresolved_of(person: User, *, seen_by: User) -> FollowUpQuerySet:
    """The unresolved actions of `person` in the areas of `seen_by`, those due first."""
    rows = FollowUp.objects.visible_to(seen_by).unresolved().in_areas_of(seen_by)
    return rows.filter(owner=person).order_by("due_on", "pk")


def loads(seen_by: User) -> list[Load]:
    """Who owns unresolved actions in the areas of `seen_by`: closed accounts first, then by how many."""
    rows = FollowUp.objects.visible_to(seen_by).unresolved().in_areas_of(seen_by).filter(owner__isnull=False)
    counts = dict(rows.order_by().values_list("owner").annotate(count=Count("pk")))
    found = [Load(person, counts[person.pk]) for person in User.objects.filter(pk__in=counts)]
    return sorted(found, key=lambda load: (load.person.is_active, -load.count, load.person.username))


def takers(rows: FollowUpQuerySet, *, besides: User) -> QuerySet[User]:
    """Who may be given any of `rows`: active people of the areas of what they came from, or with a part in it."""
    plain = rows.order_by()
    areas = plain.values_list("area_codes", flat=True).distinct()
    visits = plain.filter(visit__isnull=False).values("visit")
    asked = Q(pk__in=of_practices(plain).values("created_by"))
    codes = {code for found in areas for code in found}
    return owners.people(responsible_for(codes) | with_a_part_in(visits) | asked).exclude(pk=besides.pk)


def not_for(taker: User, rows: FollowUpQuerySet) -> list[str]:
    """What those of `rows` came from that lie neither in the areas of `taker` nor are theirs: NAMED of them."""
    missions = MissionMember.objects.filter(user=taker, visit=OuterRef("visit"))
    asked = Q(practice__isnull=False, created_by=taker)
    strange = rows.exclude(Q(area_codes__overlap=taker.area_codes) | Q(visit__author=taker) | asked)
    found = strange.exclude(Exists(missions)).order_by().values_list(Coalesce("visit__reference", "practice"))
    return sorted(name for (name,) in found.distinct()[:NAMED])


def of_practices(rows: FollowUpQuerySet) -> FollowUpQuerySet:
    return rows.filter(practice__isnull=False)


@transaction.atomic
def reassign(*, by: User, giver: User, taker: User, reason: str, only: list[int] | None = None) -> int:
    """Give the unresolved actions of `giver` where `by` is in charge (`only` those, if told) to `taker`.

    Answers how many: what was done or handed on meanwhile is no longer among them. Raises Refused.
    """
    refuse(why_not_reassign(by))
    rows = unresolved_of(giver, seen_by=by)
    if only is not None:
        rows = rows.filter(pk__in=only)
    found = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    FollowUp.objects.filter(pk__in=found).update(owner=taker, version=F("version") + 1, updated_at=timezone.now())
    Handover.objects.bulk_create(
        Handover(followup_id=pk, giver=giver, taker=taker, by=by, reason=reason) for pk in found
    )
    return len(found)
