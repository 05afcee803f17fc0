"""What the database itself refuses about follow-up actions, whoever asks."""

import pgtrigger

from followups.workflow import TRANSITIONS, FollowUpState
from visits.models.guards import known_step


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
