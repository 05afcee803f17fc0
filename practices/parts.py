"""The parts of a practice as its author writes them, one topic a screen, and how far each has come."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.missing import missing
from practices.models import Evidence, Practice, Rating
from ui import tasks


@dataclass(frozen=True)
class Part:
    """`names`: the topics of the story on this screen. `columns`: what else shows that it was begun."""

    key: str
    title: Any
    hint: Any
    names: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    url: str = ""

    def address(self, practice: Practice) -> str:
        """Where this part is written."""
        return reverse(self.url, args=[practice.code]) if self.url else self.plain_address(practice)

    def plain_address(self, practice: Practice) -> str:
        return reverse("practices:edit", args=[practice.code, self.key])

    def has_words(self, practice: Practice) -> bool:
        told = [f"{name}_{language}" for name in self.names for language in ("th", "en")]
        return any(getattr(practice, name) for name in (*told, *self.columns))


PARTS = (
    Part("about", _("Title and theme"), _("What it is called and what it is about"), columns=("theme",)),
    Part("site", _("Site"), _("District, border point or community, since when"), columns=("district_id",)),
    Part("summary", _("Summary"), _("A few sentences for somebody in a hurry"), ("summary",)),
    Part(
        "situation",
        _("Starting point"),
        _("Context, problem and objective"),
        ("context", "problem", "objective"),
    ),
    Part("doing", _("What was done"), _("By whom, step by step, with what"), ("actors", "actions", "resources")),
    Part(
        "results",
        _("What came of it"),
        _("Results, success factors, constraints and lessons"),
        ("results", "success_factors", "constraints", "lessons"),
    ),
    Part(
        "future",
        _("Doing it elsewhere"),
        _("What keeps it going, what others need, what can go wrong"),
        ("sustainability", "replication", "risks"),
    ),
    Part("criteria", _("Criteria of a good practice"), _("Which of the six it meets"), columns=("criteria",)),
    Part("evidence", _("Evidence"), _("Linked from approved reports, for each principle"), url="practices:evidence"),
    Part("ratings", _("Ratings by principle"), _("0 to 4, each with its justification"), url="practices:ratings"),
)
BY_KEY = {part.key: part for part in PARTS}


def next_address(practice: Practice, key: str) -> str:
    """The part after `key`, or checking everything after the last."""
    place = PARTS.index(BY_KEY[key]) + 1
    return PARTS[place].address(practice) if place < len(PARTS) else reverse("practices:review", args=[practice.code])


def before(practice: Practice, key: str) -> str:
    """The address of the part before `key`; empty for the first."""
    place = PARTS.index(BY_KEY[key])
    return PARTS[place - 1].address(practice) if place else ""


def task_list(practice: Practice) -> list[tasks.Task]:
    """The parts, each with its state and what it lacks. A fixed number of queries."""
    wanting: dict[str, list[str]] = {}
    for key, message in missing(practice):
        wanting.setdefault(key, []).append(message.rstrip("."))
    begun = {
        "evidence": Evidence.objects.filter(practice=practice).exists(),
        "ratings": Rating.objects.filter(practice=practice).exists(),
    }
    return [task(practice, part, wanting.get(part.key, []), begun) for part in PARTS]


def task(practice: Practice, part: Part, lacks: list[str], begun: dict[str, bool]) -> tasks.Task:
    started = begun.get(part.key) or part.has_words(practice)
    state = tasks.TaskState.DOING if lacks else tasks.TaskState.DONE
    return tasks.Task(
        label=part.title,
        url=part.address(practice),
        state=state if started else tasks.TaskState.TODO,
        missing=lacks,
        hint=part.hint,
    )


def linked(practice: Practice, lacks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is missing, each with the address where it is put right: (message, url)."""
    adoptions = reverse("practices:adoptions", args=[practice.code])
    return [(words, BY_KEY[key].address(practice) if key in BY_KEY else adoptions) for key, words in lacks]
