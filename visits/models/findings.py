"""What was found: an assessment per NTS category, why, and the conclusions with their evidence."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guards import track
from visits.models.guards import BY_ASSESSMENT, BY_CONCLUSION, BY_FACTOR, BY_VISIT, frozen_with_visit


class Level(models.TextChoices):
    """ "Visited, nothing found" (none) is not "not assessed"."""

    NONE = "none", _("no issue found")
    MINOR = "minor", _("minor")
    MAJOR = "major", _("major")
    NOT_ASSESSED = "not_assessed", _("not assessed")

    @property
    def tone(self) -> str:
        return {Level.NONE: "leaf", Level.MINOR: "saffron", Level.MAJOR: "clay"}.get(self, "neutral")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            Level.NONE: "circle-check",
            Level.MINOR: "triangle-alert",
            Level.MAJOR: "octagon-alert",
            Level.NOT_ASSESSED: "circle-dashed",
        }[self]


@track()
class Assessment(models.Model):
    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="assessments", verbose_name=_("visit"))
    category = models.ForeignKey(
        "visits.NtsCategory", models.PROTECT, related_name="assessments", verbose_name=_("NTS category")
    )
    level = models.CharField(_("assessment"), max_length=12, choices=Level.choices, default=Level.NOT_ASSESSED)
    said_by = models.CharField(_("who says so"), max_length=200, blank=True)
    basis = models.CharField(_("on what basis"), max_length=300, blank=True)
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("period to"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    restricted = models.BooleanField(_("restricted"), default=False)
    legal_references = models.ManyToManyField("visits.LegalReference", blank=True, verbose_name=_("legal references"))

    class Meta:
        ordering = ["category__sort", "category__code"]
        verbose_name = _("NTS assessment")
        verbose_name_plural = _("NTS assessments")
        constraints = [
            models.UniqueConstraint(fields=["visit", "category"], name="assessment_once_per_category"),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="assessment_period_in_order",
            ),
            models.CheckConstraint(condition=Q(level="not_assessed") | ~Q(basis=""), name="assessment_has_basis"),
        ]
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return f"{self.category}: {self.get_level_display()}"

    @property
    def level_info(self) -> Level:
        return Level(self.level)


@track()
class ContributingFactor(models.Model):
    """Why it is so: collaboration, law enforcement, labour management ... with its evidence."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="factors", verbose_name=_("visit"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement = models.CharField(_("contributing factor"), max_length=300)
    categories = models.ManyToManyField(
        "visits.NtsCategory", blank=True, related_name="+", verbose_name=_("NTS categories")
    )
    legal_references = models.ManyToManyField(
        "visits.LegalReference", blank=True, related_name="+", verbose_name=_("legal references")
    )
    evidence = models.ManyToManyField("visits.Activity", blank=True, related_name="+", verbose_name=_("evidence"))
    sort = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("contributing factor")
        verbose_name_plural = _("contributing factors")
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return self.statement


@track()
class Conclusion(models.Model):
    class Kind(models.TextChoices):
        CONCLUSION = "conclusion", _("conclusion")
        RELATIONSHIP = "relationship", _("relationship with the other side")
        OUTCOME = "outcome", _("claimed outcome")

    class Strength(models.TextChoices):
        UNVERIFIED = "unverified", _("not yet verified")
        SUPPORTED = "supported", _("supported by evidence")

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="conclusions", verbose_name=_("visit"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.CONCLUSION)
    statement = models.TextField(_("conclusion"))
    strength = models.CharField(_("strength"), max_length=12, choices=Strength.choices, default=Strength.UNVERIFIED)
    rating = models.PositiveSmallIntegerField(
        _("rating of the relationship (0 to 4)"),
        null=True,
        blank=True,
        help_text=_("0 tense, 4 close and regular."),
    )
    activities = models.ManyToManyField(
        "visits.Activity", blank=True, related_name="conclusions", verbose_name=_("evidence")
    )
    photos = models.ManyToManyField(
        "visits.Photo", blank=True, related_name="conclusions", verbose_name=_("photographs")
    )
    sort = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__lte=4), name="conclusion_rating_0_to_4"
            ),
        ]
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return self.statement[:60]


# The links of findings are content as well: the tables behind the many-to-many fields are guarded like the rows.


class AssessmentLaw(Assessment.legal_references.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_visit(BY_ASSESSMENT)]


class FactorCategory(ContributingFactor.categories.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_visit(BY_FACTOR)]


class FactorLaw(ContributingFactor.legal_references.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_visit(BY_FACTOR)]


class FactorEvidence(ContributingFactor.evidence.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_visit(BY_FACTOR)]


class ConclusionActivity(Conclusion.activities.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_visit(BY_CONCLUSION)]


class ConclusionPhoto(Conclusion.photos.through):  # type: ignore[name-defined,misc]
    class Meta:
        proxy = True
        triggers = [frozen_with_visit(BY_CONCLUSION)]
