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


MOVED = f"{counts('was')} IS DISTINCT FROM {counts('made')}"
# Nobody is counted but in activities, which earlier records have none of.
ACTIVE = """
    EXISTS (SELECT 1 FROM visits_stop s JOIN visits_activity a ON a.stop_id = s.id WHERE s.visit_id = was.id)
"""


def counted_again(name: str, operation: pgtrigger.Operation, moved: str, **rows: str) -> pgtrigger.Trigger:
    """People are counted again in the months and areas of the reports `moved`, once for each; what a report says of
    them is fixed as long as it counts.

    `moved`: SQL, the reports that begin or end to count, as `was`; `rows`: what the trigger calls those of before and
    after.
    """
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),  # type: ignore[no-untyped-call]
        declare=[("moved", "BIGINT[]")],
        func=f"""
            SELECT array_agg(was.id) INTO moved FROM {moved};
            IF moved IS NOT NULL THEN
                PERFORM labour_observed_refresh(moved);
                PERFORM labour_workertally_refresh(unit.area_codes, unit.month),
                    labour_seentally_refresh(unit.area_codes, unit.month)
                FROM (
                    SELECT DISTINCT was.area_codes, date_trunc('month', was.date_start::timestamp)::date AS month
                    FROM was WHERE was.id = ANY(moved)
                ) unit;
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - constants
    )


class TalliedReport(Visit):
    """Reports: when one begins or ends to count, so do the people counted in it."""

    class Meta:
        proxy = True
        triggers = [
            counted_again(
                "people_step",
                pgtrigger.Update,
                f"was JOIN made ON made.id = was.id WHERE {MOVED} AND {ACTIVE}",
                old="was",
                new="made",
            ),
            counted_again("people_gone", pgtrigger.Delete, f"was WHERE {counts('was')}", old="was"),
        ]
