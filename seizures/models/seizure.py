"""Goods found or seized: the record in a report, and the lot that outlives its revisions."""

import uuid
from decimal import Decimal
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guards import track
from seizures.models.custody import Held
from seizures.models.tally import keep_tally
from seizures.models.visible import SeizureQuerySet
from visits.models import Activity, Counter
from visits.models.guards import BY_ACTIVITY, frozen_with_visit


class CaseKey(Func):
    """A case number as it is compared: one form of each letter, Thai digits as Arabic ones, nothing in between."""

    template = (
        "upper(regexp_replace(translate(normalize(%(expressions)s, NFKC), '๐๑๒๓๔๕๖๗๘๙', '0123456789'),"
        " '[^[:alnum:]]+', '', 'g'))"
    )


class Standing(models.TextChoices):
    """Whether a lot is counted. Set by the database alone (migration 0001)."""

    AWAY = "away", _("not in an approved report")
    COUNTS = "counts", _("counted")
    WAITING = "waiting", _("possible double count, waits to be settled")
    DOUBLE = "double", _("counted in another record")

    @property
    def tone(self) -> str:
        return {Standing.COUNTS: "leaf", Standing.WAITING: "saffron"}.get(self, "neutral")

    @property
    def glyph(self) -> str:
        """Name of the icon shown before the word."""
        return {
            Standing.AWAY: "pencil",
            Standing.COUNTS: "check",
            Standing.WAITING: "copy",
            Standing.DOUBLE: "copy-check",
        }[self]


class Basis(models.TextChoices):
    """What an estimated value rests on."""

    MARKET = "market", _("market price")
    CUSTOMS = "customs", _("customs valuation")
    AGENCY = "agency", _("estimate of the agency")


class GoodsCounter(Counter):
    """Codes of lots."""

    prefix = "SZ"


class Lot(models.Model):
    """Goods found once, whichever revision of the report tells of them; custody and double counts hold on to it.

    `current`, `report`: the record in force and its approved report. With `standing` and `held` kept by triggers.
    """

    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)
    current = models.OneToOneField(
        "seizures.Seizure", models.PROTECT, null=True, editable=False, related_name="stands_for"
    )
    report = models.ForeignKey("visits.Visit", models.PROTECT, null=True, editable=False, related_name="lots")
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.AWAY, editable=False)
    held = models.CharField(max_length=9, choices=Held.choices, default=Held.UNKNOWN, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("lot of goods")
        verbose_name_plural = _("lots of goods")
        indexes = [GinIndex(OpClass(Upper("code"), name="gin_trgm_ops"), name="lot_code")]
        constraints = [
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="lot_standing_known"),
            models.CheckConstraint(
                condition=Q(current__isnull=True, report__isnull=True) | Q(current__isnull=False, report__isnull=False),
                name="lot_record_and_report",
            ),
            models.CheckConstraint(condition=Q(held__in=Held.values), name="lot_held_known"),
        ]
        triggers = keep_tally()

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("seizures:detail", args=[self.code])

    @property
    def status(self) -> Standing:
        """The standing as an object with `label`, `tone` and `glyph`, for the badge."""
        return Standing(self.standing)

    @property
    def is_waiting(self) -> bool:
        return self.standing == Standing.WAITING


@track(exclude=["base_quantity", "case_key"])
class Seizure(models.Model):
    """Goods as one activity of a report records them. `factor`, `approximate`: of the unit when they were entered."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="seizures", verbose_name=_("activity"))
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="records", verbose_name=_("lot of goods"))
    client_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.ForeignKey(
        "seizures.GoodsKind", models.PROTECT, related_name="seizures", verbose_name=_("kind of goods")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=15, decimal_places=3)
    unit = models.ForeignKey(
        "seizures.Unit", models.PROTECT, related_name="seizures", verbose_name=_("unit of measure")
    )
    factor = models.DecimalField(max_digits=18, decimal_places=9, editable=False)
    approximate = models.BooleanField(default=False, editable=False)
    base_quantity = models.GeneratedField(
        expression=F("quantity") * F("factor"),
        output_field=models.DecimalField(max_digits=27, decimal_places=6),
        db_persist=True,
    )
    found_at = models.DateTimeField(_("found"))
    seized_by = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="seizures", verbose_name=_("agency that found or seized it")
    )
    held_by = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="held_goods",
        verbose_name=_("agency that holds it"),
    )
    estimated_value = models.DecimalField(
        _("estimated value, baht"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    value_basis = models.CharField(_("basis of the value"), max_length=8, choices=Basis.choices, blank=True)
    case_number = models.CharField(_("case number"), max_length=80, blank=True)
    case_key = models.GeneratedField(
        expression=CaseKey(F("case_number")), output_field=models.TextField(), db_persist=True
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects: ClassVar[SeizureQuerySet] = SeizureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("goods found or seized")
        verbose_name_plural = _("goods found or seized")
        indexes = [
            models.Index(fields=["kind", "found_at"], name="seizure_kind_time"),
            models.Index(fields=["case_key"], condition=~Q(case_key=""), name="seizure_case"),
            models.Index(F("found_at").desc(), F("id").desc(), name="seizure_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["activity", "lot"], name="seizure_lot_once"),
            models.CheckConstraint(condition=Q(quantity__gt=Decimal(0)), name="seizure_quantity_positive"),
            models.CheckConstraint(condition=Q(factor__gt=Decimal(0)), name="seizure_factor_positive"),
            models.CheckConstraint(
                condition=Q(estimated_value__isnull=True, value_basis="")
                | Q(estimated_value__isnull=False, estimated_value__gte=Decimal(0), value_basis__in=Basis.values),
                name="seizure_value_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(case_number="", case_key="") | (~Q(case_number="") & ~Q(case_key="")),
                name="seizure_case_can_be_compared",
            ),
        ]
        triggers = [
            frozen_with_visit(BY_ACTIVITY),
            pgtrigger.Trigger(
                name="lot_without_record",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                func="""
                    DELETE FROM seizures_lot WHERE id = OLD.lot_id
                        AND NOT EXISTS (SELECT 1 FROM seizures_seizure WHERE lot_id = OLD.lot_id);
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.kind}"

    @property
    def is_current(self) -> bool:
        """Whether it is the record in force of its lot. Asks for the lot."""
        return self.lot.current_id == self.pk
