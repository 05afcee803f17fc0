"""The life of a public report: the only place that says which step follows which.

`centers.public_reports` applies it; a database trigger built from the same table refuses everything else.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class ReportState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("public report", "received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("public report", "acknowledged")
    REFERRED = "referred", pgettext_lazy("public report", "referred")
    RESOLVED = "resolved", pgettext_lazy("public report", "resolved")
    CLOSED = "closed", pgettext_lazy("public report", "closed without result")

    @property
    def tone(self) -> str:
        """Saffron where a person is needed."""
        return {ReportState.RECEIVED: "saffron", ReportState.RESOLVED: "leaf", ReportState.CLOSED: "neutral"}.get(
            self, "river"
        )

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            ReportState.RECEIVED: "inbox",
            ReportState.ACKNOWLEDGED: "mail-check",
            ReportState.REFERRED: "forward",
            ReportState.RESOLVED: "circle-check",
            ReportState.CLOSED: "circle-slash",
        }[self]


@dataclass(frozen=True)
class Transition:
    source: ReportState
    target: ReportState
    needs_words: bool = False
    needs_agency: bool = False


_S = ReportState
ENDED = (_S.RESOLVED, _S.CLOSED)
TRANSITIONS = (
    Transition(_S.RECEIVED, _S.ACKNOWLEDGED),
    Transition(_S.ACKNOWLEDGED, _S.REFERRED, needs_agency=True),
    *(Transition(source, _S.RESOLVED, needs_words=True) for source in (_S.ACKNOWLEDGED, _S.REFERRED)),
    *(Transition(source, _S.CLOSED, needs_words=True) for source in (_S.ACKNOWLEDGED, _S.REFERRED)),
    *(Transition(source, _S.ACKNOWLEDGED, needs_words=True) for source in (_S.REFERRED, *ENDED)),
)


def steps_from(state: str) -> list[Transition]:
    return [step for step in TRANSITIONS if step.source == state]


def find(source: str, target: str) -> Transition | None:
    return next((step for step in steps_from(source) if step.target == target), None)
