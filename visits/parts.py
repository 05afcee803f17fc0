"""What activities of some kinds carry besides their narrative: rows of their own, typed, read and amended with them.

A part may be kept by a room above this one; it is plugged in here by its dotted name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, Protocol

from django.forms import BaseForm
from django.utils.module_loading import import_string

from accounts.models import User
from visits.models import Activity, ActivityKind, Visit

PARTS: tuple[str, ...] = (  # in the order of the page
    "labour.parts.LabourPart",
    "visits.sheets.Sheets",
    "followups.looks.Looks",
    "followups.defect_part.Defects",
    "patrols.parts.PatrolPart",
    "seizures.parts.GoodsPart",
    "visits.proposals.Proposals",
    "visits.identities.Identities",
)
# What comes with the activities themselves, one row of each at most; the questions of a sheet are kept elsewhere.
READ_ALONG = ("asked__sheet__version__checklist", "proposed_status")
LEFT_OUT = ("asked__sheet__version__questions",)


class PartForm(Protocol):
    """What a part asks on the page of an activity; judged and stored together with it."""

    template: str  # draws `part`, this form

    @property
    def inner(self) -> list[BaseForm]:
        """The forms that it consists of."""

    def is_valid(self) -> bool: ...

    def write(self, activity: Activity) -> None:
        """Store what was cleaned; the report is locked and `activity` stored."""

    def differences(self) -> list[tuple[str, str, str]]:
        """Where what is typed differs from what is stored: (label, stored, typed), in words."""


@dataclass(frozen=True)
class Asking:
    """An activity on its page. `data`, `files`: what was sent, or None."""

    activity: Activity
    visit: Visit
    by: User
    data: Any = None
    files: Any = None


@dataclass(frozen=True)
class Reading:
    """The activities of `visit` that a reader (None: the public) may see, and how they may see them.

    `activities`: read with READ_ALONG.
    """

    visit: Visit
    activities: list[Activity]
    by: User | None
    public: bool
    restricted: bool


@dataclass(frozen=True)
class Shown:
    """A part as a reader sees it: `template` draws it on the page, `printed` in the PDF (empty: not there)."""

    template: str
    printed: str = ""
    context: dict[str, Any] = field(default_factory=dict)


class Part:
    """A part of activities of `kinds`."""

    kinds: ClassVar[frozenset[str]] = frozenset(ActivityKind.values)

    def form(self, asking: Asking) -> PartForm | None:
        return None

    def read(self, reading: Reading) -> Mapping[int, Shown]:
        """By the key of the activity; a fixed number of queries. `reading` has activities of these kinds only."""
        return {}

    def copy(self, copies: Mapping[int, Activity]) -> None:
        """Copy the rows of activities into an amendment: the copies by the key of the original."""

    def missing(self, visit: Visit) -> list[str]:
        """What this part of `visit` lacks before the report can be sent."""
        return []


@cache
def plugged() -> tuple[Part, ...]:
    return tuple(import_string(name)() for name in PARTS)


def forms(asking: Asking) -> list[PartForm]:
    own = [part for part in plugged() if asking.activity.kind in part.kinds]
    return [form for part in own if (form := part.form(asking)) is not None]


def read(reading: Reading) -> dict[int, list[Shown]]:
    """Every part of the activities, by the key of the activity."""
    found: dict[int, list[Shown]] = {}
    for part in plugged():
        own = [row for row in reading.activities if row.kind in part.kinds]
        if own:
            narrowed = Reading(reading.visit, own, reading.by, reading.public, reading.restricted)
            for key, shown in part.read(narrowed).items():
                found.setdefault(key, []).append(shown)
    return found


def copy(copies: Mapping[int, Activity]) -> None:
    for part in plugged():
        part.copy({key: row for key, row in copies.items() if row.kind in part.kinds})


def missing(visit: Visit) -> list[tuple[str, str]]:
    """What the results of `visit` lack: (section key, message)."""
    return [("results", message) for part in plugged() for message in part.missing(visit)]
