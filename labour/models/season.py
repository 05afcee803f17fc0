"""When workers are expected in a district, for what, how many: the calendar that observations stand beside."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission, Role
from guards import track
from labour.models.count import MOST, Route
from labour.models.work import HasWork, works
from places.models import Confidence, District

FISCAL = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)  # months of the Thai fiscal year, in its order


def districts_of(user: User) -> "models.QuerySet[District]":
    """The districts whose seasons `user` may know: those of the areas of responsibility; an administrator's are all."""
    rows = District.objects.select_related("province").defer("outline", "province__outline")
    if not user.may(Permission.REFERENCE_READ):
        return rows.none()
    if user.role == Role.ADMIN:
        return rows
    codes = user.area_codes
    inner = [code.removeprefix("TH") for code in codes]
    return rows.filter(Q(province__country__code__in=codes) | Q(province__code__in=inner) | Q(code__in=inner))


class SeasonQuerySet(models.QuerySet["SeasonExpectation"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(district__in=districts_of(user).order_by().values("pk"))

    def in_year(self, year: int) -> Self:
        """Those that hold in a fiscal year (CE)."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=year), valid_from__lte=year)


@track(exclude=["client_uuid"])
class SeasonExpectation(HasWork):
    """From month to month, across the new year where the second is the smaller; years are fiscal years, CE."""

    district = models.ForeignKey(District, models.PROTECT, related_name="seasons", verbose_name=_("district"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    month_from = models.PositiveSmallIntegerField(_("from month"))
    month_to = models.PositiveSmallIntegerField(_("to month"))
    people_low = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    people_high = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    route = models.CharField(_("permit route"), max_length=12, choices=Route.choices, default=Route.UNKNOWN)
    source = models.CharField(_("source"), max_length=300)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence.choices, default=Confidence.LOW)
    valid_from = models.PositiveSmallIntegerField(_("from fiscal year"))
    valid_until = models.PositiveSmallIntegerField(_("until fiscal year"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[SeasonQuerySet] = SeasonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["sector", "crop__sort", "month_from", "pk"]
        verbose_name = _("expected season")
        verbose_name_plural = _("expected seasons")
        constraints = [
            *works("season"),
            models.UniqueConstraint(
                fields=["district", "sector", "crop", "route", "month_from", "valid_from"],
                name="season_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(month_from__range=(1, 12), month_to__range=(1, 12)), name="season_months"
            ),
            models.CheckConstraint(
                condition=Q(people_low__isnull=True, people_high__isnull=True)
                | Q(
                    people_low__isnull=False,
                    people_high__isnull=False,
                    people_high__gte=F("people_low"),
                    people_high__lte=MOST,
                ),
                name="season_people_in_order",
            ),
            models.CheckConstraint(condition=Q(route__in=Route.values), name="season_route_known"),
            models.CheckConstraint(condition=~Q(source=""), name="season_has_source"),
            models.CheckConstraint(condition=Q(confidence__in=Confidence.values), name="season_confidence_known"),
            models.CheckConstraint(
                condition=Q(valid_from__range=(2000, 2200))
                & (Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from"))),
                name="season_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.work} {self.month_from}-{self.month_to}"

    def get_absolute_url(self) -> str:
        return reverse("labour:district", args=[self.district.code])

    @property
    def months(self) -> frozenset[int]:
        """1 to 12."""
        length = (self.month_to - self.month_from) % 12 + 1
        return frozenset((self.month_from - 1 + number) % 12 + 1 for number in range(length))

    @property
    def to_confirm(self) -> bool:
        return self.confidence == Confidence.LOW
