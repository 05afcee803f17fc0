# ruff: noqa: S608 - puts together the names of our own tables and columns, nothing that anybody typed
"""Copies of made-up visits, made by the database alone: a million of them in minutes.

Everything that hangs on a visit is copied with it, each generation on other days. What reports say of each category and
which actions are still open differs from copy to copy.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from followups.models import FollowUp, FollowUpStep
from labour.models import WorkerCount
from patrols.models import Account, Patrol, PatrolCounter
from reports.demo.without_indexes import without_indexes
from seizures.models import GoodsCounter, Lot, Seizure
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    Counter,
    MissionMember,
    Participation,
    ReferenceCounter,
    SectionSave,
    Stop,
    TransitionRecord,
    Visit,
)

COPIED: tuple[type[models.Model], ...] = (
    Visit, Visit.districts.through, MissionMember, Stop, Activity, Participation, WorkerCount, Assessment, Conclusion,
    FollowUp, FollowUpStep, TransitionRecord, SectionSave, Lot, Seizure, Patrol, Account,
)  # fmt: skip
MANY = 20_000  # copies, from which on indexes are made anew after them
APART, WITHIN = 379, 650  # days between generations; all lie within so many before the first
OPEN = 2  # in a hundred actions, however old
CHANCE = "(hashint8extended({key} + copy::bigint * 1000003, %(seed)s) & 2147483647) %% 100"
LEFT = f"({CHANCE.format(key='{key}')} < {OPEN})"
SAID = f"({CHANCE.format(key='t.id')})"
NEWLY = """
    split_part(t.{column}, '-', 1) || '-' || {year} || '-' || regexp_replace(
        lpad(({last} + row_number() OVER (PARTITION BY {year} ORDER BY copy, t.id))::text, 8, '0'), '^0{{1,4}}', ''
    )
"""
YEAR = "(extract(year FROM t.date_start - days + INTERVAL '3 months') + 543)::int"
# What a copy says otherwise than the visit it is copied from.
OTHERWISE = {
    (Visit, "title_th"): "t.title_th || ' (ครั้งที่ ' || copy + 1 || ')'",
    (Visit, "title_en"): "t.title_en || ' (no. ' || copy + 1 || ')'",
    (Assessment, "level"): f"CASE WHEN {SAID} < 70 THEN 'none' WHEN {SAID} < 88 THEN 'minor'"
    f" WHEN {SAID} < 92 THEN 'major' ELSE 'not_assessed' END",
    (Assessment, "basis"): f"CASE WHEN {SAID} < 92 THEN 'คำชี้แจงของอำเภอ' ELSE '' END",
    (Assessment, "restricted"): f"{SAID} BETWEEN 70 AND 91 AND t.category_id = ANY(%(sensitive)s)",
    (FollowUp, "state"): f"CASE WHEN {LEFT.format(key='t.id')} THEN 'open' ELSE 'done' END",
    (FollowUp, "outcome"): f"CASE WHEN {LEFT.format(key='t.id')} THEN '' ELSE t.outcome END",
}  # fmt: skip
ONLY = {
    FollowUpStep: f"NOT (t.target = 'done' AND {LEFT.format(key='t.followup_id')})",
    SectionSave: "t.section IN ('basics', 'results', 'assessment')",
}
NUMBERED: dict[tuple[type[models.Model], str], type[Counter]] = {
    (Visit, "reference"): ReferenceCounter,
    (Lot, "code"): GoodsCounter,
    (Patrol, "code"): PatrolCounter,
}
OF_REPORT = """
    UPDATE patrols_patrol p SET reference = v.reference
    FROM visits_activity a JOIN visits_stop s ON s.id = a.stop_id JOIN visits_visit v ON v.id = s.visit_id
    WHERE a.lineage = p.lineage AND p.id > %s
"""
Keys = dict[type[models.Model], int]


def newest() -> Keys:
    """The highest key of each table that is copied."""
    return {model: model._default_manager.aggregate(n=models.Max("pk"))["n"] or 0 for model in COPIED}


def multiply(since: Keys, copies: int, *, seed: int, sensitive: list[int]) -> None:
    """Make `copies` of every visit written after `since`, and of all that hangs on it. One transaction."""
    until = newest()
    widths = {model: until[model] - since[model] for model in COPIED}
    facts: dict[str, Any] = {"copies": copies, "seed": seed, "sensitive": sensitive, "apart": APART, "within": WITHIN}
    large = copies * widths[Visit] > MANY
    with transaction.atomic(), passed_by(), without_indexes(COPIED if large else ()), connection.cursor() as cursor:
        for model in COPIED:
            cursor.execute(copy(model, widths), {**facts, "after": since[model], "upto": until[model]})
        cursor.execute(OF_REPORT, [until[Patrol]])
        for model in COPIED:
            cursor.execute(count_keys(model))
        for (model, column), counter in NUMBERED.items():
            cursor.execute(count_on(model, column, counter))


def copy(model: type[models.Model], widths: Keys) -> str:
    """SQL that copies the rows of `model` between two keys."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(value(model, field, widths) for field in fields)
    only = f" AND {ONLY[model]}" if model in ONLY else ""
    return f"""
        INSERT INTO {table(model)} ({columns}) SELECT {values}
        FROM generate_series(1, %(copies)s) AS copy
        CROSS JOIN LATERAL (SELECT (copy * %(apart)s %% %(within)s)::int AS days) AS moved
        JOIN {table(model)} t ON t.id > %(after)s AND t.id <= %(upto)s {only}
    """


def value(model: type[models.Model], field: "models.Field[object, object]", widths: Keys) -> str:
    """SQL of what a copy has in `field`."""
    column = f't."{field.column}"'
    if (model, field.name) in NUMBERED:
        return numbered(model, str(field.column))
    if (model, field.name) in OTHERWISE:
        return OTHERWISE[model, field.name]
    of = model if field.primary_key else field.related_model
    if of in widths:
        return f"{column} + copy::bigint * {widths[of]}"
    if isinstance(field, models.UUIDField):
        return f"md5({column}::text || copy)::uuid"
    if isinstance(field, models.DateTimeField):
        return f"{column} - make_interval(days => days)"
    return f"{column} - days" if isinstance(field, models.DateField) else column


def numbered(model: type[models.Model], column: str) -> str:
    """SQL of the next numbers of a counter. Lots and patrols keep the year of what they are copied from."""
    year = YEAR if model is Visit else f"split_part(t.{column}, '-', 2)::int"
    counter = table(NUMBERED[model, column])
    last = f"COALESCE((SELECT c.last FROM {counter} c WHERE c.fiscal_year = {year}), 0)"
    return NEWLY.format(column=column, year=year, last=last)


def count_keys(model: type[models.Model]) -> str:
    return f"SELECT setval(pg_get_serial_sequence('{table(model)}', 'id'), max(id)) FROM {table(model)}"


def count_on(model: type[models.Model], column: str, counter: type[Counter]) -> str:
    return f"""
        INSERT INTO {table(counter)} (fiscal_year, last)
        SELECT split_part({column}, '-', 2)::int, max(split_part({column}, '-', 3)::int) FROM {table(model)} GROUP BY 1
        ON CONFLICT (fiscal_year) DO UPDATE SET last = EXCLUDED.last
    """


@contextmanager
def passed_by() -> Iterator[None]:
    """Without the triggers of our own on the tables that are copied."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for model in COPIED:
            cursor.execute(f"ALTER TABLE {table(model)} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in COPIED:
            cursor.execute(f"ALTER TABLE {table(model)} ENABLE TRIGGER USER")


def table(model: type[models.Model]) -> str:
    return model._meta.db_table
