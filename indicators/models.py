"""Programme indicators: what is counted, what was promised, and what people enter where nothing can be counted."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from guards import append_only, track
from ui import dates


class Source(models.TextChoices):
    ENTERED = "entered", _("entered by people")
    CENTERS_ESTABLISHED = "centers_established", _("centers established")
    CENTERS_FUNCTIONAL = "centers_functional", _("centers functional")
    REPORTS_RECEIVED = "reports_received", _("public reports received")
    REPORTS_RESOLVED = "reports_resolved", _("public reports resolved")
    JOINT_PATROLS = "joint_patrols", _("joint patrols")
    PRACTICES_PUBLISHED = "practices_published", _("good practices published")
    FOLLOWUPS_ON_TIME = "followups_on_time", _("follow-ups closed on time")


class Better(models.TextChoices):
    MORE = "more", _("more is better")
    FEWER = "fewer", _("fewer is better")


@track(exclude=["version"])
class Indicator(models.Model):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150)
    definition_th = models.TextField(_("how it is counted, in Thai"), max_length=1000)
    definition_en = models.TextField(_("how it is counted, in English"), max_length=1000)
    unit_th = models.CharField(_("unit in Thai"), max_length=40)
    unit_en = models.CharField(_("unit in English"), max_length=40)
    source = models.CharField(_("source"), max_length=24, choices=Source.choices, default=Source.ENTERED)
    counts_people = models.BooleanField(_("counts people, by sex"), default=False)
    better = models.CharField(_("direction"), max_length=6, choices=Better.choices, default=Better.MORE)
    baseline = models.PositiveIntegerField(_("baseline"), null=True, blank=True)
    baseline_note = models.CharField(_("source of the baseline"), max_length=200, blank=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["sort", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="indicator_source_known"),
            models.CheckConstraint(condition=Q(better__in=Better.values), name="indicator_direction_known"),
            models.CheckConstraint(
                condition=Q(counts_people=False) | Q(source="entered"), name="indicator_by_sex_is_entered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"

    def get_absolute_url(self) -> str:
        return reverse("indicators:detail", args=[self.code])

    @property
    def is_entered(self) -> bool:
        return self.source == Source.ENTERED


@track()
class Target(models.Model):
    """What was promised for a fiscal year (BE): for a province, or for the whole programme."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name=_("indicator"))
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (BE)"))
    province = models.ForeignKey(
        "places.Province", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    value = models.PositiveIntegerField(_("target"))

    class Meta:
        ordering = ["-fiscal_year", "province__code"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year", "province"], name="target_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(fiscal_year__range=(2540, 2700)), name="target_year_is_buddhist"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.fiscal_year}: {self.value}"

    @property
    def year(self) -> int:
        """The fiscal year as the reader counts it."""
        return dates.shown_year(dates.ce_year(self.fiscal_year))


def last_change_of_targets(*keys: int) -> int:
    """The number of the latest change of these targets in their history; 0 where there is none."""
    events = Target.pgh_event_model.objects.filter(pgh_obj__in=keys)  # type: ignore[attr-defined]
    return int(events.aggregate(last=models.Max("pgh_id"))["last"] or 0)


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User) -> Self:
        """Those of the areas of responsibility."""
        return self.filter(area_codes__overlap=user.area_codes) if user.may(Permission.INDICATORS) else self.none()

    def in_force(self) -> Self:
        """Without those that a later one corrects."""
        return self.filter(corrected_by__isnull=True)


class Reading(models.Model):
    """A number that somebody entered for whole months, with its source. Never changed: a mistake is corrected by
    another reading, which says why (`note`)."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings", verbose_name=_("indicator"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    district = models.ForeignKey(
        "places.District", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    province = models.ForeignKey(
        "places.Province", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    area_codes = ArrayField(models.CharField(max_length=6), editable=False)
    value = models.PositiveIntegerField(_("number"))
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    unknown = models.PositiveIntegerField(_("sex not known"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, editable=False, related_name="corrected_by")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[ReadingQuerySet] = ReadingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-start", "-pk"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        indexes = [
            models.Index(fields=["indicator", "start"], name="reading_of_indicator"),
            GinIndex(fields=["area_codes"], name="reading_areas"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="reading_days_in_order"),
            models.CheckConstraint(condition=~Q(source=""), name="reading_has_source"),
            models.CheckConstraint(condition=Q(corrects__isnull=True) | ~Q(note=""), name="reading_corrected_with_why"),
            models.CheckConstraint(
                condition=Q(women__isnull=True, men__isnull=True, unknown__isnull=True)
                | Q(value=F("women") + F("men") + F("unknown")),
                name="reading_adds_up",
            ),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.start:%Y-%m}: {self.value}"
