"""Border points: crossings of every kind and inland joint checkpoints, with dated status."""

import datetime
from typing import ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from places.badges import Badge
from places.models import Confidence, searchable
from places.positions import Positioned


class Kind(models.TextChoices):
    """The Thai term is the definition; English usage conflicts."""

    PERMANENT = "PERMANENT", _("permanent crossing")
    TEMPORARY = "TEMPORARY", _("temporary crossing")
    TRADE = "TRADE", _("border trade point")
    SPECIAL = "SPECIAL", _("special crossing point")
    TOURISM = "TOURISM", _("tourism crossing point")
    NATURAL = "NATURAL", _("natural crossing (unofficial)")
    INLAND_JOINT = "INLAND_JOINT", _("inland joint checkpoint")


class PointStatus(models.TextChoices):
    OPEN = "open", _("open")
    RESTRICTED = "restricted", _("restricted hours")
    CLOSED = "closed", _("closed")
    HUMANITARIAN = "humanitarian", _("humanitarian only")
    UNKNOWN = "unknown", _("not known")


LIKE_ENOUGH = 0.4  # share of trigrams in common; below it, names only look alike by chance
# Glyph (lucide) and tone of a status; saffron asks for somebody's attention.
LOOKS = {
    PointStatus.OPEN: ("door-open", "leaf"),
    PointStatus.RESTRICTED: ("clock-alert", "saffron"),
    PointStatus.CLOSED: ("octagon-x", "clay"),
    PointStatus.HUMANITARIAN: ("heart-handshake", "saffron"),
    PointStatus.UNKNOWN: ("circle-help", "neutral"),
}


def badge_of(status: str) -> Badge:
    known = PointStatus(status)
    glyph, tone = LOOKS[known]
    return Badge(glyph, str(known.label), tone)


class CheckpointQuerySet(models.QuerySet["Checkpoint"]):
    def visible_to(self, user: User) -> "CheckpointQuerySet":
        """Border points are no secret among those who work with them; partners and auditors have no part in them."""
        return self if user.may(Permission.REFERENCE_READ) else self.none()

    def with_places(self) -> "CheckpointQuerySet":
        """With names of the places around, without their outlines, which weigh a thousand times as much."""
        return (
            self.select_related("province", "district", "counterpart_country")
            .defer("province__outline", "district__outline", "counterpart_country__outline")
            .annotate(province_code=F("province__code"))
        )

    def to_confirm(self) -> "CheckpointQuerySet":
        """Points whose position somebody should confirm on site."""
        return self.filter(Q(point__isnull=True) | Q(confidence=Confidence.LOW))

    def not_visited_since(self, day: datetime.date) -> "CheckpointQuerySet":
        """Points never visited, or last before `day`."""
        return self.filter(Q(last_visited_on__isnull=True) | Q(last_visited_on__lt=day))

    def resembling(self, words: str) -> "CheckpointQuerySet":
        """Those in use with a word much like `words`, the likest first: for a search that found nothing."""
        likeness = TrigramWordSimilarity(words.lower(), "search")
        return self.in_use().annotate(likeness=likeness).filter(likeness__gte=LIKE_ENOUGH).order_by("-likeness", "code")

    def in_use(self) -> "CheckpointQuerySet":
        return self.filter(retired_at__isnull=True)

    def matching(self, words: str) -> "CheckpointQuerySet":
        """Points whose Thai or English name or alias contains every one of `words`."""
        rows = self
        for word in words.lower().split():
            rows = rows.filter(search__contains=word)
        return rows


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["search"])
class Checkpoint(Positioned):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One a line."))
    province = models.ForeignKey(
        "places.Province", models.PROTECT, related_name="checkpoints", verbose_name=_("province")
    )
    district = models.ForeignKey(
        "places.District",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        verbose_name=_("district"),
    )
    subdistrict_code = models.CharField(_("tambon code"), max_length=6, blank=True)
    counterpart_country = models.ForeignKey(
        "places.Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoints",
        verbose_name=_("counterpart country"),
    )
    counterpart = models.CharField(_("counterpart crossing"), max_length=200, blank=True)
    status = models.CharField(
        _("status now"),
        max_length=12,
        choices=PointStatus.choices,
        default=PointStatus.UNKNOWN,
        editable=False,
    )
    status_on = models.DateField(_("status since"), null=True, blank=True, editable=False)
    last_visited_on = models.DateField(_("last visited"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    retired_reason = models.CharField(_("why retired"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    search = searchable("name_th", "name_en", "aliases", "counterpart", "code")

    objects: ClassVar[CheckpointQuerySet] = CheckpointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["code"]
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        indexes = [GinIndex(OpClass("search", name="gin_trgm_ops"), name="checkpoint_search")]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="checkpoint_retired_at_and_by",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="checkpoint_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"

    def get_absolute_url(self) -> str:
        return reverse("checkpoints:detail", args=[self.code])

    @property
    def badge(self) -> Badge:
        return badge_of(self.status)

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def is_crossing(self) -> bool:
        return self.kind != Kind.INLAND_JOINT

    @property
    def area_codes(self) -> list[str]:
        codes = ["TH", self.province.area_code]
        return [*codes, self.district.area_code] if self.district else codes


class StatusEvent(models.Model):
    """A dated change of status, with its source. Never shown as current without its date."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.CASCADE, related_name="status_events", verbose_name=_("checkpoint")
    )
    status = models.CharField(_("status"), max_length=12, choices=PointStatus.choices)
    on = models.DateField(_("since"))
    source = models.CharField(_("source"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("status of a checkpoint")
        verbose_name_plural = _("statuses of checkpoints")

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"

    @property
    def badge(self) -> Badge:
        return badge_of(self.status)
