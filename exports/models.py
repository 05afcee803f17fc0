"""Exports that are made in the background, and settings that somebody keeps under a name."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exports.formats import Format
from exports.workflow import STEPS, UNDER_WAY, ExportState
from guards import known_step

if TYPE_CHECKING:
    from accounts.models import User

KEPT = dt.timedelta(days=7)


class Choices(models.Model):
    """Abstract: what is chosen on the page of an export. `dataset`: its key; `columns`: their codes, none: all."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("owner"))
    dataset = models.CharField(_("table"), max_length=30)
    format = models.CharField(_("format"), max_length=7, choices=Format.choices)
    language = models.CharField(_("language"), max_length=2, choices=[("th", "ไทย"), ("en", "English")])
    columns = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("columns"))
    codes = models.BooleanField(_("codes below the names"), default=False)
    hxl = models.BooleanField(_("HXL hashtags below the names"), default=False)

    class Meta:
        abstract = True

    @property
    def format_info(self) -> Format:
        return Format(self.format)


class Failure(models.TextChoices):
    TOO_LONG = "too_long", _("One of its sheets would have more rows than Excel can hold. Choose fewer rows, or CSV.")
    FAULT = "fault", _("Something went wrong on our side. Please try once more; if it happens again, tell us.")


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: "User") -> Self:
        """One's own: what an export holds is what its owner may read."""
        return self.filter(owner=user)

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)


class Export(Choices):
    """`role`, `areas`, `centers`, `missions`: the owner's when it was made, or asked for. `path`: below MEDIA_ROOT."""

    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    params = models.TextField(_("filters"), blank=True)
    state = models.CharField(_("state"), max_length=9, choices=ExportState.choices, default=ExportState.WAITING)
    role = models.CharField(max_length=12)
    areas = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    centers = ArrayField(models.BigIntegerField(), default=list, blank=True)
    missions = ArrayField(models.BigIntegerField(), default=list, blank=True)  # visits that the owner is a member of
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows"), null=True)
    path = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True)
    failure = models.CharField(max_length=10, choices=Failure.choices, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # just before the mail that says so is handed over

    objects: ClassVar[ExportQuerySet] = ExportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        indexes = [
            models.Index(fields=["owner", "-id"], name="export_of_owner"),
            models.Index(fields=["expires_at"], condition=Q(state="ready"), name="export_expiring"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_known"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="export_format_known"),
            models.CheckConstraint(
                condition=Q(state="ready", size__isnull=False, expires_at__isnull=False) & ~Q(path="")
                | ~Q(state="ready") & Q(path=""),
                name="export_ready_has_its_file",
            ),
            models.CheckConstraint(condition=Q(state="failed") ^ Q(failure=""), name="export_failed_for_a_reason"),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(done__lte=F("total")), name="export_done_within_total"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY) ^ Q(finished_at__isnull=False), name="export_finished_at"
            ),
        ]
        triggers = [known_step(STEPS)]

    def __str__(self) -> str:
        return f"{self.dataset} {self.format} {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("exports:detail", args=[self.pk])

    @property
    def status(self) -> ExportState:
        """The state as an object with `label`, `tone` and `glyph`, for the badge."""
        return ExportState(self.state)

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched: made, and not yet over its time."""
        return self.state == ExportState.READY and self.expires_at is not None and self.expires_at > timezone.now()


class Setting(Choices):
    """Choices that a person keeps under a name, to export the same way again."""

    name = models.CharField(_("name"), max_length=80)

    objects: ClassVar[models.Manager["Setting"]]

    class Meta:
        ordering = ["name"]
        verbose_name = _("export setting")
        verbose_name_plural = _("export settings")
        constraints = [
            models.UniqueConstraint(fields=["owner", "dataset", "name"], name="export_setting_named_once"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="export_setting_format_known"),
            models.CheckConstraint(condition=~Q(name=""), name="export_setting_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
