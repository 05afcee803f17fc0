"""What approved inspections of a border point found, over time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from checkpoints.models import Checkpoint
from ui.charts import Chart, Series, chart
from visits.kinds.inspection import RATINGS
from visits.models import Activity, ActivityKind, Visit

NEWEST = 12
MILLION = 1_000_000
HIGHEST = 4  # rating
COLUMNS = (
    ("rating", gettext_lazy("Overall rating")),
    ("people_in", gettext_lazy("People in")),
    ("people_out", gettext_lazy("People out")),
    ("vehicles_in", gettext_lazy("Vehicles in")),
    ("vehicles_out", gettext_lazy("Vehicles out")),
    ("goods_in", gettext_lazy("Goods in, baht")),
    ("goods_out", gettext_lazy("Goods out, baht")),
)
AGENCIES = (
    ("immigration", gettext_lazy("immigration")),
    ("customs", gettext_lazy("customs")),
    ("disease_control", gettext_lazy("disease control")),
    ("quarantine", gettext_lazy("plant and animal quarantine")),
    ("border_patrol", gettext_lazy("Border Patrol Police")),
    ("military", gettext_lazy("military")),
    ("police", gettext_lazy("police")),
    ("administration", gettext_lazy("district administration")),
    ("other", gettext_lazy("another agency")),
)
PAIRS = (
    ("people", gettext_lazy("People"), "people_in", "people_out", 1),
    ("vehicles", gettext_lazy("Vehicles"), "vehicles_in", "vehicles_out", 1),
    ("goods", gettext_lazy("Goods, million baht"), "goods_in", "goods_out", MILLION),
)


@dataclass(frozen=True)
class Inspection:
    """One inspection: `answers` by the code of the question, or by the name of the field of before."""

    day: dt.date
    reference: str
    url: str
    answers: dict[str, Any]

    def number(self, code: str) -> float | None:
        """An answer that is a number; None for none. The rating was a text once."""
        value = self.answers.get(code)
        if isinstance(value, str) and value.isdecimal():
            return float(value)
        return float(value) if isinstance(value, int | float) else None

    def words(self, code: str) -> str:
        value = self.answers.get(code)
        return str(value) if value not in (None, "") else ""

    @property
    def rating(self) -> str:
        """In words: “3 good”."""
        value = self.number("rating")
        return "" if value is None else str(dict(RATINGS).get(f"{value:g}", f"{value:g}"))

    @property
    def has_figures(self) -> bool:
        return any(self.number(code) is not None for code, _label in COLUMNS)

    @property
    def figures(self) -> list[tuple[str, str]]:
        values = [(str(label), self.number(code)) for code, label in COLUMNS]
        return [
            (label, "–" if value is None else f"{value:,g}" if value < MILLION else f"{value:,.0f}")
            for label, value in values
        ]


def inspections_of(checkpoint: Checkpoint, user: User) -> list[Inspection]:
    """The newest that `user` may read, of approved reports and not restricted; the newest first. One query."""
    reports = Visit.objects.visible_to(user).approved().order_by().values("pk")
    rows = Activity.objects.filter(
        kind=ActivityKind.INSPECTION, restricted=False, stop__checkpoint=checkpoint, stop__visit__in=reports
    ).select_related("stop__visit", "asked__sheet")
    only = ("details", "stop__visit__reference", "stop__visit__date_start", "asked__sheet__answers")
    return [read(row) for row in rows.only(*only).order_by("-stop__visit__date_start", "-pk")[:NEWEST]]


def read(row: Activity) -> Inspection:
    visit, link = row.stop.visit, getattr(row, "asked", None)
    url = reverse("visits:detail", args=[visit.reference])
    return Inspection(visit.date_start, visit.reference, url, link.sheet.answers if link else row.details)


def charts(found: Sequence[Inspection]) -> list[Chart]:
    """The courses that can be drawn: ratings, then counts in and out."""
    rows = list(reversed(found))
    days = [row.day for row in rows]
    drawn = []
    if rows:
        ratings = Series(_("rating"), [row.number("rating") for row in rows])
        drawn.append(chart("ratings", _("Overall rating, 0 to 4"), days, [ratings], top=HIGHEST))
        drawn += [counts(pair, rows, days) for pair in PAIRS]
    return [one for one in drawn if one is not None]


def counts(pair: tuple[str, Any, str, str, int], rows: list[Inspection], days: list[dt.date]) -> Chart | None:
    key, title, one, other, unit = pair
    ways = [Series(_("in"), values(rows, one, unit)), Series(_("out"), values(rows, other, unit))]
    return chart(key, str(title), days, ways)


def values(rows: list[Inspection], code: str, unit: int) -> list[float | None]:
    numbers = [row.number(code) for row in rows]
    return [None if value is None else value / unit for value in numbers]


def newest_facts(newest: Inspection) -> list[tuple[str, str]]:
    """What the newest inspection says of hours and staff: (label, words), what is not answered left out."""
    seen = _("%(hours)s (official: %(official)s)")
    hours, official = opening(newest, "observed"), opening(newest, "official")
    on_duty, vacant = newest.words("staff_on_duty"), newest.words("staff_vacant")
    staff = _("%(n)s on duty, %(vacant)s vacant") % {"n": on_duty, "vacant": vacant} if vacant else on_duty
    lanes = _("%(open)s of %(all)s") % {"open": newest.words("lanes_open"), "all": newest.words("lanes_total")}
    rows = [
        (_("Overall rating"), newest.rating),
        (
            _("Observed hours"),
            seen % {"hours": hours, "official": official} if hours and official else hours or official,
        ),
        (_("Staff"), staff if on_duty else ""),
        (_("Agencies present"), staffing(newest)),
        (_("Lanes open"), lanes if newest.words("lanes_open") and newest.words("lanes_total") else ""),
    ]
    return [(label, words) for label, words in rows if words]


def staffing(row: Inspection) -> str:
    """Who was on duty by agency, in words; of before, what was written of the agencies."""
    present = row.answers.get("agencies") or ()
    told = [(str(label), row.words(f"staff_{code}")) for code, label in AGENCIES if code in present]
    return ", ".join(f"{label} {n}".strip() for label, n in told) or row.words("agencies_present")


def opening(row: Inspection, which: str) -> str:
    return "–".join(filter(None, (row.words(f"{which}_opens"), row.words(f"{which}_closes"))))
