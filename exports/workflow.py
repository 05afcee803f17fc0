"""The life of an export made in the background; a database trigger built from this table refuses everything else."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportState(models.TextChoices):
    WAITING = "waiting", _("waiting to be made")
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("not made")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")

    @property
    def tone(self) -> str:
        return {
            ExportState.MAKING: "river",
            ExportState.READY: "leaf",
            ExportState.FAILED: "clay",
        }.get(self, "neutral")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            ExportState.WAITING: "clock",
            ExportState.MAKING: "loader",
            ExportState.READY: "circle-check",
            ExportState.FAILED: "octagon-x",
            ExportState.CANCELLED: "ban",
            ExportState.EXPIRED: "archive-x",
        }[self]


class Step(NamedTuple):
    source: ExportState
    target: ExportState


_S = ExportState
UNDER_WAY = (_S.WAITING, _S.MAKING)
ENDED_WITHOUT = (_S.FAILED, _S.CANCELLED, _S.EXPIRED)  # a file
STEPS = (
    Step(_S.WAITING, _S.MAKING),
    Step(_S.WAITING, _S.CANCELLED),
    Step(_S.WAITING, _S.FAILED),
    Step(_S.MAKING, _S.READY),
    Step(_S.MAKING, _S.FAILED),
    Step(_S.MAKING, _S.CANCELLED),
    Step(_S.READY, _S.EXPIRED),
)
