"""Approved reports counted by month and area, so that figures do not grow with the reports."""

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.roles import Role
from places.kept import Kept
from visits.workflow import COUNTED_STATES, State, sql_list

if TYPE_CHECKING:
    from accounts.models import User

# Whose areas give sight of approved reports.
AREA_ROLES = (Role.OFFICER, Role.CENTER, Role.REVIEWER, Role.DIRECTOR)


class Counted(models.TextChoices):
    """What a tally is of; `Tally.subject` is its key."""

    REPORTS = "reports"
    DISTRICT = "district"  # visited
    LEVEL = "level"  # said of a category in a district
    CHECKPOINT = "checkpoint"  # stopped at
    CENTER = "center"  # stopped at
    ELSEWHERE = "elsewhere"  # stopped in this district, at neither
    POINT_LEVEL = "point_level"  # said of a category by a visit to a checkpoint
    CENTER_LEVEL = "center_level"  # said of a category by a visit to a center
    WITHDRAWN = "withdrawn"  # current reports that were approved once: only these beside the approved


def reaches(user: "User") -> bool:
    """Whether the areas of `user` give sight of approved reports."""
    return user.role in AREA_ROLES


def decides(user: "User") -> bool:
    """Whether `user` knows of reports in review and of withdrawn ones in their areas."""
    return user.role in (Role.REVIEWER, Role.DIRECTOR)


class TallyQuerySet(models.QuerySet["Tally"]):
    def visible_to(self, user: "User") -> Self:
        """Tallies of the approved reports that `user` may know of because they lie in the areas of responsibility.

        The same rule as `VisitQuerySet.visible_to`, which alone knows the others: `visits.tallies` adds them.
        """
        return self.filter(area_codes__overlap=user.area_codes) if reaches(user) else self.none()


class Tally(Kept):
    """How many current approved reports there are of one thing, one month and one set of areas.

    Written by the database alone (migrations 0003 to 0009): whenever a report begins or ends to count, the lines of its
    month and areas are counted again. Nothing else can change them, for the content of an approved report is fixed.
    """

    counted = models.CharField(max_length=12, choices=Counted.choices)
    month = models.DateField()  # its first day; of the first day of the visit
    area_codes = ArrayField(models.CharField(max_length=6))
    subject = models.BigIntegerField()  # 0: none
    category = models.BigIntegerField()  # 0: none
    level = models.CharField(max_length=12, blank=True)
    restricted = models.BooleanField()  # of the assessment
    visits = models.IntegerField()
    found = models.IntegerField()  # among `visits`: with a minor or major finding
    found_openly = models.IntegerField()  # among `visits`: with one that is not restricted
    major = models.IntegerField(default=0)  # among `visits`: with a major finding
    major_openly = models.IntegerField(default=0)  # among `visits`: with one that is not restricted
    last_day = models.DateField()

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["month", "counted"], name="tally_by_month"),
            models.Index(fields=["counted", "subject", "month"], name="tally_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.counted} {self.subject} {self.month:%Y-%m}: {self.visits}"


def counts(row: str) -> str:
    """SQL: whether a row of visits is counted."""
    return f"({row}.state IN ({sql_list(COUNTED_STATES)}) AND {row}.superseded_at IS NULL)"


def ended(row: str) -> str:
    """SQL: the state of a row of visits where it is tallied, else null."""
    tallied = sorted({*COUNTED_STATES, State.WITHDRAWN})
    return f"(CASE WHEN {row}.state IN ({sql_list(tallied)}) AND {row}.superseded_at IS NULL THEN {counts(row)} END)"


def keep_tallies() -> list[pgtrigger.Trigger]:
    """Count again where a report begins or ends to count."""
    func = "PERFORM visits_tally_refresh(OLD.area_codes, OLD.date_start); RETURN NULL;"
    return [
        pgtrigger.Trigger(
            name="tally_step",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(f"({ended('OLD')} IS DISTINCT FROM {ended('NEW')})"),
            func=func,
        ),
        pgtrigger.Trigger(
            name="tally_delete",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition(f"({ended('OLD')} IS NOT NULL)"),
            func=func,
        ),
    ]
