"""Public reports of a center by month, so that figures do not grow with the reports."""

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models

from accounts.queries import in_areas_of
from accounts.roles import Permission, Role
from centers.report_choices import Category, ReportChannel
from centers.workflow import ReportState
from places.kept import Kept

if TYPE_CHECKING:
    from accounts.models import User


class ReportTallyQuerySet(models.QuerySet["ReportTally"]):
    def visible_to(self, user: "User") -> Self:
        """Those of the public reports that `user` may know of: `PublicReportQuerySet.visible_to` says the same."""
        if not user.may(Permission.PUBLIC_REPORTS):
            return self.none()
        if user.role == Role.CENTER:
            return self.filter(center__staff=user)
        return self.filter(in_areas_of(user, "center__district"))


class ReportTally(Kept):
    """How many reports a center received in one month, each counted twice: in the lines that say category and channel,
    and in those that say how far it has come, and in how many days it was acknowledged. And in a line that says none of
    these, how many were resolved in that month, whenever they were received.

    Written by the database alone (migrations 0005 and 0007).
    """

    center = models.ForeignKey("centers.Center", models.DO_NOTHING, db_constraint=False, related_name="+")
    month = models.DateField()  # its first day; of the day received, where the readers are
    category = models.CharField(max_length=12, choices=Category.choices, blank=True)
    channel = models.CharField(max_length=10, choices=ReportChannel.choices, blank=True)
    state = models.CharField(max_length=12, choices=ReportState.choices, blank=True)
    days = models.IntegerField(null=True)  # to acknowledge it
    reports = models.IntegerField()  # received
    resolved = models.IntegerField(default=0)

    objects: ClassVar[ReportTallyQuerySet] = ReportTallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["month", "center"], name="report_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.center_id} {self.month:%Y-%m}: {self.reports}"


def keep_tally() -> list[pgtrigger.Trigger]:
    """For public reports: count the months of a center again in which one was received or ended."""
    told = ("state", "received_at", "category", "channel", "acknowledged_on", "ended_on")
    after, changed = pgtrigger.After, pgtrigger.AnyChange(*told)
    return [
        pgtrigger.Trigger(name="tally_new", when=after, operation=pgtrigger.Insert, func=count_months("NEW")),
        pgtrigger.Trigger(
            name="tally_step",
            when=after,
            operation=pgtrigger.Update,
            condition=changed,
            func=count_months("NEW", "OLD"),
        ),
    ]


def count_months(*rows: str) -> str:
    """SQL: the months of these `rows` of a trigger."""
    days = (f"({row}.received_at AT TIME ZONE '{settings.TIME_ZONE}')::date, {row}.ended_on" for row in rows)
    return f"PERFORM centers_reporttally_months(NEW.center_id, ARRAY[{', '.join(days)}]); RETURN NULL;"
