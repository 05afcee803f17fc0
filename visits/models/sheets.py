"""The checklist that an activity was asked."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from checklists.models import Sheet
from guards import track
from visits.models.guards import BY_ACTIVITY, REPORT, frozen_with, frozen_with_visit

BY_SHEET = (
    "(SELECT s.visit_id FROM visits_activitysheet l JOIN visits_activity a ON a.id = l.activity_id"
    " JOIN visits_stop s ON s.id = a.stop_id WHERE l.sheet_id = row_.id)"
)


@track()
class ActivitySheet(models.Model):
    """An activity answers a checklist in place of the fields of its kind; the sheet goes with it."""

    activity = models.OneToOneField("visits.Activity", models.CASCADE, related_name="asked")
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="of_activity")

    class Meta:
        verbose_name = _("checklist of an activity")
        verbose_name_plural = _("checklists of activities")
        triggers = [
            frozen_with_visit(BY_ACTIVITY),
            pgtrigger.Trigger(
                name="sheet_goes_too",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                func="DELETE FROM checklists_sheet WHERE id = OLD.sheet_id; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.sheet_id}"


class ReportedSheet(Sheet):
    """Sheets, of which those of a report change only while its author has it in hand."""

    class Meta:
        proxy = True
        triggers = [frozen_with(REPORT, BY_SHEET, name="frozen_with_visit")]
