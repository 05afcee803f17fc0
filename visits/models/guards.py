"""What the database itself refuses, whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pgtrigger

from guards import known_step
from visits.workflow import EDITABLE_STATES, FIRST_STATES, TRANSITIONS, sql_list


@dataclass(frozen=True)
class Whole:
    """What rows are frozen with: its table and name column, its word in messages, the states in which it changes."""

    table: str
    name: str
    word: str
    editable: frozenset[Any]


REPORT = Whole("visits_visit", "reference", "report", EDITABLE_STATES)


def first_state(word: str, states: Iterable[str]) -> pgtrigger.Trigger:
    """A row starts in one of `states`."""
    return pgtrigger.Trigger(
        name="first_state",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
                IF NEW.state NOT IN ({sql_list(states)}) THEN
                    RAISE EXCEPTION 'a {word} cannot start as %', NEW.state USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
    )


def only_known_steps() -> list[pgtrigger.Trigger]:
    """A report starts planned or draft, and its state moves only as the workflow says."""
    return [first_state("visit", FIRST_STATES), known_step(TRANSITIONS)]


def frozen_content(*columns: str, of: Whole = REPORT) -> pgtrigger.Trigger:
    """These columns change only while the author has it in hand."""
    return pgtrigger.Trigger(
        name="frozen_content",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*columns),
        func=f"""
            IF OLD.state NOT IN ({sql_list(of.editable)}) THEN
                RAISE EXCEPTION '{of.word} % is %: its content is fixed', OLD.{of.name}, OLD.state
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def frozen_with(whole: Whole, key: str, *, name: str) -> pgtrigger.Trigger:
    """Rows of `whole` change only while its author has it in hand; they move neither out of it nor into it.

    `key`: an SQL expression over `row_` (the row written or removed) that gives the key of the whole.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row_", "RECORD"), ("state_", "TEXT")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                row_ := OLD;
                SELECT state INTO state_ FROM {whole.table} WHERE id = {key};
            END IF;
            IF TG_OP <> 'DELETE' AND (state_ IS NULL OR state_ IN ({sql_list(whole.editable)})) THEN
                row_ := NEW;
                SELECT state INTO state_ FROM {whole.table} WHERE id = {key};
            END IF;
            IF state_ NOT IN ({sql_list(whole.editable)}) THEN
                RAISE EXCEPTION 'the {whole.word} is %: its content is fixed', state_ USING ERRCODE = 'check_violation';
            END IF;
            RETURN row_;
        """,  # noqa: S608 - `whole` and `key` are constants of the models
    )


def frozen_with_visit(visit_id: str) -> pgtrigger.Trigger:
    """Rows of a report change only while the author has it in hand. `visit_id`: one of the expressions below."""
    return frozen_with(REPORT, visit_id, name="frozen_with_visit")


def written_once() -> pgtrigger.Trigger:
    """Rows that are history: added, never changed."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)


BY_VISIT = "row_.visit_id"
BY_STOP = "(SELECT visit_id FROM visits_stop WHERE id = row_.stop_id)"
BY_ACTIVITY = (
    "(SELECT s.visit_id FROM visits_activity a JOIN visits_stop s ON s.id = a.stop_id WHERE a.id = row_.activity_id)"
)
BY_ASSESSMENT = "(SELECT visit_id FROM visits_assessment WHERE id = row_.assessment_id)"
BY_FACTOR = "(SELECT visit_id FROM visits_contributingfactor WHERE id = row_.contributingfactor_id)"
BY_CONCLUSION = "(SELECT visit_id FROM visits_conclusion WHERE id = row_.conclusion_id)"
