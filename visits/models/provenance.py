"""Where a report comes from that was written and decided on before this system: nobody approved it here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from visits.models.guards import BY_VISIT, frozen_with_visit


class Provenance(models.Model):
    """The earlier record that a report was taken over from, and the file that brought it."""

    visit = models.OneToOneField(
        "visits.Visit", models.CASCADE, related_name="provenance", verbose_name=_("visit"), editable=False
    )
    record = models.CharField(_("number of the earlier record"), max_length=80, unique=True)
    reported_by = models.CharField(_("reported at the time by"), max_length=200, blank=True)
    decided_by = models.CharField(_("approved at the time by"), max_length=200)
    decided_on = models.DateField(_("approved at the time on"), null=True, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)

    class Meta:
        verbose_name = _("earlier record of a visit")
        verbose_name_plural = _("earlier records of visits")
        constraints = [
            models.CheckConstraint(condition=~models.Q(decided_by=""), name="provenance_says_who_decided"),
        ]
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return self.record
