"""What one side says about a patrol. Signed off it never changes; what is corrected is the next version."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guards import track
from patrols.models.guards import frozen_once_signed, frozen_with_account
from patrols.models.tally import keep_tally_of_record
from visits.kinds.base import PILLARS
from visits.kinds.security import MECHANISMS
from visits.models import Participation

Side = Participation.Side
PILLAR = [MinValueValidator(PILLARS[0]), MaxValueValidator(PILLARS[1])]


class How(models.TextChoices):
    """Who wrote an account."""

    OWN_OFFICER = "own_officer", _("by our own officer")
    COUNTERPART_LINK = "counterpart_link", _("by the counterpart itself, through its link")
    LIAISON = "liaison", _("by our liaison, on behalf of the counterpart")

    @property
    def glyph(self) -> str:
        return {How.OWN_OFFICER: "pencil", How.COUNTERPART_LINK: "link", How.LIAISON: "messages-square"}[self]


class Incident(models.TextChoices):
    YES = "yes", _("there was an incident")
    NO = "no", _("no incident")


def in_order(first: str, second: str) -> Q:
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | Q(**{f"{second}__gte": F(first)})


@track()
class Account(models.Model):
    """`revision` counts the changes, so that none is overwritten; `version` the accounts that this side signed off."""

    patrol = models.ForeignKey("patrols.Patrol", models.PROTECT, related_name="accounts", verbose_name=_("patrol"))
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    how = models.CharField(_("written"), max_length=16, choices=How.choices)
    invitation = models.OneToOneField(
        "patrols.Invitation", models.PROTECT, null=True, blank=True, editable=False, related_name="account"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    # what it says
    authority = models.CharField(_("authority"), max_length=200, blank=True)
    mechanism = models.CharField(_("mechanism"), max_length=10, blank=True, choices=MECHANISMS)
    planned_start = models.DateTimeField(_("planned start"), null=True, blank=True)
    planned_end = models.DateTimeField(_("planned end"), null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    pillar_from = models.PositiveSmallIntegerField(_("from boundary pillar"), null=True, blank=True, validators=PILLAR)
    pillar_to = models.PositiveSmallIntegerField(_("to boundary pillar"), null=True, blank=True, validators=PILLAR)
    checkpoint = models.ForeignKey(
        "checkpoints.Checkpoint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nearest checkpoint"),
    )
    checkpoint_text = models.CharField(_("nearest checkpoint"), max_length=200, blank=True)
    incident = models.CharField(_("incident"), max_length=3, blank=True, choices=Incident.choices)
    incidents = models.TextField(_("what happened"), max_length=2000, blank=True)
    agreed = models.TextField(_("points agreed"), max_length=2000, blank=True)
    # who stands for it
    version = models.PositiveSmallIntegerField(_("version"), null=True, editable=False)
    signed_off_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    signer_name = models.CharField(_("name"), max_length=150, blank=True)
    signer_position = models.CharField(_("position"), max_length=150, blank=True)
    signer_unit = models.CharField(_("unit"), max_length=150, blank=True)

    class Meta:
        ordering = ["patrol", "side", "pk"]
        verbose_name = _("account of a patrol")
        verbose_name_plural = _("accounts of patrols")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(how="own_officer", side="own", recorded_by__isnull=False, invitation__isnull=True)
                | Q(how="liaison", side="counterpart", recorded_by__isnull=False, invitation__isnull=True)
                | Q(how="counterpart_link", side="counterpart", recorded_by__isnull=True, invitation__isnull=False),
                name="account_written_by_its_side",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True, version__isnull=True, signed_by__isnull=True, signer_name="")
                | Q(signed_off_at__isnull=False, version__isnull=False)
                & ~Q(signer_name="")
                & (Q(invitation__isnull=True) ^ Q(signed_by__isnull=True)),
                name="account_signed_by_somebody",
            ),
            models.UniqueConstraint(fields=["patrol", "side", "version"], name="account_version_once"),
            models.UniqueConstraint(
                fields=["patrol", "how"],
                condition=Q(signed_off_at__isnull=True, invitation__isnull=True),
                name="account_one_draft",
            ),
            models.CheckConstraint(
                condition=in_order("started_at", "ended_at")
                & in_order("planned_start", "planned_end")
                & in_order("pillar_from", "pillar_to"),
                name="account_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(pillar_from__isnull=True) | Q(pillar_from__range=PILLARS))
                & (Q(pillar_to__isnull=True) | Q(pillar_to__range=PILLARS)),
                name="account_pillars_known",
            ),
            models.CheckConstraint(condition=~Q(incident="yes") | ~Q(incidents=""), name="account_incident_told"),
        ]
        triggers = [frozen_once_signed(), keep_tally_of_record()]

    def __str__(self) -> str:
        return f"{self.patrol_id} {self.side} {self.version or 'draft'}"

    @property
    def is_signed(self) -> bool:
        return self.signed_off_at is not None

    @property
    def how_info(self) -> How:
        return How(self.how)

    def signer(self, *, named: bool) -> str:
        """Who signed, for those who may know the name: without it, in what office."""
        said = (self.signer_name if named else "", self.signer_position, self.signer_unit)
        return ", ".join(filter(None, said))

    def facts(self) -> dict[str, Any]:
        """What it says, by the name of the column; units apart."""
        return {name: getattr(self, name) for name in SAID}


SAID = (
    "authority", "mechanism", "planned_start", "planned_end", "started_at", "ended_at", "pillar_from", "pillar_to",
    "checkpoint_id", "checkpoint_text", "incident", "incidents", "agreed",
)  # fmt: skip


@track()
class Unit(models.Model):
    """A unit that took part, of either side, as the account names it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="units", verbose_name=_("account"))
    of_side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True, verbose_name=_("agency"))
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    head_count = models.PositiveIntegerField(_("people"), null=True, blank=True)

    class Meta:
        ordering = ["-of_side", "pk"]
        verbose_name = _("unit on a patrol")
        verbose_name_plural = _("units on patrols")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(agency__isnull=False) | ~Q(unit=""), name="unit_names_someone"),
        ]
        triggers = [frozen_with_account()]

    def __str__(self) -> str:
        return self.unit or str(self.agency)
