"""Triggers of actions that have kept figures counted again."""

from collections.abc import Callable

import pgtrigger

from followups.models.tally import standing


def counted_again(
    name: str, refresh: str, days: Callable[[str], list[str]], watched: tuple[str, ...], *, moved: tuple[str, ...]
) -> list[pgtrigger.Trigger]:
    """For actions of reports that others know of: where one comes, goes or changes in what is `watched`, `refresh`
    (areas, days) is called.

    `days`: in SQL, those of an action that count it. Where one of `moved` is other than before, so are they.
    """

    def again(row: str) -> str:
        return f"PERFORM {refresh}({row}.area_codes, ARRAY[{', '.join(days(row))}]);"

    def values(row: str) -> str:
        return f"({', '.join(f'{row}.{column}' for column in moved)})"

    every = " || ".join(f"array_agg({day})" for day in days("made"))
    return [
        pgtrigger.Trigger(
            name=f"{name}_new",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="made"),  # type: ignore[no-untyped-call]
            func=f"""
                PERFORM {refresh}(of.area_codes, of.days) FROM (
                    SELECT made.area_codes, {every} AS days
                    FROM made WHERE {known("made.visit_id")} GROUP BY 1
                ) of;
                RETURN NULL;
            """,  # noqa: S608 - constants
        ),
        pgtrigger.Trigger(
            name=f"{name}_step",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*watched),
            func=f"""
                IF {known("NEW.visit_id")} THEN
                    {again("OLD")}
                    IF {values("OLD")} IS DISTINCT FROM {values("NEW")} THEN
                        {again("NEW")}
                    END IF;
                END IF;
                RETURN NULL;
            """,
        ),
        pgtrigger.Trigger(
            name=f"{name}_gone",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            func=f"IF {known('OLD.visit_id')} THEN {again('OLD')} END IF; RETURN NULL;",
        ),
    ]


def known(visit: str) -> str:
    """SQL: whether anybody but its own people knows of that report."""
    return f"EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = {visit} AND {standing('v')} > 0)"  # noqa: S608 - constants
