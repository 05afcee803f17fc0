"""What happened to a report: steps taken, sections saved, comments made."""

import datetime
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import connection, models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def target_info(self) -> State:
        return State(self.target)


class SectionSaveManager(models.Manager["SectionSave"]):
    def advance(
        self, visit_id: int, section: str, *, by_id: int, at: datetime.datetime, version: int | None
    ) -> "SectionSave | None":
        """Count one more save of a section, in one statement; None where it is no longer at `version`.

        `version`: 0 where it was never saved; None to count in any case. Where a save that never was is named, the
        first one is counted: it is not `version` + 1, and the caller rolls back.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO visits_sectionsave AS kept (visit_id, section, version, saved_at, saved_by_id)
                VALUES (%s, %s, 1, %s, %s)
                ON CONFLICT (visit_id, section) DO UPDATE
                SET version = kept.version + 1, saved_at = EXCLUDED.saved_at, saved_by_id = EXCLUDED.saved_by_id
                WHERE %s::integer IS NULL OR kept.version = %s::integer
                RETURNING id, version
                """,
                [visit_id, section, at, by_id, version, version],
            )
            row = cursor.fetchone()
        if row is None:
            return None
        return self.model.from_db(
            self.db, ["id", "visit_id", "section", "version", "saved_at", "saved_by_id"],
            [row[0], visit_id, section, row[1], at, by_id],
        )  # fmt: skip


class SectionSave(models.Model):
    """When a section of a report was last saved, by whom; `version` is its optimistic lock."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="section_saves")
    section = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[SectionSaveManager] = SectionSaveManager()

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
