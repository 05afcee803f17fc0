"""What the database itself refuses about follow-up actions, whoever asks."""

import pgtrigger

from followups.workflow import TRANSITIONS, FollowUpState
from guards import known_step


def only_known_steps() -> list[pgtrigger.Trigger]:
    """An action starts open, and its state moves only as the workflow says."""
    return [
        pgtrigger.Trigger(
            name="first_state",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(new__state__df=FollowUpState.OPEN.value),
            func="""
                RAISE EXCEPTION 'a follow-up action cannot start as %', NEW.state USING ERRCODE = 'check_violation';
            """,
        ),
        known_step(TRANSITIONS),
    ]


def areas_of_report() -> pgtrigger.Trigger:
    """An action lies in the areas of its report. Of a practice, the room of practices says."""
    return pgtrigger.Trigger(
        name="areas_of_report",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__visit__isnull=False),
        func="SELECT area_codes INTO NEW.area_codes FROM visits_visit WHERE id = NEW.visit_id; RETURN NEW;",
    )


def areas_to_actions() -> pgtrigger.Trigger:
    """Actions follow their report to other areas."""
    return pgtrigger.Trigger(
        name="areas_to_actions",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("area_codes"),
        func="""
            UPDATE followups_followup SET area_codes = NEW.area_codes WHERE visit_id = NEW.id;
            RETURN NULL;
        """,
    )
