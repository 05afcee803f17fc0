"""Views of the dashboard that people keep under a name: addresses, never figures."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Area, User
from accounts.roles import Permission


class Page(models.TextChoices):
    """A page of the dashboard; the value is the name of its address."""

    OVERVIEW = "dashboard", _("Overview")
    WORK = "dashboard_work", _("Follow-up and centers")
    FOUND = "dashboard_found", _("Workers, goods, practices")


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """The reader's own, and those shared by somebody whose areas of responsibility meet theirs."""
        if not user.may(Permission.DASHBOARD):
            return self.none()
        return self.filter(
            Q(owner=user) | Q(Exists(areas_meeting(user).filter(user=OuterRef("owner"))), is_shared=True)
        )


def areas_meeting(user: User) -> models.QuerySet[Area]:
    """Areas of responsibility of anybody, around those of `user` or within."""
    meeting = Q(pk__in=[])
    for code in user.area_codes:
        country, inner = code[:2], code[2:]
        meeting |= Q(country__code=country)
        meeting |= Q(province__country__code=country, province__code__startswith=inner[:2])
        meeting |= Q(district__province__country__code=country, district__code__startswith=inner)
    return Area.objects.filter(meeting)


class SavedView(models.Model):
    """Whoever opens it sees their own figures. `query`: as Scope says it."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_views", editable=False)
    name = models.CharField(_("name"), max_length=80)
    page = models.CharField(_("page"), max_length=20, choices=Page.choices, default=Page.OVERVIEW, editable=False)
    query = models.CharField(max_length=300, editable=False)
    is_shared = models.BooleanField(_("show it to everybody with the dashboard in my areas"), default=False)
    is_start = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_name_once"),
            models.UniqueConstraint(fields=["owner"], condition=Q(is_start=True), name="saved_view_one_start"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_name"),
            models.CheckConstraint(condition=Q(page__in=Page.values), name="saved_view_page_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse(f'reports:{self.page}')}?{self.query}"
