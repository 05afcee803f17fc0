"""The field-visit report itself and the people on the mission."""

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, F, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guards import track
from places.badges import Badge
from places.models import searchable
from places.words import letters
from visits.models.guards import (
    BY_VISIT,
    frozen_content,
    frozen_with_visit,
    only_known_steps,
    taken_over_with_its_step,
)
from visits.models.tally import keep_tallies
from visits.models.visible import VisitQuerySet
from visits.workflow import EDITABLE_STATES, State, taken_over


class VisitKind(models.TextChoices):
    FOLLOW_UP = "follow_up", _("follow-up on project progress")
    STUDY = "study", _("study of best practices")
    INSPECTION = "inspection", _("inspection")
    JOINT = "joint", _("joint operation or patrol")
    ROUTINE = "routine", _("routine visit")


def both_or_neither(stem: str) -> models.CheckConstraint:
    """`x_at` and `x_by` are both set or both null."""
    return models.CheckConstraint(
        condition=Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
        | Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False}),
        name=f"visit_{stem}_at_and_by",
    )


@track(exclude=["search"])
class Visit(models.Model):
    # identity
    reference = models.CharField(_("reference"), max_length=20, editable=False)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1, editable=False)
    amends = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="amended_by"
    )
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_over_at = models.DateTimeField(null=True, editable=False)  # from an earlier record, see Provenance
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits", verbose_name=_("author")
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)
    # what and why
    kind = models.CharField(_("kind of visit"), max_length=12, choices=VisitKind.choices, default=VisitKind.FOLLOW_UP)
    title_th = models.CharField(_("title in Thai"), max_length=250, blank=True)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    background = models.TextField(_("background"), blank=True)
    purpose = models.TextField(_("objectives"), blank=True)
    summary_th = models.TextField(_("summary in Thai"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    # authority and money
    directive_issuer = models.CharField(_("directed by"), max_length=200, blank=True)
    directive_number = models.CharField(_("order number"), max_length=80, blank=True)
    directive_date = models.DateField(_("date of the order"), null=True, blank=True)
    assignee = models.CharField(_("assigned to lead"), max_length=200, blank=True)
    project = models.ForeignKey(
        "visits.Project",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("project"),
    )
    funding_source = models.CharField(_("funded by"), max_length=200, blank=True)
    funding_share = models.PositiveSmallIntegerField(_("share of funding (%)"), null=True, blank=True)
    # when and where
    date_start = models.DateField(_("first day"))
    date_end = models.DateField(_("last day"))
    published_start = models.DateField(_("first day as published"), null=True, blank=True)
    published_end = models.DateField(_("last day as published"), null=True, blank=True)
    date_reason = models.CharField(_("why the date was corrected"), max_length=300, blank=True)
    districts = models.ManyToManyField(
        "places.District", blank=True, related_name="visits", verbose_name=_("districts visited")
    )
    area_codes = ArrayField(models.CharField(max_length=6), default=list, blank=True, editable=False)
    # what follows
    obstacles = models.TextField(_("problems and obstacles"), blank=True)
    recommendations = models.TextField(_("recommendations"), blank=True)
    decision_asked = models.TextField(_("for information or decision"), blank=True)
    sources = models.TextField(_("sources"), blank=True)
    # where it stands
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    return_reason = models.TextField(_("why it was returned"), blank=True, editable=False)
    endorsed_at = models.DateTimeField(null=True, editable=False)
    endorsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdraw_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)
    released_to = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="released_visits", verbose_name=_("released to")
    )
    search = searchable("reference", "title_th", "title_en")

    objects: ClassVar[VisitQuerySet] = VisitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-date_start", "-pk"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(F("date_start").desc(), F("id").desc(), name="visit_newest"),
            models.Index(fields=["state", "-date_start", "-id"], name="visit_by_state"),
            models.Index(fields=["author", "-date_start", "-id"], name="visit_by_author"),
            # One of both, or a word that is frequent elsewhere would be found there before the areas are asked.
            GinIndex(F("area_codes"), OpClass(letters(F("search")), name="gin_trgm_ops"), name="visit_areas_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference", "revision"], name="visit_reference_revision"),
            models.CheckConstraint(condition=Q(date_end__gte=F("date_start")), name="visit_dates_in_order"),
            models.CheckConstraint(
                condition=Q(published_start__isnull=True) | Q(published_start=F("date_start")) | ~Q(date_reason=""),
                name="visit_date_corrected_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(funding_share__isnull=True) | Q(funding_share__lte=100),
                name="visit_funding_share",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="visit_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED) | ~Q(return_reason=""), name="visit_return_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | ~Q(withdraw_reason=""),
                name="visit_withdrawal_has_reason",
            ),
            models.CheckConstraint(
                condition=(Q(endorsed_by__isnull=True) | ~Q(endorsed_by=F("author")))
                & (Q(approved_by__isnull=True) | ~Q(approved_by=F("author"))),
                name="visit_author_never_decides",
            ),
            *(both_or_neither(s) for s in ("submitted", "returned", "endorsed", "approved", "published", "withdrawn")),
            both_or_neither("taken_over"),
            models.CheckConstraint(
                condition=Q(taken_over_at__isnull=True) | Q(approved_at__isnull=True, endorsed_at__isnull=True),
                name="visit_taken_over_is_not_approved_here",
            ),
        ]
        triggers = [
            *only_known_steps(),
            taken_over_with_its_step(),
            *keep_tallies(),
            frozen_content(
                "kind", "title_th", "title_en", "background", "purpose", "summary_th", "summary_en",
                "directive_issuer", "directive_number", "directive_date", "assignee", "project",
                "funding_source", "funding_share", "date_start", "date_end", "published_start", "published_end",
                "date_reason", "area_codes", "obstacles", "recommendations", "decision_asked", "sources",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.reference} {self.title_th or self.title_en}".strip()

    def get_absolute_url(self) -> str:
        return reverse("visits:detail", args=[self.reference])

    @property
    def status(self) -> State | Badge:
        """The state as an object with `label`, `tone` and `glyph`, for the badge."""
        return taken_over() if self.taken_over_at and self.state == State.APPROVED else State(self.state)

    @property
    def version(self) -> int:
        """Grows with each step taken and each section saved: the lock of the whole report. Asks the database anew."""
        steps = self.transitions.order_by().values("visit").annotate(n=Count("pk")).values("n")
        saves = self.section_saves.aggregate(n=Coalesce(Sum("version"), 0) + Coalesce(Subquery(steps), 0))
        return int(saves["n"])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_STATES

    @property
    def is_returned(self) -> bool:
        return self.state == State.RETURNED

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_amendment(self) -> bool:
        return self.revision > 1


@track()
class MissionMember(models.Model):
    class Role(models.TextChoices):
        DIRECTOR = "director", _("directing official")
        LEADER = "leader", _("team leader")
        MEMBER = "member", _("team member")
        SECRETARY = "secretary", _("secretary")
        GUEST = "guest", _("accompanying")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="members", verbose_name=_("visit"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="missions",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=150)
    position = models.CharField(_("position"), max_length=200, blank=True)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    sort = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("mission member")
        verbose_name_plural = _("mission members")
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(role="leader"), name="member_one_leader",
                violation_error_message=_("A mission has one team leader."),
            ),
        ]  # fmt: skip
        triggers = [frozen_with_visit(BY_VISIT)]

    def __str__(self) -> str:
        return self.name


class VisitDistrict(Visit.districts.through):  # type: ignore[name-defined,misc]
    """The table behind `Visit.districts`; keeps `Visit.area_codes` in step inside the database."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="area_codes",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                declare=[("visit_", "BIGINT")],
                func="""
                    visit_ := CASE WHEN TG_OP = 'DELETE' THEN OLD.visit_id ELSE NEW.visit_id END;
                    UPDATE visits_visit SET area_codes = COALESCE((
                        SELECT array_agg(DISTINCT codes.area ORDER BY codes.area)
                        FROM visits_visit_districts vd
                        JOIN places_district d ON d.id = vd.district_id
                        JOIN places_province p ON p.id = d.province_id
                        JOIN places_country c ON c.id = p.country_id,
                        LATERAL (VALUES (c.code), (c.code || p.code), (c.code || d.code)) AS codes(area)
                        WHERE vd.visit_id = visit_), '{}')
                    WHERE id = visit_;
                    RETURN NULL;
                """,
            ),
        ]
