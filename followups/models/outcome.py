"""How actions of reports went, by month and area, so that follow-up performance does not grow with the archive."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from followups.models.again import counted_again
from followups.models.tally import standing
from followups.workflow import FollowUpState
from places.kept import Kept
from visits.models import Visit
from visits.models.tally import TallyQuerySet


class Outcome(models.TextChoices):
    """What is counted: in the month in which it was asked for, the others in the month in which it was due."""

    OPENED = "opened"
    DUE = "due"  # however they went
    ON_TIME = "on_time"  # done: last said to be by the day it was due
    LATE = "late"
    DROPPED = "dropped"


class OutcomeTally(Kept):
    """How many actions of reports of one set of areas went so, in one month.

    Of reports that reviewers and directors know of (`begun`: all but drafts), and of those that everybody responsible
    does (`approved`). Written by the database alone (migration 0010). Those not resolved yet: FollowUpTally.
    """

    month = models.DateField()  # its first day, where the readers are
    counted = models.CharField(max_length=10, choices=Outcome.choices)
    area_codes = ArrayField(models.CharField(max_length=6))
    begun = models.IntegerField()
    approved = models.IntegerField()

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["month", "counted"], name="outcome_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.counted}: {self.begun}"


def opened(row: str) -> str:
    """SQL: the day on which that action was asked for, where the readers are."""
    return f"({row}.created_at AT TIME ZONE '{settings.TIME_ZONE}')::date"


def days(row: str) -> list[str]:
    """SQL: the days whose months count that action."""
    return [opened(row), f"{row}.due_on"]


def keep_outcomes() -> list[pgtrigger.Trigger]:
    """For actions: count again where one of a report comes, goes, takes a step or is due on another day."""
    watched = ("state", "due_on", "area_codes", "created_at")
    return counted_again(
        "outcome", "followups_outcometally_refresh", days, watched, moved=("due_on", "area_codes", "created_at")
    )


def keep_done() -> pgtrigger.Trigger:
    """For steps, which are written after their action: whether it was done in time."""
    return pgtrigger.Trigger(
        name="outcome_done",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__target=FollowUpState.DONE.value),
        func="""
            PERFORM followups_outcometally_refresh(f.area_codes, ARRAY[f.due_on])
            FROM followups_followup f WHERE f.id = NEW.followup_id AND f.visit_id IS NOT NULL;
            RETURN NULL;
        """,
    )


class KnownReport(Visit):
    """Reports: when others come to know of one, they do of how its actions went."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="followups_outcomes",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"({standing('OLD')} IS DISTINCT FROM {standing('NEW')})"),
                func=f"""
                    PERFORM followups_outcometally_refresh(of.area_codes, of.days) FROM (
                        SELECT f.area_codes, array_agg({opened("f")}) || array_agg(f.due_on) AS days
                        FROM followups_followup f WHERE f.visit_id = NEW.id GROUP BY 1
                    ) of;
                    RETURN NULL;
                """,  # noqa: S608 - constants
            )
        ]
