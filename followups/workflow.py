"""The life of a follow-up action: the only place that says which step follows which.

`followups.actions` applies it; a database trigger built from the same table refuses everything else.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FollowUpState(models.TextChoices):
    OPEN = "open", pgettext_lazy("follow-up action", "open")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")
    VERIFIED = "verified", _("verified")
    DROPPED = "dropped", _("dropped")
    CARRIED_OVER = "carried_over", _("carried over")

    @property
    def tone(self) -> str:
        return {
            FollowUpState.DONE: "leaf",
            FollowUpState.VERIFIED: "leaf",
            FollowUpState.IN_PROGRESS: "river",
            FollowUpState.CARRIED_OVER: "saffron",
        }.get(self, "neutral")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            FollowUpState.OPEN: "circle",
            FollowUpState.IN_PROGRESS: "loader",
            FollowUpState.DONE: "circle-check",
            FollowUpState.VERIFIED: "badge-check",
            FollowUpState.DROPPED: "circle-slash",
            FollowUpState.CARRIED_OVER: "redo-2",
        }[self]


@dataclass(frozen=True)
class Transition:
    """`needs_evidence`: where the action is of high priority. `by_verifier`: in charge of the area, never the owner."""

    source: FollowUpState
    target: FollowUpState
    needs_words: bool = False
    needs_evidence: bool = False
    by_verifier: bool = False


_S = FollowUpState
UNRESOLVED = (_S.OPEN, _S.IN_PROGRESS, _S.CARRIED_OVER)
TRANSITIONS = (
    Transition(_S.OPEN, _S.IN_PROGRESS),
    Transition(_S.CARRIED_OVER, _S.IN_PROGRESS),
    *(Transition(source, _S.DONE, needs_words=True, needs_evidence=True) for source in UNRESOLVED),
    *(Transition(source, _S.CARRIED_OVER, needs_words=True) for source in UNRESOLVED),
    *(Transition(source, _S.DROPPED, needs_words=True) for source in UNRESOLVED),
    Transition(_S.DONE, _S.VERIFIED, by_verifier=True),
    Transition(_S.DONE, _S.IN_PROGRESS, needs_words=True, by_verifier=True),
)
