"""NTS-Mekong Watch Coordination Centers: one a district, with roster and dated status."""

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


class CenterStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    ESTABLISHED = "established", _("established")
    FUNCTIONAL = "functional", _("functional")
    PARTLY = "partly", _("partly functional")
    INACTIVE = "inactive", _("inactive")
    CLOSED = "closed", _("closed")
    UNKNOWN = "unknown", _("not known")


LIKE_ENOUGH = 0.4  # share of trigrams in common; below it, names only look alike by chance
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


def badge_of(status: str) -> Badge:
    known = CenterStatus(status)
    glyph, tone = LOOKS[known]
    return Badge(glyph, str(known.label), tone)


class CenterQuerySet(models.QuerySet["Center"]):
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

    def to_confirm(self) -> "CenterQuerySet":
        """Centers whose position somebody should confirm on site."""
        return self.filter(Q(point__isnull=True) | Q(confidence=Confidence.LOW))

    def not_visited_since(self, day: datetime.date) -> "CenterQuerySet":
        """Centers never visited, or last before `day`."""
        return self.filter(Q(last_visited_on__isnull=True) | Q(last_visited_on__lt=day))

    def resembling(self, words: str) -> "CenterQuerySet":
        """Those in use with a word much like `words`, the likest first: for a search that found nothing."""
        likeness = TrigramWordSimilarity(words.lower(), "search")
        return self.in_use().annotate(likeness=likeness).filter(likeness__gte=LIKE_ENOUGH).order_by("-likeness", "code")

    def in_use(self) -> "CenterQuerySet":
        return self.filter(retired_at__isnull=True)

    def matching(self, words: str) -> "CenterQuerySet":
        """Centers whose Thai or English name, alias or district contains every one of `words`."""
        rows = self
        for word in words.lower().split():
            rows = rows.filter(Q(search__contains=word) | Q(district__search__contains=word))
        return rows


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["search"])
class Center(Positioned):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One a line."))
    district = models.ForeignKey("places.District", models.PROTECT, related_name="centers", verbose_name=_("district"))
    address = models.CharField(_("address"), max_length=300, blank=True)
    hotline = models.CharField(_("public hotline"), max_length=60, blank=True)
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="centers", verbose_name=_("staff accounts")
    )
    status = models.CharField(
        _("status now"),
        max_length=12,
        choices=CenterStatus.choices,
        default=CenterStatus.UNKNOWN,
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
    search = searchable("name_th", "name_en", "aliases", "code")

    objects: ClassVar[CenterQuerySet] = CenterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["code"]
        verbose_name = _("coordination center")
        verbose_name_plural = _("coordination centers")
        indexes = [GinIndex(OpClass("search", name="gin_trgm_ops"), name="center_search")]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="center_retired_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"

    def get_absolute_url(self) -> str:
        return reverse("centers:detail", args=[self.code])

    @property
    def badge(self) -> Badge:
        return badge_of(self.status)

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    def seats(self) -> "list[CenterMember]":
        """Who sits in the center, the head first."""
        ranks = list(CenterMember.Role)
        members = self.members.select_related("agency")
        return sorted(members, key=lambda member: (ranks.index(CenterMember.Role(member.role)), member.pk))

    @property
    def area_codes(self) -> list[str]:
        return ["TH", self.district.province.area_code, self.district.area_code]


class CenterStatusEvent(models.Model):
    """A dated change of status, with who says so. The newest by date is the status now."""

    center = models.ForeignKey(Center, models.CASCADE, related_name="status_events", verbose_name=_("center"))
    status = models.CharField(_("status"), max_length=12, choices=CenterStatus.choices)
    on = models.DateField(_("since"))
    source = models.CharField(_("source"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("status of a center")
        verbose_name_plural = _("statuses of centers")

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"

    @property
    def badge(self) -> Badge:
        return badge_of(self.status)


class CenterMember(models.Model):
    """A seat in the center: the district chief heads it, the deputy for security is secretary."""

    class Role(models.TextChoices):
        HEAD = "head", _("head")
        SECRETARY = "secretary", _("secretary")
        COORDINATOR = "coordinator", _("coordinator")
        MEMBER = "member", _("member")

    center = models.ForeignKey(Center, models.CASCADE, related_name="members", verbose_name=_("center"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("Empty while the seat is vacant."))
    position = models.CharField(_("position"), max_length=150)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["center", "role", "pk"]
        verbose_name = _("member of a center")
        verbose_name_plural = _("members of centers")

    def __str__(self) -> str:
        return self.name or self.position
