"""What is kept about an action: its steps, what shows that it was done, and the visits that looked at it."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.models.outcome import keep_done
from followups.models.placed import keep_done_at_places
from followups.workflow import TRANSITIONS, FollowUpState
from guards import track
from visits.models import Visit
from visits.models.guards import BY_VISIT, frozen_with_visit, written_once

WORDLESS = Q(words="") & reduce(
    or_, (Q(source=step.source, target=step.target) for step in TRANSITIONS if step.needs_words)
)
KINDS = ("photo", "document", "stop", "activity", "visit")


class FollowUpStep(models.Model):
    """One step of an action, written once. `by` is not known of steps older than this record."""

    followup = models.ForeignKey("followups.FollowUp", models.CASCADE, related_name="steps")
    source = models.CharField(max_length=12, choices=FollowUpState.choices, blank=True)
    target = models.CharField(max_length=12, choices=FollowUpState.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    words = models.TextField(_("what was done or seen, or why"), blank=True)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of a follow-up action")
        verbose_name_plural = _("steps of follow-up actions")
        constraints = [models.CheckConstraint(condition=~WORDLESS, name="followup_step_has_words")]
        triggers = [written_once(), keep_done(), keep_done_at_places()]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def target_info(self) -> FollowUpState:
        return FollowUpState(self.target)


class Evidence(models.Model):
    """One thing in a report that shows what was done: a photograph, document, stop, activity, or the visit itself."""

    followup = models.ForeignKey("followups.FollowUp", models.CASCADE, related_name="evidence")
    photo = models.ForeignKey("visits.Photo", models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey("visits.Document", models.CASCADE, null=True, blank=True, related_name="+")
    stop = models.ForeignKey("visits.Stop", models.CASCADE, null=True, blank=True, related_name="+")
    activity = models.ForeignKey("visits.Activity", models.CASCADE, null=True, blank=True, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("evidence of a follow-up action")
        verbose_name_plural = _("evidence of follow-up actions")
        constraints = [
            models.CheckConstraint(
                condition=Exact(Func(*map(F, KINDS), function="num_nonnulls", output_field=models.IntegerField()), 1),
                name="followup_evidence_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {getattr(self, f'{self.kind}_id')}"

    @property
    def kind(self) -> str:
        """Which of KINDS it is."""
        return next(kind for kind in KINDS if getattr(self, f"{kind}_id") is not None)


@track()
class Commitment(models.Model):
    """What a visit found of an action of the place it went to. Written while the report is in hand."""

    class Outcome(models.TextChoices):
        DONE = "done", _("It is done")
        CARRIED_OVER = "carried_over", _("Not yet: it is carried over")
        DROPPED = "dropped", _("It is no longer needed: it is dropped")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="commitments", verbose_name=_("visit"))
    followup = models.ForeignKey("followups.FollowUp", models.PROTECT, related_name="commitments")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    words = models.TextField(_("what was seen on site"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("commitment of a place")
        verbose_name_plural = _("commitments of places")
        constraints = [
            models.UniqueConstraint(fields=["visit", "followup"], name="commitment_once_a_visit"),
            models.CheckConstraint(condition=~Q(words=""), name="commitment_has_words"),
        ]
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.followup_id}: {self.outcome}"

    @property
    def outcome_info(self) -> FollowUpState:
        return FollowUpState(self.outcome)
