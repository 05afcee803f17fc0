"""What an import would do, or did, in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imports.kinds import RESOURCES
from imports.models import BatchRow, Kind
from imports.planning import Plan
from imports.resources.base import Change, Column
from imports.resources.widgets import Choice
from ui import dates
from ui.templatetags.ui import bilingual

MOST = 100  # rows of one sort on a page


@dataclass(frozen=True)
class Line:
    """A row of the file. `facts`: (label, old, new); a new thing has no old ones."""

    number: int
    title: str
    facts: list[tuple[str, str, str]]
    url: str = ""


class Preview:
    """A plan for the page: the first rows of each sort, and how many there are."""

    def __init__(self, plan: Plan, kind: Kind) -> None:
        self.plan = plan
        self.columns = {column.code: column for column in RESOURCES[kind].columns()}
        self.new, self.changed = (self.lines(rows) for rows in (plan.new, plan.changed))
        self.errors = plan.errors[:MOST]
        self.wrong_rows = len({one.row for one in plan.errors})
        self.counts = [
            (_("New"), len(plan.new), "leaf"),
            (_("Changed"), len(plan.changed), "river"),
            (_("Unchanged"), plan.unchanged, "neutral"),
            (_("With errors"), self.wrong_rows, "clay"),
        ]

    @cached_property
    def can_be_carried_out(self) -> bool:
        return not self.plan.errors and bool(self.plan.changes)

    def lines(self, changes: list[Change]) -> list[Line]:
        return [self.line(change) for change in changes[:MOST]]

    def line(self, change: Change) -> Line:
        draft = change.draft
        codes = [code for code in draft.changed() if draft.thing is not None or draft.values[code] not in EMPTY]
        facts = [(str(self.columns[code].label), *self.both(code, draft.before, draft.values)) for code in codes]
        return Line(self.plan.number(change), title_of(draft.after), facts)

    def both(self, code: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[str, str]:
        column = self.columns[code]
        return in_words(column, before.get(code)), in_words(column, after.get(code))


EMPTY: tuple[Any, ...] = ("", None, [], {})


def title_of(values: dict[str, Any]) -> str:
    """The name or title of a thing by its values, in the reader's language."""
    order = ("th", "en") if dates.language() == "th" else ("en", "th")
    names = [values.get(f"{stem}_{language}") for language in order for stem in ("name", "title")]
    return next((name for name in names if name), "") or str(values.get("code") or values.get("record") or "")


def in_words(column: Column, value: Any) -> str:
    if value in EMPTY:
        return ""
    if isinstance(value, list):
        return ", ".join(in_words(column, one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{bilingual(key)}: {column.widget.level.choices(one).label}" for key, one in value.items())
    if isinstance(value, Model):
        return bilingual(value)
    if isinstance(value, dt.date):
        return dates.short_date(value)
    return str(column.widget.choices(value).label) if isinstance(column.widget, Choice) else str(value)


def done_lines(rows: list[BatchRow], pages: dict[int, str]) -> list[Line]:
    """The rows of an import that was carried out, each leading to its thing where it has a page."""
    return [Line(row.number, row.label, [], pages.get(row.key, "")) for row in rows]
