"""What the database itself refuses about best practices, whoever asks."""

import pgtrigger

from practices.workflow import EDITABLE, STEPS, PracticeState
from visits.models.guards import known_step
from visits.workflow import sql_list


def only_known_steps() -> list[pgtrigger.Trigger]:
    """A practice starts as a candidate, and its state moves only as the workflow says."""
    return [
        pgtrigger.Trigger(
            name="first_state",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"""
                IF NEW.state <> '{PracticeState.CANDIDATE}' THEN
                    RAISE EXCEPTION 'a practice cannot start as %', NEW.state USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        known_step(STEPS),
    ]


def frozen_content(*columns: str) -> pgtrigger.Trigger:
    """These columns of a practice change only while it is a candidate."""
    return pgtrigger.Trigger(
        name="frozen_content",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*columns),
        func=f"""
            IF OLD.state NOT IN ({sql_list(EDITABLE)}) THEN
                RAISE EXCEPTION 'practice % is %: its content is fixed', OLD.code, OLD.state
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


BY_PRACTICE = "row_.practice_id"
BY_EVIDENCE = "(SELECT practice_id FROM practices_evidence WHERE id = row_.evidence_id)"


def frozen_with_practice(practice: str = BY_PRACTICE) -> pgtrigger.Trigger:
    """Rows of a practice change only while it is a candidate. `practice`: SQL that finds it from the row."""
    return pgtrigger.Trigger(
        name="frozen_with_practice",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row_", "RECORD"), ("state_", "TEXT")],
        func=f"""
            IF TG_OP = 'DELETE' THEN row_ := OLD; ELSE row_ := NEW; END IF;
            SELECT state INTO state_ FROM practices_practice WHERE id = {practice};
            IF state_ NOT IN ({sql_list(EDITABLE)}) THEN
                RAISE EXCEPTION 'the practice is %: its content is fixed', state_ USING ERRCODE = 'check_violation';
            END IF;
            RETURN row_;
        """,  # noqa: S608 - constants of the workflow
    )


def written_once() -> pgtrigger.Trigger:
    """Rows that are history: added, never changed."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)
