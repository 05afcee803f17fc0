"""A position with its confidence and source: shared by everything that stands somewhere."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Confidence


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
