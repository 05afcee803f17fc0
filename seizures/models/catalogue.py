"""What goods there are and what they are counted in; the administrator edits it."""

from decimal import Decimal
from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guards import track


class Category(models.TextChoices):
    DRUG = "drug", _("drugs")
    TOBACCO = "tobacco", _("tobacco")
    FUEL = "fuel", _("fuel")
    PRODUCE = "produce", _("farm produce and meat")
    TIMBER = "timber", _("timber")
    WILDLIFE = "wildlife", _("wildlife")
    ARMS = "arms", _("arms and ammunition")
    VEHICLES = "vehicles", _("vehicles")
    CASH = "cash", _("cash")
    COUNTERFEIT = "counterfeit", _("counterfeit goods")
    OTHER = "other", _("other goods")


class Dimension(models.TextChoices):
    COUNT = "count", _("number of pieces")
    MASS = "mass", _("mass")
    VOLUME = "volume", _("volume")
    AREA = "area", _("surface")
    VEHICLE = "vehicle", _("vehicles")
    MONEY = "money", _("money")


class Unit(models.Model):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    dimension = models.CharField(_("measures"), max_length=8, choices=Dimension.choices)

    class Meta:
        ordering = ["dimension", "code"]
        verbose_name = _("unit of measure")
        verbose_name_plural = _("units of measure")
        constraints = [
            models.CheckConstraint(condition=Q(dimension__in=Dimension.values), name="unit_dimension_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"


class GoodsKindQuerySet(models.QuerySet["GoodsKind"]):
    def on_offer(self, besides: set[int]) -> Self:
        """Kinds that can be chosen: those in use, and `besides` (keys chosen before they were retired)."""
        return self.filter(Q(retired=False) | Q(pk__in=besides))


@track()
class GoodsKind(models.Model):
    """Goods that are counted together, always in the base unit. Retired where no longer wanted, never deleted."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    base_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="base_of",
        verbose_name=_("base unit"),
        help_text=_("Totals are in this unit. It stays once goods of this kind are recorded."),
    )
    sort = models.PositiveSmallIntegerField(_("order"), default=100)
    retired = models.BooleanField(_("retired"), default=False, help_text=_("No longer offered; records keep it."))

    objects: ClassVar[GoodsKindQuerySet] = GoodsKindQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["sort", "code"]
        verbose_name = _("kind of goods")
        verbose_name_plural = _("kinds of goods")
        constraints = [
            models.CheckConstraint(condition=Q(category__in=Category.values), name="goods_category_known"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="base_unit_in_use",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("base_unit"),
                func="""
                    IF EXISTS (SELECT 1 FROM seizures_seizure WHERE kind_id = OLD.id) THEN
                        RAISE EXCEPTION 'goods of kind % are recorded in its base unit', OLD.code
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"


@track()
class UnitOf(models.Model):
    """A further unit of a kind: one of it is `factor` of the base unit. Records keep the factor of their entry."""

    kind = models.ForeignKey(GoodsKind, models.CASCADE, related_name="units", verbose_name=_("kind of goods"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit of measure"))
    factor = models.DecimalField(
        _("in base units"), max_digits=18, decimal_places=9, help_text=_("How many of the base unit one of it is.")
    )
    approximate = models.BooleanField(_("approximate"), default=False)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("further unit")
        verbose_name_plural = _("further units")
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit"], name="unit_of_kind_once"),
            models.CheckConstraint(
                condition=Q(factor__gt=Decimal(0)),
                name="unit_factor_positive",
                violation_error_message=_("The factor must be greater than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.unit_id} × {self.factor}"
