"""What a file would do: every row as new, changed or unchanged, and everything that is wrong. Nothing is stored."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from imports.kinds import columns, resource
from imports.models import Batch, Kind
from imports.reading.grid import Finding
from imports.reading.tables import Table, read_table
from imports.resources.base import BulkResource, Change, plain

Tick = Callable[[int], None]
FEW = 3  # notes of one sort that are told one by one


def unheard(rows: int) -> None:
    """Nobody waits to hear how many rows are done."""


@dataclass
class Plan:
    """`digest`: the same as long as file and data would lead to the same. `unchanged`: rows that do nothing."""

    run: BulkResource
    table: Table
    changes: list[Change]
    unchanged: int
    errors: list[Finding]
    notes: list[str]

    @property
    def new(self) -> list[Change]:
        return [change for change in self.changes if change.draft.thing is None]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if change.draft.thing is not None]

    def number(self, change: Change) -> int:
        """The number of its row in the file."""
        return self.table.numbers[change.row]

    @property
    def digest(self) -> str:
        told = [[one.row, plain(one.draft.before), plain(one.draft.values)] for one in self.changes]
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def make_plan(batch: Batch, by: User, *, tick: Tick = unheard) -> Plan:
    """What `batch` would do as `by`. Raises Unreadable. `tick` hears how many rows are looked at."""
    assert batch.content is not None
    table = read_table(bytes(batch.content), columns(Kind(batch.kind)))
    run: BulkResource = resource(batch, by)
    run.numbers = table.numbers
    run.tick = tick
    result = run.import_data(table.rows, dry_run=False, use_transactions=False)
    for unforeseen in (*result.base_errors, *(error for row in result.rows for error in row.errors)):
        raise unforeseen.error
    errors = [finding for row in result.invalid_rows for finding in findings(table, row.number, row.error)]
    wrong = {finding.row for finding in (*errors, *table.findings)}
    unchanged = len(table.numbers) - len(run.changes) - len(result.invalid_rows)
    ordered = sorted([*table.findings, *errors], key=lambda one: one.row)
    kept = [change for change in run.changes if table.numbers[change.row] not in wrong]
    return Plan(run, table, kept, unchanged, ordered, [*table.notes, *told(run)])


def findings(table: Table, number: int, error: ValidationError) -> list[Finding]:
    """The messages of one row, each with its column as people find it."""
    row = table.numbers[number - 1]
    named: dict[str, list[Any]] = error.message_dict
    return [Finding(row, table.places.get(code, ""), str(word)) for code, words in named.items() for word in words]


def told(run: BulkResource) -> list[str]:
    """What the cells were taken for, where somebody may have meant something else."""
    counted = Counter(note for column in run.fields.values() for note in getattr(column.widget, "notes", ()))
    notes = list(counted)
    return notes if len(notes) <= FEW else [*notes[:FEW], "…"]
