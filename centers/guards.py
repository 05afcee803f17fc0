"""What the database itself refuses about readiness checks and public reports, whoever asks."""

import pgtrigger

from centers.workflow import TRANSITIONS, ReportState
from guards import known_step


def kept_check() -> list[pgtrigger.Trigger]:
    """A check belongs for good to its center, its sheet and who entered it, and is never removed."""
    fixed = pgtrigger.AnyChange("center", "sheet", "recorded_by", "recorded_at")
    return [
        pgtrigger.Protect(name="frozen_check", operation=pgtrigger.Update, condition=fixed),
        pgtrigger.Protect(name="kept_check", operation=pgtrigger.Delete),
    ]


def life_of_a_report() -> list[pgtrigger.Trigger]:
    """A report starts as received, moves along the workflow, keeps its number and is never removed."""
    fixed = pgtrigger.AnyChange("center", "fiscal_year", "running", "client_uuid", "recorded_by", "recorded_at")
    return [
        pgtrigger.Trigger(
            name="first_state",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"""
                IF NEW.state <> '{ReportState.RECEIVED.value}' THEN
                    RAISE EXCEPTION 'a public report cannot start as %', NEW.state USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        known_step(TRANSITIONS),
        pgtrigger.Trigger(
            name="anonymous_is_nameless",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("NEW.is_anonymous"),
            func="""
                IF EXISTS (SELECT 1 FROM centers_reporter WHERE report_id = NEW.id) THEN
                    RAISE EXCEPTION 'report % has a reporter', NEW.id USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(name="frozen_number", operation=pgtrigger.Update, condition=fixed),
        pgtrigger.Protect(name="kept_report", operation=pgtrigger.Delete),
    ]


def only_of_the_named() -> list[pgtrigger.Trigger]:
    """An anonymous report has no reporter."""
    return [
        pgtrigger.Trigger(
            name="report_is_not_anonymous",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update,
            func="""
                IF EXISTS (SELECT 1 FROM centers_publicreport WHERE id = NEW.report_id AND is_anonymous) THEN
                    RAISE EXCEPTION 'report % is anonymous', NEW.report_id USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
    ]
