"""What is kept beside a practice: its code, when its parts were saved, the steps of its life."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from practices.workflow import PracticeState
from visits.models.counter import Counter
from visits.models.guards import written_once


class CodeCounter(Counter):
    """Codes of practices."""

    prefix = "BP"


class PartSave(models.Model):
    """When a part of a practice was last saved, by whom; `version` is its optimistic lock."""

    practice = models.ForeignKey("practices.Practice", models.CASCADE, related_name="part_saves")
    part = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "part"], name="part_save_once")]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.part} v{self.version}"


class PracticeStep(models.Model):
    """One step in the life of a practice. Written once."""

    practice = models.ForeignKey("practices.Practice", models.CASCADE, related_name="steps")
    source = models.CharField(max_length=10, choices=PracticeState.choices, blank=True)
    target = models.CharField(max_length=10, choices=PracticeState.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of a practice")
        verbose_name_plural = _("steps of practices")
        triggers = [written_once()]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def status(self) -> PracticeState:
        return PracticeState(self.target)
