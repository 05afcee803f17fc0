"""What a reader asks figures about: a period, an area, a category, a kind of checkpoint, an agency. It lives in the
address:

    period=12m           as ui.periods reads it
    province=22 district=2204       DOPA codes
    category=DRUG        reports that assessed it
    level=major          ... and said so; found: minor or major
    checkpoint=CODE center=CODE     reports of stops there
    at=PERMANENT         reports of stops at checkpoints of this kind
    agency=CODE          reports in which it took part

Whatever cannot be read is left out. Figures count the current approved reports in scope; `visits_url` is their list.
"""

import datetime as dt
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Agency, User
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District, Province
from reports import links
from ui import periods
from ui.periods import Period
from visits.category_tallies import CategoryTallies
from visits.filters import Chip, Filters, levels_of
from visits.models import Counted, Level, NtsCategory, Visit, VisitQuerySet
from visits.models.tally import cut_of
from visits.queries import assessments_readable_by
from visits.tallies import Tallies

AREAS = ("province", "district")
NARROWING = ("checkpoint", "center", "category", "level", "at", "agency")
CUTS = ("checkpoint", "center", "at", "agency")  # of these tallies know one at a time, and PAIR
PAIR = ["at", "agency"]
KEPT_BY_KEY: dict[str, type[Checkpoint | Center | Agency]] = {
    "checkpoint": Checkpoint,
    "center": Center,
    "agency": Agency,
}


class Scope:
    """`user`: who reads. Two scopes of one address count the same for one reader."""

    def __init__(self, params: QueryDict, user: User, today: dt.date | None = None) -> None:
        self.user, self.today = user, today or timezone.localdate()
        self.period: Period = periods.read(params.get("period"), self.today)
        asked = QueryDict(mutable=True)
        for name in (*AREAS, *NARROWING):
            if value := params.get(name):
                asked[name] = str(value)
        self.filters = Filters(asked, user)

    def asks(self, name: str) -> str:
        """The value of a filter in force; empty where it is not."""
        return self._asked.get(name, "")

    @cached_property
    def _asked(self) -> dict[str, str]:
        found = {name: value for name, value, _term in self.filters.terms}
        if "level" in found:  # read together
            found["category"] = self.filters.params.get("category") or ""
        return found

    @cached_property
    def is_narrowed(self) -> bool:
        """Whether more is asked than a period and an area."""
        return any(self.asks(name) for name in NARROWING)

    @cached_property
    def province(self) -> Province | None:
        code = self.asks("province")
        return Province.objects.defer("outline").get(code=code) if code else None

    @cached_property
    def district(self) -> District | None:
        code = self.asks("district")
        rows = District.objects.select_related("province").defer("outline", "province__outline")
        return rows.get(code=code) if code else None

    @property
    def area_codes(self) -> list[str]:
        """The areas that a report must lie in, all of them: TH22, TH2204."""
        return [f"TH{code}" for name in AREAS if (code := self.asks(name))]

    def visits(self) -> VisitQuerySet:
        """The current approved reports in scope that the reader may know of."""
        rows = Visit.objects.visible_to(self.user).approved()
        return self.filters.apply(rows).filter(date_start__range=(self.period.start, self.period.end))

    @cached_property
    def tallies(self) -> "Tallies | CategoryTallies":
        """The same reports, counted."""
        if not self.is_tallied:
            return self.counted(among=self.visits())
        kept = self.counted(cut=self.cut)
        if self.category is None:
            return kept
        return CategoryTallies(kept, self.counted(among=self.visits()), self.category, self.levels)

    def counted(self, **which: Any) -> Tallies:
        """Of the period and area all reports, or those `which` are asked for, as Tallies know them."""
        return Tallies(self.user, first=self.period.start, last=self.period.end, areas=self.area_codes, **which)

    @cached_property
    def cut(self) -> str | None:
        """Those of CUTS that are asked for, as tallies name them; None where they do not know these together."""
        asked = [name for name in CUTS if self.asks(name)]
        if len(asked) > 1 and asked != PAIR:
            return None
        return cut_of(**{name: self._kept_as(name) for name in asked})

    def _kept_as(self, name: str) -> str | int:
        kept, value = KEPT_BY_KEY.get(name), self.asks(name)
        return kept.objects.values_list("pk", flat=True).get(code=value) if kept else value

    @property
    def is_tallied(self) -> bool:
        """Whether tallies know all that is asked together: of levels those of one category."""
        return self.cut is not None and (self.category is not None or not self.levels)

    @property
    def withdrawn(self) -> dict[str, Any] | None:
        """The lines of Tally that count the withdrawn reports asked for; None where there are none such."""
        if not self.is_tallied:
            return None
        said = {"level__in": self.levels} if self.levels else {}
        return {"counted": Counted.WITHDRAWN, "cut": self.cut, "category": self.category or 0, **said}

    @cached_property
    def category(self) -> int | None:
        """Key of the one asked for."""
        code = self.asks("category")
        return NtsCategory.objects.values_list("pk", flat=True).get(code=code) if code else None

    @property
    def levels(self) -> list[Level]:
        """Those asked for; none: any."""
        level = self.asks("level")
        return levels_of(level)[0] if level else []

    def tallies_at(self, wanted: str) -> "Tallies | CategoryTallies":
        """Those that say `wanted`, of the category asked for or of any, counted."""
        among = self.counted(among=self.at_level(wanted))
        return self.tallies.at(levels_of(wanted)[0], among) if isinstance(self.tallies, CategoryTallies) else among

    def at_level(self, wanted: str) -> VisitQuerySet:
        """Those that say `wanted`, of the category asked for or of any."""
        said = assessments_readable_by(self.user).filter(visit=OuterRef("pk"), level__in=levels_of(wanted)[0])
        if code := self.asks("category"):
            said = said.filter(category__code=code)
        return self.visits().filter(Exists(said))

    def visits_url(self, **extra: links.Value) -> str:
        """The list of the reports in scope, and of those only."""
        return links.approved(**{**links.within(self.period), **self.said, **extra})

    @property
    def said(self) -> dict[str, links.Value]:
        """The filters in force besides the period."""
        return {name: str(self.filters.params[name]) for name in self.filters.params if self.asks(name)}

    @property
    def areas(self) -> dict[str, links.Value]:
        """What lists say of the area that know no other filter."""
        return {name: value for name, value in self.said.items() if name in AREAS}

    def unknown_to(self, *known: str) -> str:
        """The filters in force besides these, in words: for figures that know no others. Empty where there is none."""
        return ", ".join(
            f"{term.label}: {term.value}" for name, _value, term in self.filters.terms if name not in known
        )

    @property
    def params(self) -> QueryDict:
        """The whole scope as an address says it."""
        kept = QueryDict(mutable=True)
        kept["period"] = self.period.key
        for name, value in self.said.items():
            kept[name] = str(value)
        return kept

    def chips(self) -> list[Chip]:
        """The filters in force besides the period, each with the address without it."""
        return [Chip(term.label, term.value, self.address(**{name: None})) for name, _value, term in self.filters.terms]

    def where(self, **changed: str | None) -> "Scope":
        """The same with another period, area ...; None takes one away."""
        if not changed:
            return self  # with what it has counted already
        return Scope(self.changed(**changed), self.user, self.today)

    def address(self, **changed: str | None) -> str:
        """The address of the same, in another respect; no scope is made of it."""
        return f"?{self.changed(**changed).urlencode()}"

    def changed(self, **changed: str | None) -> QueryDict:
        params = self.params
        for name, value in changed.items():
            params.pop(name, None)
            if value:
                params[name] = value
        return params
