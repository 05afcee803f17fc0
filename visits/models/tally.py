"""Approved reports counted by month and area, so that figures do not grow with the reports."""

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.roles import Permission, Role
from checkpoints.models import Checkpoint
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
    WITHDRAWN = "withdrawn"  # current reports that were approved once: all, and those that say a level of a category


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

    def readable_by(self, user: "User") -> Self:
        """Those of them that are of nothing that is hidden from `user`."""
        told = self.visible_to(user)
        return told if user.may(Permission.VISIT_RESTRICTED) else told.filter(restricted=False)


class Tally(Kept):
    """How many current approved reports there are of one thing, one month and one set of areas.

    Written by the database alone (migrations 0003 to 0015): a report that begins to count is added to its lines; where
    one ends to, the lines of its month and areas are counted again. Nothing else can change them, for the content of an
    approved report is fixed; but a checkpoint may become one of another kind.
    """

    counted = models.CharField(max_length=12, choices=Counted.choices)
    month = models.DateField()  # its first day; of the first day of the visit
    area_codes = ArrayField(models.CharField(max_length=6))
    subject = models.BigIntegerField()  # 0: none
    category = models.BigIntegerField()  # 0: none
    level = models.CharField(max_length=12, blank=True)
    restricted = models.BooleanField()  # the assessment, or all that the agency of the cut did
    visits = models.IntegerField()
    found = models.IntegerField()  # among `visits`: with a minor or major finding
    found_openly = models.IntegerField()  # among `visits`: with one that is not restricted
    major = models.IntegerField(default=0)  # among `visits`: with a major finding
    major_openly = models.IntegerField(default=0)  # among `visits`: with one that is not restricted
    last_day = models.DateField()
    cut = models.CharField(max_length=50, blank=True)  # of the reports, as `cut_of` names it; empty: all

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["cut", "counted", "month"], name="tally_by_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["cut", "counted", "subject", "month", "area_codes", "category", "level", "restricted"],
                name="tally_line",
            )
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


def cut_of(**said: str | int) -> str:
    """The reports with a stop at a `checkpoint` or `center` (their keys) or `at` checkpoints of one kind; those in
    which an `agency` (its key) took part. Of two at once only `at` and `agency` are known, in this order."""
    return " ".join(f"{name}:{value}" for name, value in said.items())


def keep_tallies() -> list[pgtrigger.Trigger]:
    """Add reports that begin to count; count again where one ends to."""
    was, now = ended("was"), ended("made")
    return [
        pgtrigger.Trigger(
            name="tally_step",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="was", new="made"),  # type: ignore[no-untyped-call]
            declare=[("begun", "BIGINT[]"), ("others", "BOOLEAN")],
            func=f"""
                SELECT array_agg(made.id), bool_or({was} IS NOT NULL) INTO begun, others
                FROM was JOIN made ON made.id = was.id WHERE {was} IS DISTINCT FROM {now};
                IF others THEN
                    PERFORM visits_tally_refresh(unit.area_codes, unit.month) FROM (
                        SELECT DISTINCT was.area_codes, date_trunc('month', was.date_start::timestamp)::date AS month
                        FROM was JOIN made ON made.id = was.id WHERE {was} IS DISTINCT FROM {now}
                    ) unit;
                ELSIF begun IS NOT NULL THEN
                    PERFORM visits_tally_lock();
                    PERFORM visits_tally_add(begun);
                END IF;
                RETURN NULL;
            """,  # noqa: S608 - constants
        ),
        pgtrigger.Trigger(
            name="tally_delete",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition(f"({ended('OLD')} IS NOT NULL)"),
            func="PERFORM visits_tally_refresh(OLD.area_codes, OLD.date_start); RETURN NULL;",
        ),
    ]


class TalliedCheckpoint(Checkpoint):
    """Checkpoints: where one becomes of another kind, so do the cuts of the reports with a stop there."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="tally_kind",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("kind"),
                func=f"""
                    PERFORM visits_tally_lock();
                    PERFORM visits_tally_cuts(
                        unit.area_codes, unit.month, ARRAY['at:' || OLD.kind, 'at:' || NEW.kind]
                    ) FROM (
                        SELECT DISTINCT v.area_codes, date_trunc('month', v.date_start::timestamp)::date AS month
                        FROM visits_stop s JOIN visits_visit v ON v.id = s.visit_id
                        WHERE s.checkpoint_id = NEW.id AND {ended("v")} IS NOT NULL
                    ) unit;
                    RETURN NULL;
                """,  # noqa: S608 - constants
            )
        ]
