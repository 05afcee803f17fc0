"""Photographs and documents. Files lie content-addressed under MEDIA_ROOT; rows name them."""

import uuid

from django.conf import settings
from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guards import track
from visits.models.guards import BY_VISIT, frozen_with_visit


@track()
class Photo(models.Model):
    """A photograph. The original is kept, restricted, with its SHA-256; only renditions are shown."""

    class Consent(models.TextChoices):
        NO_PERSON = "no_person", _("no recognisable person")
        WRITTEN = "written", _("written consent")
        VERBAL = "verbal", _("verbal consent")
        OFFICIAL = "official", _("officials on duty")
        NONE = "none", _("no consent")
        UNKNOWN = "unknown", _("not known")

    PUBLISHABLE_CONSENT = (Consent.NO_PERSON, Consent.WRITTEN, Consent.OFFICIAL)

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="photos", verbose_name=_("visit"))
    stop = models.ForeignKey(
        "visits.Stop", models.SET_NULL, null=True, blank=True, related_name="photos", verbose_name=_("stop")
    )
    activity = models.ForeignKey(
        "visits.Activity",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("activity"),
    )
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    point = models.PointField(_("position"), null=True, blank=True)
    consent = models.CharField(_("consent"), max_length=10, choices=Consent.choices, default=Consent.UNKNOWN)
    shows_child = models.BooleanField(
        _("shows a child"), default=False, help_text=_("Never published: Child Protection Act s.27.")
    )
    may_concern_tip = models.BooleanField(_("may concern trafficking in persons"), default=False)
    restricted = models.BooleanField(_("restricted"), default=False)
    is_illustration = models.BooleanField(_("illustration, not a photograph"), default=False)
    sort = models.PositiveSmallIntegerField(default=0, editable=False)
    original = models.CharField(max_length=200, editable=False, help_text="path below MEDIA_ROOT")
    sha256 = models.CharField(_("SHA-256 of the original"), max_length=64, editable=False)
    file_name = models.CharField(max_length=200, editable=False, blank=True)
    size = models.PositiveIntegerField(editable=False, help_text="bytes")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        constraints = [
            models.CheckConstraint(
                condition=Q(may_concern_tip=False) | Q(restricted=True), name="photo_tip_restricted"
            ),
        ]
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return self.caption or self.file_name

    @property
    def is_publishable(self) -> bool:
        """Whether it may leave in a public edition: Child Protection Act s.27, PDPA consent, TIP Act s.56."""
        return not self.shows_child and not self.restricted and self.consent in self.PUBLISHABLE_CONSENT

    @property
    def is_ready(self) -> bool:
        """Whether its served sizes are made; prefetch `renditions` where many are asked."""
        return any(rendition.name == Rendition.Size.THUMB for rendition in self.renditions.all())


class Rendition(models.Model):
    """A served copy: re-encoded, upright, without metadata. Made by a job, so it may lag behind its photograph."""

    class Size(models.TextChoices):
        THUMB = "thumb", "320"
        SCREEN = "screen", "1280"
        PRINT = "print", "2400"

    LONGEST_EDGE = {Size.THUMB: 320, Size.SCREEN: 1280, Size.PRINT: 2400}  # pixels

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=8, choices=Size.choices)
    path = models.CharField(max_length=200, help_text="path below MEDIA_ROOT")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "name"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.name}"


@track()
class Document(models.Model):
    """An annex: PDF, DOCX or XLSX, known by its content."""

    visit = models.ForeignKey("visits.Visit", models.CASCADE, related_name="documents", verbose_name=_("visit"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    file_name = models.CharField(max_length=200, editable=False)
    path = models.CharField(max_length=200, editable=False, help_text="path below MEDIA_ROOT")
    sha256 = models.CharField(max_length=64, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False, help_text="bytes")
    restricted = models.BooleanField(_("restricted"), default=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return self.title
