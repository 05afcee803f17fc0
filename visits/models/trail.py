"""What happened to a report: steps taken, sections saved, comments made."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from visits.models.guards import written_once
from visits.workflow import State


class TransitionRecord(models.Model):
    """One step of the workflow, for the people's timeline. Written once."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="transitions")
    source = models.CharField(max_length=10, choices=State.choices, blank=True)
    target = models.CharField(max_length=10, choices=State.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of reports")
        # Home asks for the newest steps of all reports.
        indexes = [models.Index(F("at").desc(), F("id").desc(), name="transition_newest")]
        triggers = [written_once()]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def target_info(self) -> State:
        return State(self.target)


class SectionSave(models.Model):
    """When a section of a report was last saved, by whom; `version` is its optimistic lock."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="section_saves")
    section = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent = models.CharField(max_length=64, blank=True)  # SHA-256 of the form, to know it when it is sent again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "section"], name="section_save_once")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.section} v{self.version}"


class ReviewComment(models.Model):
    """A reviewer's remark on one section."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="comments")
    section = models.CharField(_("section"), max_length=20)
    text = models.TextField(_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("review comment")
        verbose_name_plural = _("review comments")

    def __str__(self) -> str:
        return self.text[:60]
