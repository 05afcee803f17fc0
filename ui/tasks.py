"""The task list of a long form: sections, each with its state, and how far one has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class TaskState(Enum):
    """State of a section; drawn by ui/state.html."""

    TODO = ("circle-dashed", _("Not started"), "neutral")
    DOING = ("circle-dot", _("In progress"), "river")
    DONE = ("circle-check", _("Complete"), "leaf")
    PROBLEM = ("circle-alert", _("Has problems"), "saffron")

    def __init__(self, glyph: str, label: Any, tone: str) -> None:
        self.glyph, self.label, self.tone = glyph, label, tone


@dataclass(frozen=True)
class Task:
    """A section of a long form. `missing` says in words what is still needed, a phrase each."""

    label: Any
    url: str
    state: TaskState
    missing: Sequence[Any] = ()
    hint: Any = ""


@dataclass(frozen=True)
class Progress:
    """How many sections are complete, out of how many; drawn by ui/progress.html."""

    done: int
    total: int


def progress(tasks: Sequence[Task]) -> Progress:
    return Progress(done=sum(task.state is TaskState.DONE for task in tasks), total=len(tasks))
