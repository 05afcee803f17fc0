"""The record of one joint patrol or operation: one row, to which both sides hang their accounts."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guards import track
from patrols.models.account import Account, How, Side
from patrols.models.tally import keep_tally
from patrols.models.visible import PatrolQuerySet
from visits.models import Counter


class PatrolCounter(Counter):
    """Codes of patrol records."""

    prefix = "JP"


@track(exclude=["differing"])
class Patrol(models.Model):
    """`lineage`: of the activity, the same in every revision of the report `reference`. It outlives them all.

    `differing`: keys of the facts in which the accounts in force differ, as `patrols.comparing` names them.
    """

    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)
    lineage = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(_("report"), max_length=20, db_index=True, editable=False)
    publish_after = models.DateField(_("shown after"), null=True, blank=True)
    delay_set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    delay_set_at = models.DateTimeField(null=True, editable=False)
    differing = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    objects: ClassVar[PatrolQuerySet] = PatrolQuerySet.as_manager()  # type: ignore[assignment]

    # of the rows of `visible_to`
    anchor: int
    in_circle: bool

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("patrol record")
        verbose_name_plural = _("patrol records")
        constraints = [
            models.CheckConstraint(
                condition=Q(publish_after__isnull=True, delay_set_by__isnull=True, delay_set_at__isnull=True)
                | Q(publish_after__isnull=False, delay_set_by__isnull=False, delay_set_at__isnull=False),
                name="patrol_delay_set_by_somebody",
            ),
        ]
        triggers = keep_tally()

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("patrols:detail", args=[self.code])

    def is_past_delay(self, *, on: dt.date | None = None) -> bool:
        """Whether the delay that the director set is over. Without one it never is."""
        return self.publish_after is not None and self.publish_after <= (on or timezone.localdate())

    def signed(self, side: Side) -> Account | None:
        """The account in force: the newest that this side signed off."""
        rows = [row for row in self.accounts.all() if row.side == side and row.is_signed]
        return max(rows, key=lambda row: row.version or 0, default=None)

    def draft(self, how: How) -> Account | None:
        """What our own people are writing and have not signed off."""
        return next((row for row in self.accounts.all() if row.how == how and not row.is_signed), None)
