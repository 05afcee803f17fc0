"""Border points: crossings of every kind and inland joint checkpoints, with dated status."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission, Role
from checkpoints.guards import decided_once
from places.abstract import DatedStatus, HasStatus, Place, PlaceQuerySet
from places.cells import keep_cells
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
        triggers = keep_cells("checkpoint", kind="r.kind")

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


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("waiting for its keeper")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")


class StatusProposalQuerySet(models.QuerySet["StatusProposal"]):
    def visible_to(self, user: User) -> "StatusProposalQuerySet":
        """Those of border points that `user` keeps."""
        if not user.may(Permission.CHECKPOINT_EDIT):
            return self.none()
        if user.role == Role.ADMIN or "TH" in user.area_codes:
            return self
        codes = [code.removeprefix("TH") for code in user.area_codes]
        return self.filter(Q(checkpoint__province__code__in=codes) | Q(checkpoint__district__code__in=codes))

    def waiting(self) -> "StatusProposalQuerySet":
        """Undecided, of points in use, the longest waiting first."""
        rows = self.filter(state=ProposalState.WAITING, checkpoint__retired_at__isnull=True)
        return rows.select_related("checkpoint", "proposed_by").order_by("proposed_at", "pk")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StatusProposal(HasStatus):
    """A status that an approved report proposes. `key`: of what proposes it, the same in all its revisions."""

    looks = LOOKS
    checkpoint = models.ForeignKey(Checkpoint, models.CASCADE, related_name="proposals", verbose_name=_("checkpoint"))
    key = models.UUIDField(editable=False)
    status = models.CharField(_("proposed status"), max_length=12, choices=PointStatus.choices)
    on = models.DateField(_("since"))
    source = models.CharField(_("source"), max_length=300)
    note = models.CharField(_("note"), max_length=300, blank=True)
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("why it is declined"), max_length=300, blank=True)
    event = models.OneToOneField(StatusEvent, models.PROTECT, null=True, related_name="proposal")

    objects: ClassVar[StatusProposalQuerySet] = StatusProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("proposed status of a checkpoint")
        verbose_name_plural = _("proposed statuses of checkpoints")
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(state="waiting"), name="proposal_waits_once"),
            models.CheckConstraint(condition=Q(status__in=PointStatus.values), name="proposal_status_known"),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="proposal_decided_at_and_by",
            ),
            models.CheckConstraint(condition=Q(state="declined") ^ Q(reason=""), name="proposal_declined_with_reason"),
            models.CheckConstraint(
                condition=Q(state="confirmed") ^ Q(event__isnull=True), name="proposal_confirmed_with_event"
            ),
        ]
        triggers = decided_once()

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"
