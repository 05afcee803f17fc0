"""What people work at: a sector, and in agriculture the crop. One answer on a form, two columns in a table."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ui.templatetags.ui import bilingual


class Sector(models.TextChoices):
    AGRICULTURE = "agriculture", _("agriculture")
    FISHERY = "fishery", _("fishery")
    CONSTRUCTION = "construction", _("construction")
    FACTORY = "factory", _("factory work")
    TRADE = "trade", _("trade and services")
    DOMESTIC = "domestic", _("domestic work")
    OTHER = "other", _("other work")


class Crop(models.Model):
    """A crop that people are hired to grow, pick or sort."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    sort = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["sort", "code"]
        verbose_name = _("crop")
        verbose_name_plural = _("crops")

    def __str__(self) -> str:
        return f"{self.name_th} · {self.name_en}"


@dataclass(frozen=True)
class Work:
    """A sector and the key of a crop; written as "agriculture-3", or "factory" where there is no crop."""

    sector: str
    crop: int | None = None

    @classmethod
    def read(cls, text: str) -> "Work":
        sector, _dash, crop = text.partition("-")
        return cls(sector, int(crop) if crop else None)

    def __str__(self) -> str:
        return f"{self.sector}-{self.crop}" if self.crop else self.sector


class HasWork(models.Model):
    """Abstract: a row about people at one kind of work."""

    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    crop = models.ForeignKey(
        Crop, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("crop"), db_index=False
    )

    class Meta:
        abstract = True

    @property
    def work(self) -> str:
        return str(Work(self.sector, self.crop_id)) if self.sector else ""

    @work.setter
    def work(self, text: str) -> None:
        one = Work.read(text)
        self.sector, self.crop_id = one.sector, one.crop

    @property
    def work_words(self) -> str:
        """The crop, or the sector where none is named."""
        return bilingual(self.crop) if self.crop else str(self.get_sector_display())


def works(stem: str) -> list[models.CheckConstraint]:
    """The sector is one of ours, and only agriculture has crops."""
    return [
        models.CheckConstraint(condition=Q(sector__in=Sector.values), name=f"{stem}_sector_known"),
        models.CheckConstraint(
            condition=Q(crop__isnull=True) | Q(sector=Sector.AGRICULTURE), name=f"{stem}_crop_in_agriculture"
        ),
    ]


def work_choices() -> list[tuple[str, Any]]:
    """Every kind of work, crops first, as a list grouped for a form; one query."""
    crops = [(str(Work(Sector.AGRICULTURE, row.pk)), bilingual(row)) for row in Crop.objects.all()]
    unnamed = (Sector.AGRICULTURE.value, gettext("crop not known"))
    rest = [(one.value, one.label) for one in Sector if one != Sector.AGRICULTURE]
    return [("", "—"), (gettext("Agriculture"), [*crops, unnamed]), (gettext("Other than agriculture"), rest)]
