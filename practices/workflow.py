"""The life of a best practice: the only place that says which step follows which.

`practices.actions` applies it; a database trigger built from the same table refuses everything else.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission


class PracticeState(models.TextChoices):
    CANDIDATE = "candidate", _("candidate")
    VALIDATED = "validated", _("validated")
    PUBLISHED = "published", _("published")
    ADOPTED = "adopted", _("adopted elsewhere")
    RETIRED = "retired", _("retired")

    @property
    def tone(self) -> str:
        """Colour family of the badge; the glyph and the word go with it."""
        return {
            PracticeState.CANDIDATE: "saffron",
            PracticeState.VALIDATED: "river",
            PracticeState.PUBLISHED: "leaf",
            PracticeState.ADOPTED: "leaf",
        }.get(self, "clay")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            PracticeState.CANDIDATE: "pencil",
            PracticeState.VALIDATED: "badge-check",
            PracticeState.PUBLISHED: "globe",
            PracticeState.ADOPTED: "sprout",
            PracticeState.RETIRED: "archive",
        }[self]


@dataclass(frozen=True)
class Step:
    """`needs_reason`: words are asked for. `by_author`: also its author may, otherwise never the author."""

    source: PracticeState
    target: PracticeState
    permission: Permission
    needs_reason: bool = False
    by_author: bool = False


STEPS = (
    Step(PracticeState.CANDIDATE, PracticeState.VALIDATED, Permission.PRACTICE_VALIDATE),
    Step(PracticeState.VALIDATED, PracticeState.CANDIDATE, Permission.PRACTICE_VALIDATE, needs_reason=True),
    Step(PracticeState.VALIDATED, PracticeState.PUBLISHED, Permission.PRACTICE_PUBLISH),
    Step(PracticeState.PUBLISHED, PracticeState.CANDIDATE, Permission.PRACTICE_PUBLISH, needs_reason=True),
    Step(PracticeState.PUBLISHED, PracticeState.ADOPTED, Permission.PRACTICE_VALIDATE),
    Step(PracticeState.ADOPTED, PracticeState.CANDIDATE, Permission.PRACTICE_PUBLISH, needs_reason=True),
    Step(PracticeState.CANDIDATE, PracticeState.RETIRED, Permission.PRACTICE_WRITE, needs_reason=True, by_author=True),
    Step(PracticeState.VALIDATED, PracticeState.RETIRED, Permission.PRACTICE_PUBLISH, needs_reason=True),
    Step(PracticeState.PUBLISHED, PracticeState.RETIRED, Permission.PRACTICE_PUBLISH, needs_reason=True),
    Step(PracticeState.ADOPTED, PracticeState.RETIRED, Permission.PRACTICE_PUBLISH, needs_reason=True),
)

EDITABLE = frozenset({PracticeState.CANDIDATE})
OPEN_TO_ALL = frozenset({PracticeState.PUBLISHED, PracticeState.ADOPTED})  # the library
