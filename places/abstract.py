"""What border points and coordination centers have in common: a position, names, a dated status, and an end."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.badges import Badge
from places.models import Confidence

LIKE_ENOUGH = 0.4  # share of trigrams in common; below it, names only look alike by chance
Row = TypeVar("Row", bound="Place")
Looks = Mapping[Any, tuple[str, str]]


class Positioned(models.Model):
    """Abstract: a point, how sure it is, within how many kilometres, and who says so."""

    point = models.PointField(_("position"), null=True, blank=True)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence.choices, default=Confidence.LOW)
    position_radius_km = models.PositiveSmallIntegerField(
        _("uncertainty (km)"), null=True, blank=True, help_text=_("The true place is within this distance.")
    )
    position_source = models.CharField(_("source of the position"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def to_confirm(self) -> bool:
        """Whether somebody should confirm the position on site."""
        return self.point is None or self.confidence == Confidence.LOW

    @property
    def coordinates(self) -> str:
        """Latitude and longitude, no more exact than they were given: 13.08, 102.45."""
        if self.point is None:
            return ""
        return ", ".join(f"{axis:.5f}".rstrip("0").rstrip(".") for axis in (self.point.y, self.point.x))


class HasStatus(models.Model):
    """Abstract: something whose status is drawn as a badge. Each room gives the choices and their `looks`."""

    looks: ClassVar[Looks]  # glyph (lucide) and tone of each status
    status = models.CharField(_("status"), max_length=12)

    class Meta:
        abstract = True

    @property
    def badge(self) -> Badge:
        glyph, tone = self.looks[self.status]
        return Badge(glyph, str(self.get_status_display()), tone)  # type: ignore[attr-defined]


class PlaceQuerySet(models.QuerySet[Row]):
    searched: ClassVar[tuple[str, ...]] = ("search",)  # columns of lower-cased words

    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)

    def to_confirm(self) -> Self:
        """Places whose position somebody should confirm on site."""
        return self.filter(Q(point__isnull=True) | Q(confidence=Confidence.LOW))

    def not_visited_since(self, day: dt.date) -> Self:
        """Places never visited, or last before `day`."""
        return self.filter(Q(last_visited_on__isnull=True) | Q(last_visited_on__lt=day))

    def matching(self, words: str) -> Self:
        """Places of which each one of `words` is found in a name, an alias or another of the columns searched."""
        rows = self
        for word in words.lower().split():
            rows = rows.filter(Q(*((f"{column}__contains", word) for column in self.searched), _connector=Q.OR))
        return rows

    def resembling(self, words: str) -> Self:
        """Those in use with a word much like `words`, the likest first: for a search that found nothing."""
        likeness = TrigramWordSimilarity(words.lower(), "search")
        return self.in_use().annotate(likeness=likeness).filter(likeness__gte=LIKE_ENOUGH).order_by("-likeness", "code")


class Place(Positioned, HasStatus):
    """Abstract: a place that people keep. Each room adds where it lies, `search`, and its own DatedStatus."""

    status_events: Any  # the manager of the room's DatedStatus
    code = models.SlugField(_("code"), max_length=40, unique=True)
    client_uuid = models.UUIDField(null=True, unique=True, editable=False)  # none: it was not added by a form
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One a line."))
    status_on = models.DateField(_("status since"), null=True, blank=True, editable=False)
    last_visited_on = models.DateField(_("last visited"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    retired_reason = models.CharField(_("why retired"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        ordering = ["code"]
        indexes = [GinIndex(OpClass("search", name="gin_trgm_ops"), name="%(class)s_search")]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="%(class)s_retired_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"

    def get_absolute_url(self) -> str:
        return self.page_url("detail")

    def page_url(self, page: str) -> str:
        """One of its pages: detail, edit, position, status, retire."""
        return reverse(f"{self._meta.app_label}:{page}", args=[self.code])

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def glyph(self) -> str:
        """What stands for it on a map."""
        return str(self._meta.model_name)

    @property
    def kind_in_words(self) -> str:
        """Empty where all are of one kind."""
        return ""


class DatedStatus(HasStatus):
    """Abstract: a dated change of status, with who says so; each room adds the place.

    The newest by date is the status now; it is never shown as current without its date.
    """

    on = models.DateField(_("since"))
    source = models.CharField(_("source"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    client_uuid = models.UUIDField(null=True, unique=True, editable=False)  # none: starting data

    class Meta:
        abstract = True
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"  # type: ignore[attr-defined]
