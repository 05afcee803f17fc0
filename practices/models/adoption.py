"""What came of a practice: tried elsewhere, and recognised as a model."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guards import track
from practices.models.practice import Practice


class AdoptionResult(models.TextChoices):
    RUNNING = "running", _("being tried")
    WORKED = "worked", _("worked")
    PARTLY = "partly", _("partly worked")
    FAILED = "failed", _("did not work")

    @property
    def tone(self) -> str:
        return {
            AdoptionResult.RUNNING: "river",
            AdoptionResult.WORKED: "leaf",
            AdoptionResult.PARTLY: "saffron",
        }.get(self, "clay")

    @property
    def glyph(self) -> str:
        return {
            AdoptionResult.RUNNING: "loader",
            AdoptionResult.WORKED: "circle-check",
            AdoptionResult.PARTLY: "circle-dot",
            AdoptionResult.FAILED: "circle-x",
        }[self]


@track()
class Adoption(models.Model):
    """A practice tried somewhere else: where, since when, by whom, what was adapted, and how it went."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="adoptions")
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    district = models.ForeignKey("places.District", models.PROTECT, related_name="+", verbose_name=_("district"))
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checkpoint")
    )
    center = models.ForeignKey(
        "centers.Center", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("center")
    )
    started_on = models.DateField(_("tried since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    owner_name = models.CharField(_("who answers for it"), max_length=200, blank=True)
    adapted_th = models.TextField(_("what was adapted, in Thai"), blank=True)
    adapted_en = models.TextField(_("what was adapted, in English"), blank=True)
    result = models.CharField(_("result"), max_length=8, choices=AdoptionResult.choices, default=AdoptionResult.RUNNING)
    outcome_th = models.TextField(_("how it went, in Thai"), blank=True)
    outcome_en = models.TextField(_("how it went, in English"), blank=True)
    visit = models.ForeignKey(
        "visits.Visit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("visit that shows it")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )  # none: as it was recorded

    class Meta:
        ordering = ["-started_on", "-pk"]
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="adoption_dates_in_order"
            ),
            models.CheckConstraint(condition=Q(owner__isnull=False) | ~Q(owner_name=""), name="adoption_has_owner"),
            models.CheckConstraint(
                condition=Q(result=AdoptionResult.RUNNING) | ~Q(outcome_th="") | ~Q(outcome_en=""),
                name="adoption_result_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.district_id}"


@track()
class ModelSite(models.Model):
    """The site of a practice, recognised as a model: by which criteria, by whom, until when."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="model_site")
    criteria_th = models.TextField(_("criteria in Thai"), blank=True)
    criteria_en = models.TextField(_("criteria in English"), blank=True)
    recognised_by_th = models.CharField(_("recognised by, in Thai"), max_length=200, blank=True)
    recognised_by_en = models.CharField(_("recognised by, in English"), max_length=200, blank=True)
    recognised_on = models.DateField(_("recognised on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("model site")
        verbose_name_plural = _("model sites")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("recognised_on")),
                name="model_site_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(criteria_th="") | ~Q(criteria_en=""), name="model_site_has_criteria"),
            models.CheckConstraint(
                condition=~Q(recognised_by_th="") | ~Q(recognised_by_en=""), name="model_site_recognised_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.recognised_by_th or self.recognised_by_en}"
