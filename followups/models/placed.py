"""Actions at checkpoints and centers, by the day they are due, so that their pages do not grow with the archive."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from followups.models.again import counted_again
from followups.models.tally import standing
from followups.workflow import FollowUpState
from places.kept import Kept
from visits.models import Visit
from visits.models.tally import TallyQuerySet


class PlaceTally(Kept):
    """How many actions of reports of one set of areas are due on one day at one checkpoint or center.

    An action that names no place counts wherever its visit went. Only of reports that are approved or were withdrawn,
    whose stops nothing changes. Written by the database alone (migration 0011).
    """

    due_on = models.DateField()
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    center = models.ForeignKey("centers.Center", models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    area_codes = ArrayField(models.CharField(max_length=6))
    withdrawn = models.BooleanField()  # for those alone who know of withdrawn reports
    due = models.IntegerField()  # however they went
    on_time = models.IntegerField()  # done: last said to be by the day it was due
    unresolved = models.IntegerField()

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["due_on"], name="followup_place_by_day")]

    def __str__(self) -> str:
        return f"{self.due_on} {self.checkpoint_id or self.center_id}: {self.due}"


def keep_places() -> list[pgtrigger.Trigger]:
    """For actions: count again where one comes, goes, takes a step, or is due on another day or at another place.

    Of every report that others know of: whether it was approved meanwhile is seen when it is this one's turn.
    """
    watched = ("state", "due_on", "area_codes", "checkpoint", "center", "district")
    return counted_again(
        "placed",
        "followups_placetally_refresh",
        lambda row: [f"{row}.due_on"],
        watched,
        moved=("due_on", "area_codes"),
    )


def keep_done_at_places() -> pgtrigger.Trigger:
    """For steps, which are written after their action: whether it was done in time."""
    return pgtrigger.Trigger(
        name="placed_done",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__target=FollowUpState.DONE.value),
        func="""
            PERFORM followups_placetally_refresh(f.area_codes, ARRAY[f.due_on])
            FROM followups_followup f WHERE f.id = NEW.followup_id AND f.visit_id IS NOT NULL;
            RETURN NULL;
        """,
    )


class PlacedReport(Visit):
    """Reports: when one is approved or withdrawn, its actions begin or end to count for everybody there."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="followups_placed",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"(({standing('OLD')} = 2) <> ({standing('NEW')} = 2))"),
                func="""
                    PERFORM followups_placetally_refresh(of.area_codes, of.days) FROM (
                        SELECT f.area_codes, array_agg(f.due_on) AS days
                        FROM followups_followup f WHERE f.visit_id = NEW.id GROUP BY 1
                    ) of;
                    RETURN NULL;
                """,
            )
        ]
