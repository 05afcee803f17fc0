"""Running numbers of a Thai fiscal year: references of reports, and what other rooms number in the same way."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ui.dates import fiscal_year


class Counter(models.Model):
    """Abstract: the last running number of a fiscal year; locked while the next is drawn."""

    prefix: ClassVar[str]

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (BE)"), unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.prefix}-{self.fiscal_year}-{self.last:04d}"

    @classmethod
    def draw(cls, *days: dt.date) -> list[str]:
        """A new number in the fiscal year of each of `days`: NTS-2566-0001. Call inside a transaction."""
        rows, years = cls._default_manager.select_for_update(), [fiscal_year(day) for day in days]
        counters = {}
        for year in sorted(set(years)):  # always in this order, so that two who draw do not wait for each other
            cls._default_manager.get_or_create(fiscal_year=year)
            counters[year] = rows.get(fiscal_year=year)
        drawn = []
        for year in years:
            counters[year].last += 1
            drawn.append(str(counters[year]))
        cls._default_manager.bulk_update(counters.values(), ["last"])
        return drawn


class ReferenceCounter(Counter):
    """References of reports."""

    prefix = "NTS"
