"""Records of patrols counted by month and area, so that figures do not grow with the records."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from places.kept import Kept
from visits.models import Visit
from visits.workflow import COUNTED_STATES, State, sql_list


class PatrolTally(Kept):
    """How many records there are of reports of one month and one set of areas; and how many of these, of visits to one
    checkpoint or center.

    A reader counts each record by the newest revision of its report that they may know of: one whose `area_codes` are
    theirs, while none of the codes in `later`, of newer revisions, is. Written by the database alone (migration 0003)
    from revisions that are approved or withdrawn: nothing changes these. `patrols.tallies` knows the others.
    """

    month = models.DateField()  # its first day; of the first day of the visit
    area_codes = ArrayField(models.CharField(max_length=6))
    later = ArrayField(models.CharField(max_length=6))
    deciding = models.BooleanField()  # counted for those who know of withdrawn reports, or for those who do not
    restricted = models.BooleanField()  # the revision shows its activity to the circle only
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )  # neither this nor a center: all records
    center = models.ForeignKey("centers.Center", models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    records = models.IntegerField()
    both_sides = models.IntegerField()  # among `records`: signed off by both sides
    ours = models.IntegerField()  # our account is to be signed off
    theirs = models.IntegerField()  # the counterpart's account is missing
    disagreeing = models.IntegerField()  # the accounts differ
    disagreeing_openly = models.IntegerField()  # ... in a fact that is not of the circle

    class Meta:
        indexes = [models.Index(fields=["month"], name="patrol_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.records}"


def keep_tally() -> list[pgtrigger.Trigger]:
    """For records: count again where one begins or ends, or its accounts differ otherwise."""
    old, new = (f"PERFORM patrols_patroltally_refresh({row}.reference);" for row in ("OLD", "NEW"))
    return [
        pgtrigger.Trigger(
            name="tally_new", when=pgtrigger.After, operation=pgtrigger.Insert, func=f"{new} RETURN NULL;"
        ),
        pgtrigger.Trigger(
            name="tally_changed",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange("reference", "lineage", "differing"),
            func=f"{old} IF OLD.reference <> NEW.reference THEN {new} END IF; RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="tally_gone", when=pgtrigger.After, operation=pgtrigger.Delete, func=f"{old} RETURN NULL;"
        ),
    ]


def keep_tally_of_record() -> pgtrigger.Trigger:
    """For accounts: count the record again where one is signed off. From then on nothing changes it."""
    return pgtrigger.Trigger(
        name="tally_signed",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition("NEW.version IS NOT NULL"),
        func="""
            PERFORM patrols_patroltally_refresh(p.reference) FROM patrols_patrol p WHERE p.id = NEW.patrol_id;
            RETURN NULL;
        """,
    )


def ended(row: str) -> str:
    """SQL: what a row of visits has come to where nothing in it changes any more, else null."""
    approved, withdrawn = sql_list(COUNTED_STATES), State.WITHDRAWN.value
    return f"(CASE WHEN {row}.state IN ({approved}) THEN 2 WHEN {row}.state = '{withdrawn}' THEN 1 END)"


def keep_tally_of_report() -> list[pgtrigger.Trigger]:
    """For reports: count the records of one again where others begin or end to know of a revision."""
    func = """
        PERFORM visits_tally_lock();
        IF EXISTS (SELECT 1 FROM patrols_patrol p WHERE p.reference = OLD.reference) THEN
            PERFORM patrols_patroltally_refresh(OLD.reference, OLD.area_codes, OLD.date_start);
        END IF;
        RETURN NULL;
    """
    return [
        pgtrigger.Trigger(
            name="patrols_tally",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(f"({ended('OLD')} IS DISTINCT FROM {ended('NEW')})"),
            func=func,
        ),
        pgtrigger.Trigger(
            name="patrols_tally_gone",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition(f"({ended('OLD')} IS NOT NULL)"),
            func=func,
        ),
    ]


class PatrolledReport(Visit):
    """Reports, whose revisions say by what their patrols count."""

    class Meta:
        proxy = True
        triggers = keep_tally_of_report()
