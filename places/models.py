"""Countries, provinces and districts: where everything else happens."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db.models import F, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from places.cells import Cell as Cell


class Confidence(models.TextChoices):
    """How sure a coordinate or fact is."""

    HIGH = "H", _("High: read in a source")
    MEDIUM = "M", _("Medium")
    LOW = "L", _("Low: confirm on site")


def searchable(*columns: str) -> models.GeneratedField:
    """A stored column of lower-cased names and aliases, for trigram search."""
    parts: list[F | Value] = []
    for column in columns:
        parts += [F(column), Value(" ")]
    return models.GeneratedField(
        expression=Lower(Concat(*parts, output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )


class Country(models.Model):
    code = models.CharField(_("ISO 3166-1 code"), max_length=2, unique=True, validators=[RegexValidator(r"^[A-Z]{2}$")])
    name_th = models.CharField(_("name in Thai"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    outline = models.MultiPolygonField(_("outline"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"


class Province(models.Model):
    """A Thai changwat; `code` is DOPA / TIS-1099, equal to ISO 3166-2:TH."""

    country = models.ForeignKey(Country, models.PROTECT, related_name="provinces", verbose_name=_("country"))
    code = models.CharField(_("code"), max_length=2, unique=True, validators=[RegexValidator(r"^\d{2}$")])
    name_th = models.CharField(_("name in Thai"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One a line."))
    borders = models.ManyToManyField(Country, blank=True, related_name="bordering", verbose_name=_("borders"))
    outline = models.MultiPolygonField(_("outline"), null=True, blank=True)
    outline_source = models.CharField(_("source of the outline"), max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("province")
        verbose_name_plural = _("provinces")

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"

    @property
    def area_code(self) -> str:
        """The code by which areas of responsibility are compared: TH22."""
        return f"TH{self.code}"


class District(models.Model):
    """A Thai amphoe, `code` PPAA. A coded point; the outline only where an official one was imported."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="districts", verbose_name=_("province"))
    code = models.CharField(_("code"), max_length=4, unique=True, validators=[RegexValidator(r"^\d{4}$")])
    name_th = models.CharField(_("name in Thai"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One a line."))
    point = models.PointField(_("position"), null=True, blank=True)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence.choices, default=Confidence.LOW)
    outline = models.MultiPolygonField(_("outline"), null=True, blank=True)
    outline_source = models.CharField(_("source of the outline"), max_length=200, blank=True)
    search = searchable("name_th", "name_en", "aliases", "code")

    class Meta:
        ordering = ["code"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        indexes = [GinIndex(OpClass("search", name="gin_trgm_ops"), name="district_search")]

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"

    @property
    def area_code(self) -> str:
        """The code by which areas of responsibility are compared: TH2204."""
        return f"TH{self.code}"
