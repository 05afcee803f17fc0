"""Border points: crossings of every kind and inland joint checkpoints, with dated status."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from places.abstract import DatedStatus, Place, PlaceQuerySet
from places.models import searchable


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


# Glyph (lucide) and tone of a status; saffron asks for somebody's attention.
LOOKS = {
    PointStatus.OPEN: ("door-open", "leaf"),
    PointStatus.RESTRICTED: ("clock-alert", "saffron"),
    PointStatus.CLOSED: ("octagon-x", "clay"),
    PointStatus.HUMANITARIAN: ("heart-handshake", "saffron"),
    PointStatus.UNKNOWN: ("circle-help", "neutral"),
}


class CheckpointQuerySet(PlaceQuerySet["Checkpoint"]):
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


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["search", "client_uuid"]
)
class Checkpoint(Place):
    looks = LOOKS
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    province = models.ForeignKey(
        "places.Province", models.PROTECT, related_name="checkpoints", verbose_name=_("province")
    )
    district = models.ForeignKey(
        "places.District", models.PROTECT, null=True, blank=True, related_name="checkpoints", verbose_name=_("district")
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
        _("status now"), max_length=12, choices=PointStatus.choices, default=PointStatus.UNKNOWN, editable=False
    )
    search = searchable("name_th", "name_en", "aliases", "counterpart", "code")

    objects: ClassVar[CheckpointQuerySet] = CheckpointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Place.Meta):
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        constraints = [
            *Place.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="checkpoint_kind_known"),
        ]

    @property
    def glyph(self) -> str:
        return self.kind

    @property
    def kind_in_words(self) -> str:
        return self.get_kind_display()

    @property
    def is_crossing(self) -> bool:
        return self.kind != Kind.INLAND_JOINT

    @property
    def area_codes(self) -> list[str]:
        codes = ["TH", self.province.area_code]
        return [*codes, self.district.area_code] if self.district else codes


class StatusEvent(DatedStatus):
    looks = LOOKS
    checkpoint = models.ForeignKey(
        Checkpoint, models.CASCADE, related_name="status_events", verbose_name=_("checkpoint")
    )
    status = models.CharField(_("status"), max_length=12, choices=PointStatus.choices)

    class Meta(DatedStatus.Meta):
        verbose_name = _("status of a checkpoint")
        verbose_name_plural = _("statuses of checkpoints")
