"""What a later inspection saw of a defect that an earlier one found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guards import track
from visits.models import Activity
from visits.models.guards import BY_ACTIVITY, frozen_with_visit


class Found(models.TextChoices):
    STILL = "still", _("still so")
    MENDED = "mended", _("mended")

    @property
    def tone(self) -> str:
        return "leaf" if self == Found.MENDED else "saffron"

    @property
    def glyph(self) -> str:
        return "circle-check" if self == Found.MENDED else "wrench"


@track()
class DefectLook(models.Model):
    """`lineage`: of the defect, which may stand in several revisions of its report. Not looked at: no row."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="looks")
    lineage = models.UUIDField(editable=False, db_index=True)
    found = models.CharField(max_length=6, choices=Found.choices)

    class Meta:
        verbose_name = _("look at a defect")
        verbose_name_plural = _("looks at defects")
        constraints = [
            models.UniqueConstraint(fields=["activity", "lineage"], name="look_once_an_inspection"),
            models.CheckConstraint(condition=Q(found__in=Found.values), name="look_found_known"),
        ]
        triggers = [frozen_with_visit(BY_ACTIVITY)]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.lineage}: {self.found}"

    @property
    def state(self) -> Found:
        return Found(self.found)
