"""The itinerary: stops, what was done at each, and who took part."""

import uuid
from typing import Any

from django.contrib.gis.db import models
from django.contrib.postgres.functions import RandomUUID
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guards import track
from visits.models.guards import BY_ACTIVITY, BY_STOP, BY_VISIT, frozen_with_visit


@track()
class Stop(models.Model):
    """One place on the way: a checkpoint, a center, or any place in a district."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="stops", verbose_name=_("visit"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sort = models.PositiveSmallIntegerField(default=0, editable=False)
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stops",
        verbose_name=_("checkpoint"),
    )
    center = models.ForeignKey(
        "centers.Center",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stops",
        verbose_name=_("coordination center"),
    )
    district = models.ForeignKey(
        "places.District",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stops",
        verbose_name=_("district"),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    point = models.PointField(_("position"), null=True, blank=True)
    planned_at = models.DateTimeField(_("planned arrival"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    departed_at = models.DateTimeField(_("left"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        constraints = [
            models.CheckConstraint(
                condition=Q(checkpoint__isnull=False) | Q(center__isnull=False) | ~Q(place=""),
                name="stop_has_place",
            ),
            models.CheckConstraint(
                condition=Q(checkpoint__isnull=True) | Q(center__isnull=True), name="stop_one_place"
            ),
            models.CheckConstraint(
                condition=Q(departed_at__isnull=True)
                | Q(arrived_at__isnull=True)
                | Q(departed_at__gte=models.F("arrived_at")),
                name="stop_times_in_order",
            ),
        ]
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return self.place or str(self.checkpoint or self.center)

    @property
    def where(self) -> Any:
        """The checkpoint, center or district with a position, whichever is the most exact; or None."""
        return self.checkpoint or self.center or self.district

    @property
    def name_th(self) -> str:
        return self.place or self.where.name_th

    @property
    def name_en(self) -> str:
        return self.place or self.where.name_en

    @property
    def was_visited(self) -> bool:
        return self.arrived_at is not None


class ActivityKind(models.TextChoices):
    BRIEFING = "briefing", _("briefing")
    INSPECTION = "inspection", _("checkpoint inspection")
    CENTER_REVIEW = "center_review", _("coordination-center review")
    CONSULTATION = "consultation", _("consultation")
    JOINT_OPERATION = "joint_operation", _("joint operation")
    JOINT_PATROL = "joint_patrol", _("joint patrol")
    OBSERVATION = "observation", _("labour / community observation")
    PRACTICE_STUDY = "practice_study", _("practice study")
    OTHER = "other", _("other activity")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            ActivityKind.BRIEFING: "presentation",
            ActivityKind.INSPECTION: "clipboard-check",
            ActivityKind.CENTER_REVIEW: "building-2",
            ActivityKind.CONSULTATION: "messages-square",
            ActivityKind.JOINT_OPERATION: "shield-check",
            ActivityKind.JOINT_PATROL: "footprints",
            ActivityKind.OBSERVATION: "users",
            ActivityKind.PRACTICE_STUDY: "book-open",
            ActivityKind.OTHER: "circle-dot",
        }[self]


@track()
class Activity(models.Model):
    """What was done at a stop. `details` holds the kind's own fields, as `visits.kinds` cleans them.

    `lineage`: the same in every revision of the report, for what outlives one. `checklist`: the code of the one that
    a new activity is to be asked, where its writer chose.
    """

    checklist = ""

    stop = models.ForeignKey(Stop, models.CASCADE, related_name="activities", verbose_name=_("stop"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lineage = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False, db_index=True)
    sort = models.PositiveSmallIntegerField(default=0, editable=False)
    kind = models.CharField(_("kind of activity"), max_length=16, choices=ActivityKind.choices)
    narrative = models.TextField(_("what was done and found"), blank=True)
    details = models.JSONField(default=dict, blank=True)
    may_concern_tip = models.BooleanField(
        _("may concern trafficking in persons"),
        default=False,
        help_text=_("Then it is restricted. Write “indicator observed”, never “victim”."),
    )
    restricted = models.BooleanField(_("restricted"), default=False)

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(may_concern_tip=False) | Q(restricted=True), name="activity_tip_restricted"
            ),
        ]
        triggers = [frozen_with_visit(BY_STOP)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"

    @property
    def kind_info(self) -> ActivityKind:
        return ActivityKind(self.kind)


@track()
class Participation(models.Model):
    """An agency or unit that took part in an activity, in what role, with how many people."""

    class Side(models.TextChoices):
        OWN = "own", _("Thai side")
        COUNTERPART = "counterpart", _("counterpart")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations", verbose_name=_("activity"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    side = models.CharField(_("side"), max_length=12, choices=Side.choices, default=Side.OWN)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    unit = models.CharField(
        _("unit"), max_length=200, blank=True, help_text=_("Counterpart units: as they call themselves.")
    )
    role = models.CharField(_("role"), max_length=150, blank=True)
    head_count = models.PositiveIntegerField(_("people"), null=True, blank=True)

    class Meta:
        ordering = ["side", "pk"]
        verbose_name = _("participating agency")
        verbose_name_plural = _("participating agencies")
        constraints = [
            models.CheckConstraint(condition=Q(agency__isnull=False) | ~Q(unit=""), name="participation_names_someone"),
        ]
        triggers = [frozen_with_visit(BY_ACTIVITY)]

    def __str__(self) -> str:
        return self.unit or str(self.agency)
