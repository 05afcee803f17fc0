"""Which patrol records there are for whom."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.roles import Permission
from visits.models import Activity, MissionMember, Visit, VisitQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from patrols.models.patrol import Patrol  # noqa: F401 - of which these are rows


def in_circle_of(user: "User") -> VisitQuerySet:
    """Reports in whose restricted circle `user` is; says the same as `visits.permissions.may_read_restricted`."""
    ways = Q(pk__in=[])
    if user.may(Permission.VISIT_RESTRICTED):
        ways |= Q(area_codes__overlap=user.area_codes)
    if user.may(Permission.VISIT_WRITE):
        ways |= Q(author=user) | Q(Exists(MissionMember.objects.filter(visit=OuterRef("pk"), user=user)))
    return Visit.objects.filter(ways)


class PatrolQuerySet(models.QuerySet["Patrol"]):
    def visible_to(self, user: "User") -> Self:
        """Records of reports that `user` may know of, each with `anchor` and `in_circle`.

        `anchor`: the key of the newest revision of the report that they may know of. `in_circle`: whether they are in
        its restricted circle; others see a record only where that revision shows its activity to them.
        """
        seen = Visit.objects.visible_to(user).filter(reference=OuterRef("reference")).order_by("-revision")
        rows = self.annotate(anchor=Subquery(seen.values("pk")[:1]))
        rows = rows.annotate(in_circle=Exists(in_circle_of(user).filter(pk=OuterRef("anchor"))))
        shown = Activity.objects.filter(lineage=OuterRef("lineage"), stop__visit=OuterRef("anchor"), restricted=False)
        if not user.may(Permission.VISIT_LIST):
            return rows.none()
        return rows.filter(Q(anchor__isnull=False), Q(in_circle=True) | Exists(shown))
