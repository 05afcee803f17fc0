"""Which actions there are for whom: the rows of every list, count and export."""

import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from accounts.roles import Role
from followups import sources
from followups.workflow import UNRESOLVED, FollowUpState
from visits.models import Visit
from visits.queries import few
from visits.workflow import FIRST_STATES

if TYPE_CHECKING:
    from accounts.models import User
    from followups.models.followup import FollowUp  # noqa: F401 - of which these are rows

IN_CHARGE = (Role.REVIEWER, Role.DIRECTOR)
DONE = FollowUpState.DONE


def last_done(column: str) -> Subquery:
    """That column of the step by which an action was last said to be done: it may have been taken up again."""
    done = apps.get_model("followups", "FollowUpStep").objects.filter(followup=OuterRef("pk"), target=DONE)
    return Subquery(done.order_by("-at", "-pk").values(column)[:1])


def owned_by(user: "User") -> Q:
    """What is `user`'s own, or their center's."""
    mine = Q(owner=user)
    if user.role != Role.CENTER:
        return mine
    return mine | Q(owner_center__in=list(user.centers.values_list("pk", flat=True)))


def ways_to(user: "User") -> list[Q]:
    """The ways by which `user` can know of an action, each found by an index; they know of none by no way."""
    reports = Visit.objects.filter(released_to=user) if user.role == Role.PARTNER else Visit.objects.filter(author=user)
    missions = Visit.objects.filter(members__user=user)
    return [
        owned_by(user),
        Q(area_codes__overlap=user.area_codes),
        Q(visit__in=reports.order_by().values("pk")),
        Q(visit__in=missions.order_by().values("pk")),
        Q(practice__isnull=False),
    ]


def few_actions(ways: list[Q], *, otherwise: Q | None = None) -> Q:
    return few(apps.get_model("followups", "FollowUp").objects.all(), ways, otherwise=otherwise)


def of_report(reports: models.QuerySet[Visit]) -> Q:
    """Actions of one of `reports`, asked for each action: the list walks along due dates until its page is full.

    As a value and not as Exists, of which PostgreSQL would first make a table of all those reports.
    """
    report = reports.filter(pk=OuterRef("visit")).order_by().values("pk")
    return Q(IsNull(Subquery(report), False))


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: "User") -> Self:
        """Actions of reports and practices that `user` may know of, and those that `user` owns.

        Of a report not yet sent nobody else sees anything: its actions come to their owners once it is.
        """
        # One report asked after at a time: a page holds few actions, the reader may see very many reports.
        owned = owned_by(user) & ~of_report(Visit.objects.filter(state__in=FIRST_STATES))
        return self.filter(owned | of_report(Visit.objects.visible_to(user)) | sources.of_practice(user))

    def listed_to(self, user: "User") -> Self:
        """The same actions as `visible_to`, for lists in the order of due dates: also where almost none are open."""
        rows = self.visible_to(user)
        return rows.filter(few_actions(ways_to(user), otherwise=Q()))

    def unresolved(self) -> Self:
        return self.filter(state__in=UNRESOLVED)

    def in_areas_of(self, user: "User") -> Self:
        """Actions of reports and practices in the areas that `user` is responsible for."""
        return self.filter(area_codes__overlap=user.area_codes)

    def overdue(self, *, on: datetime.date) -> Self:
        """Unresolved after their due date. Derived, never stored."""
        return self.unresolved().filter(due_on__lt=on)

    def escalated(self, *, on: datetime.date) -> Self:
        """Overdue by more than FOLLOWUP_ESCALATE_DAYS: told upwards."""
        return self.overdue(on=on - datetime.timedelta(days=settings.FOLLOWUP_ESCALATE_DAYS))

    def awaiting_verification_of(self, user: "User") -> Self:
        """Done, and `user` is to say whether they are: in their areas, never their own, nor said to be done by them."""
        if user.role not in IN_CHARGE:
            return self.none()
        rows = self.visible_to(user).in_areas_of(user).filter(state=DONE)
        rows = rows.exclude(owner=user).exclude(owner_center__in=user.centers.order_by().values("pk"))
        said_by = Coalesce(last_done("by"), 0, output_field=models.BigIntegerField())
        return rows.alias(said_by=said_by).exclude(said_by=user.pk)

    def with_names(self) -> Self:
        """With owner, report and place, without the outlines, which weigh a thousand times as much."""
        names = ("visit", "owner", "owner_center", "checkpoint", "center", "district")
        return self.select_related(*names).defer("district__outline")
