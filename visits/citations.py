"""What another room may show of the things that it cites from reports: decided here, for many reports at once.

Says the same as `VisitQuerySet.visible_to`, `permissions.may_read_restricted` and the public edition.
"""

from collections.abc import Iterable
from typing import TypeAlias

from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.roles import Permission, Role
from visits.kinds import is_delayed, is_photo_delayed, is_stop_delayed
from visits.models import Activity, Conclusion, Document, MissionMember, Photo, Stop, Visit, VisitQuerySet
from visits.workflow import State

Cited: TypeAlias = Stop | Activity | Conclusion | Photo | Document


def published() -> VisitQuerySet:
    """Reports whose public edition is out and holds: no later revision was approved or withdrawn."""
    later = Visit.objects.filter(
        reference=OuterRef("reference"),
        revision__gt=OuterRef("revision"),
        state__in=[State.APPROVED, State.PUBLISHED, State.WITHDRAWN],
    )
    return Visit.objects.current().filter(~Exists(later), state=State.PUBLISHED)


class Citations:
    """`user` reading what is cited from `visits`; None reads as the public edition does. A fixed number of queries."""

    def __init__(self, user: User | None, visits: Iterable[Visit]) -> None:
        by_key = {visit.pk: visit for visit in visits}
        self.published = set(published().filter(pk__in=by_key).values_list("pk", flat=True))
        self.public = user is None or user.role == Role.PARTNER
        rows = published() if user is None else Visit.objects.visible_to(user)
        self.open = set(rows.filter(pk__in=by_key).values_list("pk", flat=True))
        self.circle: set[int] = set()
        if user is not None and not self.public:
            self.circle = circle_of(user, [visit for visit in by_key.values() if visit.pk in self.open])

    def shows(self, row: Cited) -> bool:
        """Whether this reader may see `row`, which carries what hangs on it (stop, activity, stop's activities)."""
        visit = visit_of(row)
        if visit not in self.open or (self.public and not in_public_edition(row)):
            return False
        return visit in self.circle or not is_restricted(row)

    def is_open(self, photo: Photo) -> bool:
        """Whether a photograph may be shown to everybody: published with its report, consented, without a child."""
        return photo.visit_id in self.published and in_public_edition(photo) and not is_restricted(photo)


def visit_of(row: Cited) -> int:
    """The key of the report that holds `row`."""
    return row.stop.visit_id if isinstance(row, Activity) else row.visit_id


def circle_of(user: User, visits: list[Visit]) -> set[int]:
    """Those of `visits` in whose restricted circle `user` is."""
    found: set[int] = set()
    if user.may(Permission.VISIT_RESTRICTED):
        found |= {visit.pk for visit in visits if user.covers(visit.area_codes)}
    if user.may(Permission.VISIT_WRITE):
        found |= {visit.pk for visit in visits if visit.author_id == user.pk}
        missions = MissionMember.objects.filter(user=user, visit__in=[visit.pk for visit in visits])
        found |= set(missions.values_list("visit", flat=True))
    return found


def is_restricted(row: Cited) -> bool:
    """What shows an activity is as closed as the activity."""
    if isinstance(row, Photo):
        return row.restricted or (row.activity is not None and row.activity.restricted)
    return isinstance(row, Activity | Document) and row.restricted


def in_public_edition(row: Cited) -> bool:
    """Whether the public edition of its report holds `row`."""
    if isinstance(row, Document):
        return False
    if isinstance(row, Photo):
        return row.is_publishable and not is_photo_delayed(row)
    if isinstance(row, Activity):
        return not is_delayed(row) and not row.restricted
    return not (isinstance(row, Stop) and is_stop_delayed(row))
