"""People counted at work in approved reports, by month and area, so that figures do not grow with the reports."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from places.kept import Kept
from visits.models import Visit
from visits.models.tally import TallyQuerySet, counts


class WorkerTally(Kept):
    """People of one origin, sector and route on the current approved reports of one month and one set of areas.

    The line without them holds on how many `visits` anybody was counted, and on how many `openly`. Written by the
    database alone (migration 0003), together with `visits.Tally` and for the same reasons.
    """

    month = models.DateField()
    area_codes = ArrayField(models.CharField(max_length=6))
    nationality = models.CharField(max_length=8, blank=True)
    sector = models.CharField(max_length=12, blank=True)
    route = models.CharField(max_length=12, blank=True)
    restricted = models.BooleanField()  # of the activity
    women = models.BigIntegerField()
    men = models.BigIntegerField()
    unrecorded = models.BigIntegerField()
    visits = models.IntegerField()
    visits_openly = models.IntegerField()

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["month"], name="worker_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.nationality} {self.sector} {self.month:%Y-%m}"


def counted_again(name: str, call: str) -> pgtrigger.Trigger:
    """`call` whenever a report begins or ends to count; what it counts is fixed as long as it does."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
                    IF TG_OP = 'DELETE' THEN
                        IF {counts("OLD")} THEN
                            PERFORM {call};
                        END IF;
                    ELSIF {counts("OLD")} IS DISTINCT FROM {counts("NEW")} THEN
                        PERFORM {call};
                    END IF;
                    RETURN NULL;
                """,
    )


class TalliedReport(Visit):
    """Reports: when one begins or ends to count, so do the people counted in it."""

    class Meta:
        proxy = True
        triggers = [
            counted_again("workers_tally", "labour_workertally_refresh(OLD.area_codes, OLD.date_start)"),
            counted_again("seen_tally", "labour_seentally_refresh(OLD.area_codes, OLD.date_start)"),
            counted_again("observed", "labour_observed_refresh(ARRAY[OLD.id])"),
        ]
