"""What an inspection found broken or missing, and the status that it proposes for the border point."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkpoints.models import PointStatus
from guards import track
from visits.models.guards import BY_ACTIVITY, frozen_with_visit


class Severity(models.TextChoices):
    MINOR = "minor", _("minor defect")
    SERIOUS = "serious", _("serious defect")
    DANGEROUS = "dangerous", _("dangerous defect")

    @property
    def tone(self) -> str:
        return {Severity.MINOR: "neutral", Severity.SERIOUS: "saffron", Severity.DANGEROUS: "clay"}[self]

    @property
    def glyph(self) -> str:
        return {Severity.MINOR: "wrench", Severity.SERIOUS: "triangle-alert", Severity.DANGEROUS: "octagon-alert"}[self]

    @property
    def rank(self) -> int:
        """The worst is 0."""
        return -list(Severity).index(self)


@track()
class Defect(models.Model):
    """`lineage`: the same in every revision of the report; what outlives one holds on to it."""

    activity = models.ForeignKey("visits.Activity", models.CASCADE, related_name="defects", verbose_name=_("activity"))
    lineage = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False, db_index=True)
    what = models.CharField(_("what is broken or missing"), max_length=250)
    place = models.CharField(_("where exactly"), max_length=200, blank=True)
    severity = models.CharField(_("how bad"), max_length=10, choices=Severity.choices, default=Severity.MINOR)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("defect")
        verbose_name_plural = _("defects")
        constraints = [
            models.UniqueConstraint(fields=["activity", "lineage"], name="defect_once_an_inspection"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="defect_severity_known"),
            models.CheckConstraint(condition=~Q(what=""), name="defect_says_what"),
        ]
        triggers = [frozen_with_visit(BY_ACTIVITY)]

    def __str__(self) -> str:
        return self.what

    @property
    def state(self) -> Severity:
        """The severity as an object with `label`, `tone` and `glyph`, for the badge."""
        return Severity(self.severity)


@track()
class ProposedStatus(models.Model):
    """What the status of the border point should be by this inspection. Its keeper decides once the report counts."""

    activity = models.OneToOneField("visits.Activity", models.CASCADE, related_name="proposed_status")
    status = models.CharField(_("proposed status"), max_length=12, choices=PointStatus.choices)
    on = models.DateField(_("since"))
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("proposed status")
        verbose_name_plural = _("proposed statuses")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PointStatus.values), name="proposed_status_known"),
        ]
        triggers = [frozen_with_visit(BY_ACTIVITY)]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"
