"""NTS-Mekong Watch Coordination Centers: one a district, with dated status."""

import datetime as dt
from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import in_areas_of
from accounts.roles import Permission
from centers.models.readiness import ReadinessCheck
from centers.models.roster import CenterMember
from places.abstract import DatedStatus, Place, PlaceQuerySet
from places.cells import keep_cells
from places.models import searchable


class CenterStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    ESTABLISHED = "established", _("established")
    FUNCTIONAL = "functional", _("functional")
    PARTLY = "partly", _("partly functional")
    INACTIVE = "inactive", _("inactive")
    CLOSED = "closed", _("closed")
    UNKNOWN = "unknown", _("not known")


# Glyph (lucide) and tone of a status; saffron asks for somebody's attention.
LOOKS = {
    CenterStatus.PLANNED: ("calendar-clock", "neutral"),
    CenterStatus.ESTABLISHED: ("sprout", "river"),
    CenterStatus.FUNCTIONAL: ("circle-check", "leaf"),
    CenterStatus.PARTLY: ("circle-dashed", "saffron"),
    CenterStatus.INACTIVE: ("moon", "clay"),
    CenterStatus.CLOSED: ("octagon-x", "clay"),
    CenterStatus.UNKNOWN: ("circle-help", "neutral"),
}


class CenterQuerySet(PlaceQuerySet["Center"]):
    searched = ("search", "district__search")

    def visible_to(self, user: User) -> "CenterQuerySet":
        """Centers are no secret among those who work with them; partners and auditors have no part in them."""
        return self if user.may(Permission.REFERENCE_READ) else self.none()

    def with_places(self) -> "CenterQuerySet":
        """With names of district and province, without their outlines, which weigh a thousand times as much."""
        return (
            self.select_related("district__province")
            .defer("district__outline", "district__province__outline")
            .annotate(district_code=F("district__code"))
        )

    def with_readiness(self, since: dt.date) -> "CenterQuerySet":
        """With `readiness`: "checked" where the center checked its readiness on `since` or later, else "stale"."""
        checked = Exists(ReadinessCheck.objects.filter(center=OuterRef("pk"), on__gte=since))
        return self.annotate(readiness=Case(When(checked, then=Value("checked")), default=Value("stale")))

    def with_area(self, user: User) -> "CenterQuerySet":
        """With `area`: "mine" where the center lies in the areas of responsibility of `user`."""
        mine = in_areas_of(user, "district") or Q(pk__isnull=False)
        return self.annotate(area=Case(When(mine, then=Value("mine")), default=Value("")))


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["search", "client_uuid"]
)
class Center(Place):
    looks = LOOKS
    district = models.ForeignKey("places.District", models.PROTECT, related_name="centers", verbose_name=_("district"))
    address = models.CharField(_("address"), max_length=300, blank=True)
    hotline = models.CharField(_("public hotline"), max_length=60, blank=True)
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="centers", verbose_name=_("staff accounts")
    )
    status = models.CharField(
        _("status now"), max_length=12, choices=CenterStatus.choices, default=CenterStatus.UNKNOWN, editable=False
    )
    roster_verified_on = models.DateField(_("roster verified on"), null=True, editable=False)
    roster_verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    search = searchable("name_th", "name_en", "aliases", "code")

    objects: ClassVar[CenterQuerySet] = CenterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Place.Meta):
        verbose_name = _("coordination center")
        verbose_name_plural = _("coordination centers")
        constraints = [
            *Place.Meta.constraints,
            models.CheckConstraint(
                condition=Q(roster_verified_on__isnull=True) ^ Q(roster_verified_by__isnull=False),
                name="center_roster_verified_on_and_by",
            ),
        ]
        triggers = keep_cells("center")

    def seats(self) -> "list[CenterMember]":
        """Who sits in the center, the head first."""
        ranks = list(CenterMember.Role)
        members = self.members.select_related("agency")
        return sorted(members, key=lambda member: (ranks.index(CenterMember.Role(member.role)), member.pk))

    @property
    def area_codes(self) -> list[str]:
        return ["TH", self.district.province.area_code, self.district.area_code]


class CenterStatusEvent(DatedStatus):
    looks = LOOKS
    center = models.ForeignKey(Center, models.CASCADE, related_name="status_events", verbose_name=_("center"))
    status = models.CharField(_("status"), max_length=12, choices=CenterStatus.choices)

    class Meta(DatedStatus.Meta):
        verbose_name = _("status of a center")
        verbose_name_plural = _("statuses of centers")
