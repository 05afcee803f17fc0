"""An action: what is to be done where, by whom, by when, and how far it has come."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.models.guards import areas_of_report, areas_to_actions, only_known_steps
from followups.models.outcome import keep_outcomes
from followups.models.placed import keep_places
from followups.models.tally import keep_tally
from followups.models.visible import FollowUpQuerySet
from followups.workflow import UNRESOLVED, FollowUpState
from guards import track
from places.words import letters
from visits.models import Visit


class Priority(models.TextChoices):
    NORMAL = "normal", _("normal")
    HIGH = "high", _("high")


@track(exclude=["area_codes"])
class FollowUp(models.Model):
    # where it came from: a report, or a practice by its code
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="followups", verbose_name=_("visit")
    )
    practice = models.CharField(_("best practice"), max_length=20, null=True, blank=True, editable=False)  # noqa: DJ001 - a foreign key may be null, an empty code may not stand
    area_codes = ArrayField(models.CharField(max_length=6), default=list, editable=False)  # of what it came from
    section = models.CharField(_("section of the report"), max_length=20, blank=True)
    conclusion = models.ForeignKey(
        "visits.Conclusion",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followups",
        verbose_name=_("conclusion"),
    )
    remark = models.ForeignKey(
        "visits.ReviewComment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followups",
        verbose_name=_("review comment"),
    )
    decision = models.ForeignKey(
        "visits.TransitionRecord",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followups",
        verbose_name=_("step of a report"),
    )
    defect = models.UUIDField(null=True, blank=True, editable=False)  # its lineage
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # what and where
    title = models.CharField(_("what is to be done"), max_length=250)
    done_means = models.TextField(_("it is done when"), max_length=1000, blank=True)
    priority = models.CharField(_("priority"), max_length=6, choices=Priority.choices, default=Priority.NORMAL)
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followups",
        verbose_name=_("checkpoint"),
    )
    center = models.ForeignKey(
        "centers.Center",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followups",
        verbose_name=_("coordination center"),
    )
    district = models.ForeignKey(
        "places.District",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followups",
        verbose_name=_("district"),
    )
    # who and by when
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followups",
        verbose_name=_("owner's account"),
    )
    owner_center = models.ForeignKey(
        "centers.Center",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_followups",
        verbose_name=_("owning center"),
    )
    owner_name = models.CharField(_("owner"), max_length=200, blank=True, help_text=_("Person, office or center."))
    due_on = models.DateField(_("due"))
    # how far it has come
    state = models.CharField(_("state"), max_length=12, choices=FollowUpState.choices, default=FollowUpState.OPEN)
    outcome = models.TextField(_("what was done, or why it was dropped"), blank=True)
    sort = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[FollowUpQuerySet] = FollowUpQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("follow-up action")
        verbose_name_plural = _("follow-up actions")
        indexes = [
            models.Index(fields=["due_on", "id", "created_at"], name="followup_due"),
            models.Index(fields=["state", "due_on", "id"], name="followup_state_due"),
            models.Index(fields=["due_on", "id"], condition=Q(state__in=UNRESOLVED), name="followup_unresolved_due"),
            models.Index(
                fields=["area_codes", "due_on"], condition=Q(state__in=UNRESOLVED), name="followup_unresolved_areas"
            ),
            models.Index(fields=["owner", "due_on", "id"], name="followup_of_owner"),
            models.Index(fields=["owner_center", "due_on", "id"], name="followup_of_center"),
            models.Index(fields=["defect"], condition=Q(defect__isnull=False), name="followup_of_defect"),
            models.Index(fields=["practice"], condition=Q(practice__isnull=False), name="followup_of_practice"),
            models.Index(fields=["area_codes", "due_on"], name="followup_areas_due"),
            models.Index(fields=["area_codes", "created_at"], name="followup_areas_created"),
            GinIndex(OpClass(letters(Lower("title")), name="gin_trgm_ops"), name="followup_title"),
            GinIndex(fields=["area_codes"], name="followup_areas"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(visit__isnull=False, practice__isnull=True) | Q(visit__isnull=True, practice__isnull=False),
                name="followup_one_origin",
            ),
            models.CheckConstraint(
                condition=Q(defect__isnull=True) | Q(visit__isnull=False), name="followup_defect_is_of_a_report"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(owner_center__isnull=False) | ~Q(owner_name=""),
                name="followup_has_owner",
                violation_error_message=_("Name an owner."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNRESOLVED) | ~Q(outcome=""),
                name="followup_closed_with_outcome",
                violation_error_message=_("Say what was done, or why it was dropped."),
            ),
            models.CheckConstraint(
                condition=Q(checkpoint__isnull=True, center__isnull=True)
                | Q(checkpoint__isnull=True, district__isnull=True)
                | Q(center__isnull=True, district__isnull=True),
                name="followup_one_place",
            ),
            models.CheckConstraint(condition=Q(state__in=FollowUpState.values), name="followup_state_known"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="followup_priority_known"),
        ]
        triggers = [*only_known_steps(), areas_of_report(), *keep_tally(), *keep_outcomes(), *keep_places()]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("followups:detail", args=[self.pk])

    @property
    def status(self) -> FollowUpState:
        """The state as an object with `label`, `tone` and `glyph`, for the badge."""
        return FollowUpState(self.state)

    @property
    def is_unresolved(self) -> bool:
        return self.state in UNRESOLVED

    @property
    def is_overdue(self) -> bool:
        return self.is_unresolved and self.due_on < timezone.localdate()

    @property
    def is_urgent(self) -> bool:
        return self.priority == Priority.HIGH

    @property
    def origin(self) -> str:
        """The reference of the report or the code of the practice that it came from."""
        return self.visit.reference if self.visit else str(self.practice)

    @property
    def answers_for_it(self) -> int:
        """The account that stands in for an owner without one: the author of the report, or who asked for it."""
        return self.visit.author_id if self.visit else self.created_by_id

    @property
    def place(self) -> Any:
        """The checkpoint, center or district where it is to be done; None where none is named."""
        return self.checkpoint or self.center or self.district


class ReportAreas(Visit):
    """Reports, whose areas are those of their actions."""

    class Meta:
        proxy = True
        triggers = [areas_to_actions()]
