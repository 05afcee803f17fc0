"""The workflow of a visit report: the only place that says which step follows which.

`visits.actions` applies it; a database trigger built from the same table refuses everything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from guards import Step
from places.badges import Badge


class State(models.TextChoices):
    PLANNED = "planned", _("planned")
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("awaiting review")
    RETURNED = "returned", _("returned to the author")
    ENDORSED = "endorsed", _("awaiting approval")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @property
    def tone(self) -> str:
        """Colour family of the badge; the glyph and the word go with it."""
        return {
            State.RETURNED: "saffron",
            State.SUBMITTED: "saffron",
            State.ENDORSED: "saffron",
            State.APPROVED: "leaf",
            State.PUBLISHED: "leaf",
            State.WITHDRAWN: "clay",
        }.get(self, "neutral")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            State.PLANNED: "calendar",
            State.DRAFT: "pencil",
            State.SUBMITTED: "send",
            State.RETURNED: "undo-2",
            State.ENDORSED: "stamp",
            State.APPROVED: "check",
            State.PUBLISHED: "globe",
            State.WITHDRAWN: "archive-x",
        }[self]


@dataclass(frozen=True)
class Transition:
    source: State
    target: State
    permission: Permission
    by_author: bool = False  # only the author; the others are never the author
    needs_reason: bool = False


TRANSITIONS = (
    Transition(State.PLANNED, State.DRAFT, Permission.VISIT_WRITE, by_author=True),
    Transition(State.DRAFT, State.SUBMITTED, Permission.VISIT_WRITE, by_author=True),
    Transition(State.RETURNED, State.SUBMITTED, Permission.VISIT_WRITE, by_author=True),
    Transition(State.SUBMITTED, State.RETURNED, Permission.VISIT_ENDORSE, needs_reason=True),
    Transition(State.SUBMITTED, State.ENDORSED, Permission.VISIT_ENDORSE),
    Transition(State.ENDORSED, State.RETURNED, Permission.VISIT_APPROVE, needs_reason=True),
    Transition(State.ENDORSED, State.APPROVED, Permission.VISIT_APPROVE),
    Transition(State.APPROVED, State.PUBLISHED, Permission.VISIT_PUBLISH),
    Transition(State.PUBLISHED, State.WITHDRAWN, Permission.VISIT_PUBLISH, needs_reason=True),
)

# A report of before this system, written into it at once and not decided on here (`visits.arrivals`); and back again.
ARRIVAL = (State.DRAFT, State.APPROVED)

FIRST_STATES = frozenset({State.PLANNED, State.DRAFT})
EDITABLE_STATES = frozenset({State.PLANNED, State.DRAFT, State.RETURNED})
FINAL_STATES = frozenset({State.APPROVED, State.PUBLISHED, State.WITHDRAWN})
COUNTED_STATES = frozenset({State.APPROVED, State.PUBLISHED})  # in figures


Known = TypeVar("Known", bound=Step)


def taken_over() -> Badge:
    """What stands in place of "approved" where nobody approved it here."""
    return Badge("archive-restore", gettext("from earlier records"), "neutral")


def find(steps: Iterable[Known], source: str, target: str) -> Known | None:
    """The one of `steps` from `source` to `target`, or None where there is no such step."""
    return next((step for step in steps if (step.source, step.target) == (source, target)), None)


def sql_list(states: Iterable[str]) -> str:
    """`states` as the inside of an SQL IN (...)."""
    return ", ".join(f"'{state}'" for state in sorted(states))
