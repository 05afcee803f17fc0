"""Filters of the register of goods, read from its address.

q=words              every word in the code, the report's reference or the kind; never in a case number
kind=CODE            kind of goods
category=drug        category of goods
from=2026-01-01 to=2026-01-31   found within; also as the three parts of the date field
fy=2566              fiscal year, Buddhist era
province=22 district=2204       of the report
checkpoint=CODE center=CODE     found at a stop there
elsewhere=2204       found at a stop in this district, at neither of them
custody=held         unknown, held, destroyed, returned: where the reader may know of it
standing=waiting     counts, waiting, double
"""

import datetime as dt
import re
from dataclasses import replace
from typing import ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District, Province
from seizures.figures import Totals, found_between, totals, totals_of
from seizures.models import Category, GoodsKind, Held, Seizure, SeizureQuerySet, Standing
from seizures.models.visible import circle
from ui import dates
from ui.templatetags.ui import bilingual
from visits.filters import Filters, Reader, Term, fiscal_period, searched
from visits.models import Visit
from visits.queries import few
from visits.tallies import whole_months

AREAS = "activity__stop__visit__area_codes__contains"
TALLIED = ("kind", "category", "province", "district")
AT: dict[str, type[Checkpoint | Center]] = {"checkpoint": Checkpoint, "center": Center}
PART_OF_CODE = re.compile("[a-z0-9-]+")
FAR_BACK, FAR_AHEAD = dt.date(1990, 1, 1), dt.date(2190, 1, 1)


def words(text: str, user: User) -> Term | None:
    return searched(text, said)


def said(word: str) -> Q:
    """Records whose kind is called so, or whose code or report's reference holds the word."""
    called = Q(name_th__icontains=word) | Q(name_en__icontains=word)
    of_kinds = Q(kind__in=list(GoodsKind.objects.filter(called).values_list("pk", flat=True)))
    if not PART_OF_CODE.fullmatch(word):
        return of_kinds
    reports = Visit.objects.matching(word).filter(reference__icontains=word).order_by().values("pk")
    return of_kinds | few(Seizure.objects.current(), [Q(lot__code__icontains=word), Q(stands_for__report__in=reports)])


def kind(text: str, user: User) -> Term | None:
    found = GoodsKind.objects.filter(code=text).first() if "\x00" not in text else None
    return Term(_("Kind of goods"), bilingual(found), Q(kind=found)) if found else None


def category(text: str, user: User) -> Term:
    found = Category(text)
    return Term(_("Category of goods"), str(found.label), Q(kind__category=found))


def since(text: str, user: User) -> Term:
    day = dt.date.fromisoformat(text)
    return Term(_("Found from"), dates.short_date(day), found_between(day, FAR_AHEAD))


def until(text: str, user: User) -> Term:
    day = dt.date.fromisoformat(text)
    return Term(_("Found to"), dates.short_date(day), found_between(FAR_BACK, day))


def fiscal_year(text: str, user: User) -> Term:
    first, last = fiscal_period(int(text))
    return Term(_("Fiscal year"), str(dates.shown_year(last.year)), found_between(first, last))


def province(text: str, user: User) -> Term:
    found = Province.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Province"), bilingual(found), Q(**{AREAS: [found.area_code]}))


def district(text: str, user: User) -> Term:
    found = District.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("District"), bilingual(found), Q(**{AREAS: [found.area_code]}))


def checkpoint(text: str, user: User) -> Term:
    found = Checkpoint.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Checkpoint"), bilingual(found), Q(activity__stop__checkpoint=found))


def center(text: str, user: User) -> Term:
    found = Center.objects.only("code", "name_th", "name_en").get(code=text)
    return Term(_("Center"), bilingual(found), Q(activity__stop__center=found))


def elsewhere(text: str, user: User) -> Term:
    found = District.objects.only("code", "name_th", "name_en").get(code=text)
    stop = {"district": found, "checkpoint": None, "center": None}
    there = Q(**{f"activity__stop__{name}": value for name, value in stop.items()})
    return Term(_("Place"), _("Other places in %(district)s") % {"district": bilingual(found)}, there)


def custody(text: str, user: User) -> Term:
    found = Held(text)
    return Term(_("Custody"), str(found.label), circle(user) & Q(lot__held=found))


def standing(text: str, user: User) -> Term:
    found = Standing(text)
    return Term(_("Counted"), str(found.label), Q(lot__standing=found))


class SeizureFilters(Filters):
    readers: ClassVar[dict[str, Reader]] = {
        "q": words,
        "kind": kind,
        "category": category,
        "from": since,
        "to": until,
        "fy": fiscal_year,
        "province": province,
        "district": district,
        "checkpoint": checkpoint,
        "center": center,
        "elsewhere": elsewhere,
        "custody": custody,
        "standing": standing,
    }

    def term(self, name: str, value: str) -> Term | None:
        return self.readers[name](value, self.user)

    def rows(self) -> SeizureQuerySet:
        """The records in force that the reader may know of, as filtered."""
        return self.apply(Seizure.objects.visible_to(self.user).current())

    def totals(self) -> Totals:
        """Of the rows; from their tallies where only whole months, kinds, one place and areas narrow them."""
        days = whole_months(self, *TALLIED, *AT, "standing")
        at = [(name, value) for name, value, _term in self.terms if name in AT]
        standings = [value for name, value, _term in self.terms if name == "standing"]
        if days is None or len(at) > 1 or standings not in ([], [Standing.COUNTS], [Standing.WAITING]):
            return totals(self.rows())
        areas = [f"TH{value}" for name, value, _term in self.terms if name in ("province", "district")]
        kinds = Q(*(term.condition for name, _value, term in self.terms if name in ("kind", "category")))
        keys = {name: AT[name].objects.values_list("pk", flat=True).get(code=value) for name, value in at}
        first, last = days[0] or FAR_BACK, days[1] or FAR_AHEAD
        found = totals_of(self.user, first, last, areas=areas, at=keys, kinds=kinds)
        if standings == [Standing.WAITING]:
            return Totals([], found.waiting)
        return replace(found, waiting=0) if standings else found
