"""Which records of goods there are for whom."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.roles import Permission, Role
from visits.models import MissionMember, Visit

if TYPE_CHECKING:
    from accounts.models import User
    from seizures.models.seizure import Seizure  # noqa: F401 - what SeizureQuerySet holds

REPORT = "activity__stop__visit"
SHUT = (Role.PARTNER, Role.AUDITOR, Role.ADMIN)


def circle(user: "User") -> Q:
    """Records in whose report's restricted circle `user` is: as `visits.permissions.may_read_restricted`, in SQL."""
    found = Q(pk__in=[])
    if user.may(Permission.VISIT_WRITE):
        missions = MissionMember.objects.filter(visit=OuterRef(REPORT), user=user)
        found |= Q(**{f"{REPORT}__author": user}) | Q(Exists(missions))
    if user.may(Permission.VISIT_RESTRICTED):
        found |= Q(**{f"{REPORT}__area_codes__overlap": user.area_codes})
    return found


class SeizureQuerySet(models.QuerySet["Seizure"]):
    def visible_to(self, user: "User") -> Self:
        """Records of the reports that `user` may read; of restricted activities only inside the circle.

        Partners read public editions, which hold totals alone.
        """
        if user.role in SHUT:
            return self.none()
        visits = Visit.objects.visible_to(user).order_by().values("pk")
        return self.filter(Q(activity__restricted=False) | circle(user), activity__stop__visit__in=visits)

    def current(self) -> Self:
        """Of approved reports, each lot once: what the register lists and figures count."""
        return self.filter(stands_for__isnull=False)

    def with_names(self) -> Self:
        """With everything that one line about it says."""
        return self.select_related(
            "lot", "kind__base_unit", "unit", "seized_by", "held_by", "activity__stop__checkpoint",
            "activity__stop__center", "activity__stop__district", "activity__stop__visit",
        ).defer(
            "activity__stop__district__outline", "activity__details", "activity__narrative",
        )  # fmt: skip
