"""Where a patrol went. Always restricted; never on the map of the site, in a search or an export."""

from typing import Any

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.gis.db.models.functions import NumPoints
from django.db.models import F, Func, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guards import track

MOST_POINTS = 10_000
BORDERS = (97.0, 5.0, 106.5, 21.0)  # a box around the borders of Thailand: west, south, east, north


class Source(models.TextChoices):
    DRAWN = "drawn", _("drawn on the map")
    GPX = "gpx", _("GPX file")
    GEOJSON = "geojson", _("GeoJSON file")


class Simple(Func):
    """Whether a line neither crosses nor repeats itself."""

    function = "ST_IsSimple"
    output_field: Any = models.BooleanField()


class Within(Func):
    """Whether a line stays in the box around the borders."""

    template = f"ST_Within(%(expressions)s, ST_MakeEnvelope({', '.join(map(str, BORDERS))}, 4326))"
    output_field: Any = models.BooleanField()


@track(exclude=["geometry"])
class Route(models.Model):
    """A thinned line. Times, names and devices of the file are not kept, nor is the file. `points_read`: before."""

    patrol = models.OneToOneField("patrols.Patrol", models.PROTECT, related_name="route", verbose_name=_("patrol"))
    geometry = models.MultiLineStringField(_("route"))
    source = models.CharField(_("source"), max_length=8, choices=Source.choices)
    points_read = models.PositiveIntegerField(_("points read"))
    points_kept = models.PositiveIntegerField(_("points kept"))
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("route of a patrol")
        verbose_name_plural = _("routes of patrols")
        constraints = [
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(NumPoints(F("geometry")), MOST_POINTS)), name="route_not_too_long"
            ),
            models.CheckConstraint(condition=Q(Simple(F("geometry"))), name="route_does_not_cross_itself"),
            models.CheckConstraint(condition=Q(Within(F("geometry"))), name="route_near_the_border"),
        ]

    def __str__(self) -> str:
        return f"{self.patrol_id} {self.source}"
