"""What observations of approved reports saw, by district: kept by the database, so that no page reads them all."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from centers.models import Center
from checkpoints.models import Checkpoint
from places.kept import Kept
from visits.models.tally import TallyQuerySet


def told(to: str, **options: Any) -> Any:
    """The key of a row that is there as long as the line counts it."""
    plain: dict[str, Any] = {"db_constraint": False, "db_index": False, "related_name": "+"}
    return models.ForeignKey(to, models.DO_NOTHING, **plain | options)


class SeenTally(Kept):
    """The most `people` of one kind of work on one `visit` of a month and a set of areas, by the district they were in.

    The line without a sector is of all kinds of work together. `..._openly`: of what is not restricted; null where all
    is. Written by the database alone (migration 0004), as `WorkerTally` is.
    """

    month = models.DateField()
    area_codes = ArrayField(models.CharField(max_length=6))
    district = told("places.District")
    sector = models.CharField(max_length=12, blank=True)
    crop = told("labour.Crop", null=True)
    people = models.BigIntegerField()
    visit = told("visits.Visit")
    people_openly = models.BigIntegerField(null=True)
    visit_openly = told("visits.Visit", null=True)

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["month"], name="seen_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.district_id} {self.sector} {self.month:%Y-%m}: {self.people}"


class Observed(Kept):
    """One observation of a current approved report, and the district that it lies in: the newest are found at once."""

    activity = told("visits.Activity")
    visit = told("visits.Visit", db_index=True)
    district = told("places.District")
    day = models.DateField()  # the first one of the visit
    area_codes = ArrayField(models.CharField(max_length=6))
    restricted = models.BooleanField()

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["district", "-day", "-activity"], name="observed_newest")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.day}"


def seen_elsewhere(place: str) -> pgtrigger.Trigger:
    """What was seen at a `place` (checkpoint, center) lies where the place does."""
    return pgtrigger.Trigger(
        name="seen_elsewhere",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("district"),
        func=f"PERFORM labour_seen_at({place} => NEW.id); RETURN NULL;",
    )


class SeenAtCheckpoint(Checkpoint):
    class Meta:
        proxy = True
        triggers = [seen_elsewhere("checkpoint")]


class SeenAtCenter(Center):
    class Meta:
        proxy = True
        triggers = [seen_elsewhere("center")]
