"""How ready a center is, checked on a day with the checklist of that purpose."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from centers.days import day_of
from centers.guards import kept_check

if TYPE_CHECKING:
    from accounts.models import User


class ReadinessQuerySet(models.QuerySet["ReadinessCheck"]):
    def visible_to(self, user: "User") -> Self:
        """Whoever knows of a center may know how ready it is."""
        return self if user.may(Permission.REFERENCE_READ) else self.none()


class ReadinessCheck(models.Model):
    """One check of a center. Who entered it corrects it on the same day; later a new one is made."""

    center = models.ForeignKey("centers.Center", models.PROTECT, related_name="readiness_checks")
    sheet = models.OneToOneField("checklists.Sheet", models.PROTECT, related_name="+")
    on = models.DateField(_("checked on"))
    with_whom = models.CharField(_("who took part"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[ReadinessQuerySet] = ReadinessQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("readiness check")
        verbose_name_plural = _("readiness checks")
        indexes = [models.Index(fields=["center", "-on", "-id"], name="readiness_of_center")]
        constraints = [
            models.CheckConstraint(condition=Q(on__lte=day_of("recorded_at")), name="readiness_not_in_future"),
        ]
        triggers = kept_check()

    def __str__(self) -> str:
        return f"{self.center_id} {self.on}"

    def get_absolute_url(self) -> str:
        return self.page_url("readiness_check")

    def page_url(self, page: str) -> str:
        """One of its pages: readiness_check, readiness_edit."""
        return reverse(f"centers:{page}", args=[self.center.code, self.pk])
