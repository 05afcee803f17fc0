"""What the public reports to a center, how far it has come, and, sealed and for a time only, who reported it."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries import in_areas_of
from accounts.roles import Permission, Role
from centers.days import day_of
from centers.guards import life_of_a_report, only_of_the_named
from centers.models.report_tally import keep_tally
from centers.report_choices import Category, ReportChannel
from centers.workflow import ENDED, ReportState
from guards import append_only

if TYPE_CHECKING:
    from accounts.models import User

ENDED_STATES = [state.value for state in ENDED]


class PublicReportQuerySet(models.QuerySet["PublicReport"]):
    def visible_to(self, user: "User") -> Self:
        """Those of the centers that center staff keep; those of the areas that reviewers and directors answer for."""
        if not user.may(Permission.PUBLIC_REPORTS):
            return self.none()
        if user.role == Role.CENTER:
            return self.filter(center__staff=user)
        return self.filter(in_areas_of(user, "center__district"))

    def with_places(self) -> Self:
        return self.select_related("center__district__province", "district").defer(
            "center__district__outline", "center__district__province__outline", "district__outline"
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["summary", "place", "client_uuid"])
class PublicReport(models.Model):
    """`summary` and `place` are corrected without a trace: a name that slipped into them has to go for good."""

    center = models.ForeignKey("centers.Center", models.PROTECT, related_name="public_reports")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (BE)"), editable=False)
    running = models.PositiveIntegerField(editable=False)
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"))
    channel = models.CharField(_("channel"), max_length=10, choices=ReportChannel.choices)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    district = models.ForeignKey("places.District", models.PROTECT, related_name="+", verbose_name=_("district"))
    place = models.CharField(_("sub-district, village or place"), max_length=200, blank=True)
    summary = models.TextField(_("what is reported"), max_length=2000)
    is_anonymous = models.BooleanField(_("anonymous"))
    state = models.CharField(max_length=12, choices=ReportState.choices, default=ReportState.RECEIVED, editable=False)
    referred_to = models.CharField(_("referred to"), max_length=150, blank=True, editable=False)
    acknowledged_on = models.DateField(null=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    purged_at = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[PublicReportQuerySet] = PublicReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("public report")
        verbose_name_plural = _("public reports")
        indexes = [
            models.Index(fields=["center", "-received_at", "-id"], name="public_report_of_center"),
            models.Index(fields=["-received_at", "-id"], name="public_report_newest"),
            models.Index(fields=["state", "-received_at", "-id"], name="public_report_by_state"),
            models.Index(
                fields=["center", "ended_on"], condition=Q(state=ReportState.RESOLVED), name="public_report_resolved"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["center", "fiscal_year", "running"], name="public_report_numbered_once"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="public_report_state_known"),
            models.CheckConstraint(condition=Q(channel__in=ReportChannel.values), name="public_report_channel_known"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="public_report_category_known"),
            models.CheckConstraint(condition=~Q(summary=""), name="public_report_says_something"),
            models.CheckConstraint(condition=Q(received_at__lte=F("recorded_at")), name="public_report_not_in_future"),
            models.CheckConstraint(
                condition=Q(state="received") ^ Q(acknowledged_on__isnull=False), name="public_report_acknowledged_on"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=day_of("received_at")),
                name="public_report_acknowledged_after_received",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_STATES) ^ Q(ended_on__isnull=True), name="public_report_ended_on"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("acknowledged_on")),
                name="public_report_ended_after_acknowledged",
            ),
            models.CheckConstraint(
                condition=~Q(state="referred") | ~Q(referred_to=""), name="public_report_referred_to_somebody"
            ),
        ]
        triggers = [*life_of_a_report(), *keep_tally()]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return self.page_url("report")

    def page_url(self, page: str, *args: Any) -> str:
        """One of its pages: report, report_edit, report_step (to a state), reporter."""
        return reverse(f"centers:{page}", args=[self.center.code, self.fiscal_year, self.running, *args])

    @property
    def number(self) -> str:
        """As people of the center write it: 2569-0001."""
        return f"{self.fiscal_year}-{self.running:04d}"

    @property
    def reference(self) -> str:
        """Among the reports of all centers: pong-nam-ron 2569-0001."""
        return f"{self.center.code} {self.number}"

    @property
    def status(self) -> ReportState:
        """The state as an object with `label`, `tone` and `glyph`, for the badge."""
        return ReportState(self.state)

    @property
    def received_on(self) -> dt.date:
        return timezone.localdate(self.received_at)

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has taken it up yet."""
        return self.state == ReportState.RECEIVED

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def days_to_acknowledge(self) -> int | None:
        return None if self.acknowledged_on is None else (self.acknowledged_on - self.received_on).days


class ReportStep(models.Model):
    """A step of a report. `on`: the day it was taken; `agency`: whom it went to; `words`: outcome or reason."""

    report = models.ForeignKey(PublicReport, models.PROTECT, related_name="steps")
    target = models.CharField(max_length=12, choices=ReportState.choices)
    on = models.DateField()
    agency = models.CharField(max_length=150, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(target="referred") | ~Q(agency=""), name="report_step_names_agency"),
            models.CheckConstraint(
                condition=~Q(target__in=ENDED_STATES) | ~Q(words=""), name="report_step_says_outcome"
            ),
            models.CheckConstraint(condition=Q(on__lte=day_of("at")), name="report_step_not_in_future"),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.report_id} {self.target}"

    @property
    def status(self) -> ReportState:
        return ReportState(self.target)


class Reporter(models.Model):
    """Who reported: personal data, sealed by the vault, never in lists, search or exports, without a history.

    Deleted by `purge_public_reports` when the time for which it may be kept is over (PDPA 2019 s.37(3)).
    """

    report = models.OneToOneField(PublicReport, models.PROTECT, related_name="reporter")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(sealed=b""), name="reporter_is_sealed")]
        triggers = only_of_the_named()

    def __str__(self) -> str:
        return f"reporter of {self.report_id}"
