"""What the database itself refuses about follow-up actions, whoever asks."""

import pgtrigger

from followups.workflow import FollowUpState, allowed_steps_sql


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
        pgtrigger.Trigger(
            name="known_step",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
            func=f"""
                IF (OLD.state, NEW.state) NOT IN ({allowed_steps_sql()}) THEN
                    RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
    ]
