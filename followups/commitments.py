"""What earlier visits left to be done at the places of a visit: each is answered before the report is sent."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from centers.models import Center
from followups.models import Commitment, FollowUp, FollowUpQuerySet, FollowUpState
from visits.models import Stop, Visit
from visits.workflow import EDITABLE_STATES, FIRST_STATES

SECTION = "commitments"


def places_of(visit: Visit) -> Q:
    """Actions of the stops and districts of `visit`, and of the centers of those districts."""
    stops = Stop.objects.filter(visit=OuterRef("pk"))
    named = Visit.districts.through.objects.filter(visit=OuterRef("pk")).values("district")
    found = [stops.values("checkpoint"), stops.values("center"), stops.values("district"), named]
    found += [stops.values(way) for way in ("checkpoint__district", "center__district")]
    rows = Visit.objects.values_list(*map(ArraySubquery, found)).get(pk=visit.pk)
    checkpoints, centers, own, chosen, *around = ({pk for pk in column if pk is not None} for column in rows)
    of_centers = Center.objects.filter(Q(pk__in=centers) | Q(district__in=own.union(chosen, *around)))
    inside = list(of_centers.values_list("pk", flat=True))  # asked apart, so that each of the three finds by its index
    return Q(checkpoint__in=checkpoints) | Q(district__in=own | chosen) | Q(center__in=inside)


def answers(visit: Visit) -> Exists:
    """Whether the action asked about has been answered by any revision of this report."""
    return Exists(Commitment.objects.filter(followup=OuterRef("pk"), visit__reference=visit.reference))


def of_place(visit: Visit) -> FollowUpQuerySet:
    """Unresolved actions of the places of `visit` that its author may know of; never those of the report itself.

    What another report asks for counts once that report has been sent.
    """
    rows = FollowUp.objects.visible_to(visit.author).unresolved().filter(places_of(visit))
    return rows.exclude(visit__reference=visit.reference).exclude(visit__state__in=FIRST_STATES)


def pending(visit: Visit) -> FollowUpQuerySet:
    """What is to be answered still. Asked nothing: an amendment, which is no new visit, and a report that was sent."""
    if visit.is_amendment or visit.state not in EDITABLE_STATES:
        return FollowUp.objects.none()
    return of_place(visit).exclude(answers(visit))


def open_to(visit: Visit) -> FollowUpQuerySet:
    """What may be answered now: what is pending, and what this visit carried over and may see anew."""
    carried = Commitment.objects.filter(visit=visit, outcome=Commitment.Outcome.CARRIED_OVER).order_by()
    again = FollowUp.objects.filter(pk__in=carried.values("followup"), state=FollowUpState.CARRIED_OVER)
    ways = [rows.order_by().values("pk") for rows in (pending(visit), again)]
    return FollowUp.objects.filter(pk__in=ways[0].union(ways[1]))  # each finds by its index, which "or" would not


def answered(visit: Visit, reader: User) -> QuerySet[Commitment]:
    """What any revision of this report found of actions that `reader` may know of."""
    known = FollowUp.objects.visible_to(reader)
    rows = Commitment.objects.filter(visit__reference=visit.reference, followup__in=known)
    return rows.select_related("followup", "by")


def missing(visit: Visit) -> list[tuple[str, str]]:
    """What the report lacks before it can be sent: (section key, message) for each one not answered."""
    words = _("Say what was seen of “%(title)s”.")
    return [(SECTION, words % {"title": title}) for title in pending(visit).values_list("title", flat=True)]
