"""Which place a page, or one side of a comparison, is about."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District, Province
from reports.scope import Scope
from ui.templatetags.ui import bilingual
from visits.filters import Term
from visits.models import Counted, Stop

KINDS = ("province", "district", "checkpoint", "center")


@dataclass(frozen=True)
class Spot:
    """`kind`: one of KINDS, also the name of the filter that narrows lists to it. `thing`: the place itself."""

    kind: str
    thing: Any

    @property
    def code(self) -> str:
        return str(self.thing.code)

    @property
    def key(self) -> str:
        """How an address names it: district-2204."""
        return f"{self.kind}-{self.code}"

    @property
    def is_area(self) -> bool:
        return self.kind in ("province", "district")

    @property
    def url(self) -> str:
        return reverse("reports:place", args=[self.kind, self.code])

    @property
    def title(self) -> str:
        return bilingual(self.thing)

    @cached_property
    def words(self) -> str:
        """What it is and where it lies."""
        if self.kind == "province":
            return _("Province")
        where = bilingual(self.province)
        if self.kind == "district":
            return _("District of %(province)s") % {"province": where}
        what = self.thing.kind_in_words or _("coordination center")
        return ", ".join([what, *([bilingual(self.thing.district)] if self.thing.district else []), where])

    @property
    def province(self) -> Province:
        if self.kind == "province":
            return self.thing  # type: ignore[no-any-return]
        return self.thing.district.province if self.kind == "center" else self.thing.province  # type: ignore[no-any-return]

    @property
    def district(self) -> District | None:
        """The district that it is, or lies in."""
        return self.thing if self.kind == "district" else getattr(self.thing, "district", None)

    @property
    def counted(self) -> tuple[Counted, int]:
        """What tallies of visits say of it: the sort of line and its subject."""
        return (Counted.REPORTS, 0) if self.is_area else (Counted(self.kind), self.thing.pk)

    @property
    def levels(self) -> Counted:
        """What they say of its categories."""
        if self.is_area:
            return Counted.LEVEL
        return Counted.POINT_LEVEL if self.kind == "checkpoint" else Counted.CENTER_LEVEL

    @property
    def below(self) -> list[Counted]:
        """What lies in it, as they name it."""
        return {"province": [Counted.DISTRICT], "district": [Counted.CHECKPOINT, Counted.CENTER]}.get(self.kind, [])

    @property
    def only(self) -> dict[str, list[int]]:
        return {} if self.is_area else {"subject": [self.thing.pk]}

    @property
    def of_visits(self) -> Q:
        """Reports of the place: what the filter of its `kind` asks of them."""
        if self.is_area:
            return Q(area_codes__contains=[self.thing.area_code])
        return Q(Exists(Stop.objects.filter(visit=OuterRef("pk"), **{self.kind: self.thing.pk})))

    @property
    def of_goods(self) -> Q:
        if self.is_area:
            return Q(activity__stop__visit__area_codes__contains=[self.thing.area_code])
        return Q(**{f"activity__stop__{self.kind}": self.thing.pk})

    @property
    def of_lines(self) -> Q:
        """Lines of tallies that are about it: of areas all know, of checkpoints and centers those of goods."""
        return Q(area_codes__contains=[self.thing.area_code]) if self.is_area else Q(**{self.kind: self.thing.pk})

    @property
    def center_rows(self) -> Any:
        """The centers that it is, or that lie there."""
        within = {"province": "district__province", "district": "district", "center": "pk", "checkpoint": ""}[self.kind]
        rows = Center.objects.all()
        return rows.filter(**{within: self.thing.pk}) if within else rows.none()


def get_spot(user: User, kind: str, code: str) -> Spot:
    """The place that `user` may know of. Raises Http404. One query."""
    rows: dict[str, Any] = {
        "province": Province.objects.defer("outline"),
        "district": District.objects.select_related("province").defer("outline", "province__outline"),
        "checkpoint": Checkpoint.objects.visible_to(user).with_places(),
        "center": Center.objects.visible_to(user).with_places(),
    }
    if kind not in rows or "\x00" in code:
        raise Http404
    return Spot(kind, get_object_or_404(rows[kind], code=code))


def scope_of(spot: Spot, user: User, period: str | None) -> Scope:
    """What figures of the place count."""
    asked = QueryDict(mutable=True)
    asked[spot.kind] = spot.code
    if period:
        asked["period"] = period
    scope = Scope(asked, user)
    scope.filters.terms = [(spot.kind, spot.code, Term(spot.words, spot.title, spot.of_visits))]  # nothing to look up
    return scope
