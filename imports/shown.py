"""What an import would do, or did, in words."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from imports.kinds import RESOURCES
from imports.models import BatchRow, Kind
from imports.planning import Plan
from imports.reading.grid import Finding
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


@dataclass(frozen=True)
class Preview:
    """What a file would do, in words: the first rows of each sort, and how many there are of it.

    `digest`: of the plan; `added`, `altered`, `unchanged`, `wrong`: rows; `faults`: what is wrong with these.
    """

    digest: str
    new: list[Line]
    changed: list[Line]
    errors: list[Finding]
    notes: list[str]
    added: int
    altered: int
    unchanged: int
    wrong: int
    faults: int

    @classmethod
    def of(cls, plan: Plan, kind: Kind) -> "Preview":
        columns = {column.code: column for column in RESOURCES[kind].columns()}
        new, changed = ([line(plan, change, columns) for change in rows[:MOST]] for rows in (plan.new, plan.changed))
        return cls(
            digest=plan.digest,
            new=new,
            changed=changed,
            errors=plan.errors[:MOST],
            notes=plan.notes,
            added=len(plan.new),
            altered=len(plan.changed),
            unchanged=plan.unchanged,
            wrong=len({one.row for one in plan.errors}),
            faults=len(plan.errors),
        )

    @classmethod
    def told(cls, facts: dict[str, Any]) -> "Preview":
        """From what `plain` answered."""
        lines = {name: [Line(**one) for one in facts[name]] for name in ("new", "changed")}
        return cls(**facts | lines | {"errors": [Finding(**one) for one in facts["errors"]]})

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @property
    def counts(self) -> list[tuple[str, int, str]]:
        return [
            (_("New"), self.added, "leaf"),
            (_("Changed"), self.altered, "river"),
            (_("Unchanged"), self.unchanged, "neutral"),
            (_("With errors"), self.wrong, "clay"),
        ]

    @property
    def rows(self) -> int:
        """How many would be written."""
        return self.added + self.altered

    @property
    def can_be_carried_out(self) -> bool:
        return not self.faults and self.rows > 0


def line(plan: Plan, change: Change, columns: dict[str, Column]) -> Line:
    draft = change.draft
    codes = [code for code in draft.changed() if draft.thing is not None or draft.values[code] not in EMPTY]
    facts = []
    for code in codes:
        old, new = (in_words(columns[code], one.get(code)) for one in (draft.before, draft.values))
        facts.append((str(columns[code].label), old, new))
    return Line(plan.number(change), title_of(draft.after), facts)


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
