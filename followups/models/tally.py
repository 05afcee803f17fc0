"""Unresolved actions of reports by month and area, so that "overdue" does not grow with the archive."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from followups.workflow import UNRESOLVED
from places.kept import Kept
from visits.models import Visit
from visits.models.tally import TallyQuerySet
from visits.workflow import COUNTED_STATES, State, sql_list


class FollowUpTally(Kept):
    """How many unresolved actions of reports of one set of areas are due on a day; without a day: in the month.

    Of reports that reviewers and directors know of (`begun`: all but drafts), and of those that everybody responsible
    does (`approved`). Written by the database alone (migration 0009).
    """

    month = models.DateField()
    due_on = models.DateField(null=True)
    area_codes = ArrayField(models.CharField(max_length=6))
    begun = models.IntegerField()
    approved = models.IntegerField()

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["month", "due_on"], name="followup_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.due_on or self.month}: {self.begun}"


def standing(row: str) -> str:
    """SQL: for whom the report of an action is: 0 its own people, 1 reviewers and directors, 2 all in its areas."""
    approved = sql_list(sorted(COUNTED_STATES))
    return f"(CASE WHEN {row}.state = '{State.DRAFT.value}' THEN 0 WHEN {row}.state IN ({approved}) THEN 2 ELSE 1 END)"


def keep_tally() -> list[pgtrigger.Trigger]:
    """For actions: count again where one of a report begins or ends to be unresolved, or is due on another day."""
    unresolved = sql_list([state.value for state in UNRESOLVED])
    counted = "visit_id IS NOT NULL AND {row}.state IN (" + unresolved + ")"
    old, new = (f"{row}.{counted.format(row=row)}" for row in ("OLD", "NEW"))
    refresh = "PERFORM followups_followuptally_refresh({0}.area_codes, {0}.due_on);"
    return [
        pgtrigger.Trigger(
            name="tally_new",
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Condition(new),
            func=f"""
                -- While its report is a draft, nobody's figures know of it.
                IF EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = NEW.visit_id AND {standing("v")} > 0) THEN
                    {refresh.format("NEW")}
                END IF;
                RETURN NULL;
            """,  # noqa: S608 - states are constants
        ),
        pgtrigger.Trigger(
            name="tally_step",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(
                f"(({old}) IS DISTINCT FROM ({new})"
                f" OR (({new}) AND (OLD.due_on, OLD.area_codes) IS DISTINCT FROM (NEW.due_on, NEW.area_codes)))"
            ),
            func=f"""
                {refresh.format("OLD")}
                IF (OLD.due_on, OLD.area_codes) IS DISTINCT FROM (NEW.due_on, NEW.area_codes) THEN
                    {refresh.format("NEW")}
                END IF;
                RETURN NULL;
            """,
        ),
        pgtrigger.Trigger(
            name="tally_gone",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition(old),
            func=f"{refresh.format('OLD')} RETURN NULL;",
        ),
    ]


class OpenReport(Visit):
    """Reports: when others come to know of one, they do of its actions."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="followups_tally",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"({standing('OLD')} IS DISTINCT FROM {standing('NEW')})"),
                func=f"""
                    PERFORM followups_followuptally_refresh(due.area_codes, due.month) FROM (
                        SELECT DISTINCT f.area_codes, date_trunc('month', f.due_on::timestamp)::date AS month
                        FROM followups_followup f WHERE f.visit_id = NEW.id AND f.state IN
                            ({sql_list([state.value for state in UNRESOLVED])})
                        ORDER BY 1, 2
                    ) due;
                    RETURN NULL;
                """,  # noqa: S608 - states are constants
            )
        ]
