"""What the database itself refuses about checklists, whoever asks."""

from typing import NamedTuple

import pgtrigger

from guards import known_step


class Step(NamedTuple):
    source: str
    target: str


STEPS = (Step("draft", "published"), Step("published", "retired"))


def life_of_a_version() -> list[pgtrigger.Trigger]:
    """A version starts as a draft, is published, then retired; once published, its questions never change."""
    return [
        pgtrigger.Trigger(
            name="first_state",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func="""
                IF NEW.state <> 'draft' THEN
                    RAISE EXCEPTION 'a version cannot start as %', NEW.state USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        known_step(STEPS),
        pgtrigger.Trigger(
            name="frozen_content",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange("checklist", "number", "questions"),
            func="""
                IF OLD.state <> 'draft' THEN
                    RAISE EXCEPTION 'version % is %: its questions are fixed', OLD.number, OLD.state
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(
            name="kept_once_published",
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition("OLD.state <> 'draft'"),
        ),
    ]


def copy_of_a_version() -> list[pgtrigger.Trigger]:
    """A sheet is asked what a published version asks, and keeps that for good."""
    return [
        pgtrigger.Trigger(
            name="true_copy",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func="""
                IF NOT EXISTS (
                    SELECT 1 FROM checklists_checklistversion
                    WHERE id = NEW.version_id AND state <> 'draft' AND questions = NEW.questions
                ) THEN
                    RAISE EXCEPTION 'a sheet asks what a published version asks' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(
            name="frozen_copy",
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange("version", "questions", "client_uuid", "filled_by", "filled_at"),
        ),
    ]
