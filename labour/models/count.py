"""Who was seen working where: anonymous counts on an observation."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guards import track
from labour.models.work import HasWork, works
from visits.models.guards import BY_ACTIVITY, frozen_with_visit

MOST = 100_000  # people in one count
ADULTS = ("women", "men", "unrecorded")
PEOPLE = (*ADULTS, "children")


class Nationality(models.TextChoices):
    CAMBODIA = "KH", _("Cambodia")
    LAOS = "LA", _("Laos")
    MYANMAR = "MM", _("Myanmar")
    VIET_NAM = "VN", _("Viet Nam")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


class Route(models.TextChoices):
    """Under which rule people work: Foreign Workers Management Emergency Decree BE 2560, s.64 for border passes."""

    DAILY = "s64_daily", _("s.64 daily")
    SEASONAL = "s64_seasonal", _("s.64 seasonal")
    MOU = "mou", _("MoU")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


def people(stem: str) -> Iterable[models.CheckConstraint]:
    """At least one number, and none beyond reason."""
    some = Q(*((f"{name}__isnull", False) for name in PEOPLE), _connector=Q.OR)
    yield models.CheckConstraint(condition=some, name=f"{stem}_counts_somebody")
    for name in PEOPLE:
        bounded = Q((f"{name}__isnull", True)) | Q((f"{name}__lte", MOST))
        yield models.CheckConstraint(condition=bounded, name=f"{stem}_{name}_in_bounds")


@track()
class WorkerCount(HasWork):
    """People of one nationality at one kind of work, counted or estimated; None: nobody looked.

    The season is that of the visit's date. Accompanying children are counted apart, as nobody's workers.
    """

    activity = models.ForeignKey(
        "visits.Activity", models.CASCADE, related_name="worker_counts", verbose_name=_("activity")
    )
    nationality = models.CharField(_("nationality"), max_length=8, choices=Nationality.choices)
    route = models.CharField(_("permit route"), max_length=12, choices=Route.choices)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    unrecorded = models.PositiveIntegerField(_("sex not recorded"), null=True, blank=True)
    children = models.PositiveIntegerField(_("accompanying children"), null=True, blank=True)
    estimated = models.BooleanField(_("estimated"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("count of workers")
        verbose_name_plural = _("counts of workers")
        constraints = [
            models.CheckConstraint(condition=Q(nationality__in=Nationality.values), name="count_nationality_known"),
            models.CheckConstraint(condition=Q(route__in=Route.values), name="count_route_known"),
            *works("count"),
            *people("count"),
        ]
        triggers = [frozen_with_visit(BY_ACTIVITY)]

    def __str__(self) -> str:
        return f"{self.nationality} {self.work} {self.workers}"

    @property
    def workers(self) -> int:
        return sum(getattr(self, name) or 0 for name in ADULTS)
