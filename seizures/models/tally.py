"""Goods of approved reports, by month and area, so that totals do not grow with the records."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from places.kept import Kept
from visits.models.tally import TallyQuerySet


class GoodsTally(Kept):
    """The records in force of one kind, found in one month at one place, of reports of one set of areas.

    Only what counts, but for `waiting`. Written by the database alone (0002, 0003): counted again whenever a lot
    comes into force, leaves it or stands otherwise. All of that happens under the lock of `seizures_lock`.
    """

    month = models.DateField()  # its first day, where the readers are
    area_codes = ArrayField(models.CharField(max_length=6))
    kind = models.ForeignKey("seizures.GoodsKind", models.DO_NOTHING, db_constraint=False, related_name="+")
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    center = models.ForeignKey("centers.Center", models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    restricted = models.BooleanField()  # of the activity
    quantity = models.DecimalField(max_digits=33, decimal_places=6)
    approximate = models.BooleanField()
    value = models.DecimalField(max_digits=21, decimal_places=2)
    records = models.IntegerField()
    valued = models.IntegerField()
    waiting = models.IntegerField()

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["month"], name="goods_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.month:%Y-%m}: {self.records}"


def keep_tally() -> list[pgtrigger.Trigger]:
    """For lots: count again where one comes into force, leaves it or stands otherwise."""
    return [
        pgtrigger.Trigger(
            name="goods_tally",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange("current", "report", "standing"),
            func="""
                PERFORM seizures_goodstally_refresh(OLD.report_id, OLD.current_id);
                IF (OLD.report_id, OLD.current_id) IS DISTINCT FROM (NEW.report_id, NEW.current_id) THEN
                    PERFORM seizures_goodstally_refresh(NEW.report_id, NEW.current_id);
                END IF;
                RETURN NULL;
            """,
        )
    ]
