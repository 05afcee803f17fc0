"""The indicators of a period and an area as one reader may know them: value, target, share, the quarters before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from indicators.counting import COUNTED, in_areas
from indicators.models import Better, Indicator, Reading, Target
from places.codes import is_district
from places.models import District, Province
from ui import dates, periods
from ui.charts import Chart, Series, chart
from ui.periods import QUARTER, Period
from ui.templatetags.ui import bilingual

QUARTERS = 8
SEXES = ("women", "men", "unknown")


@dataclass(frozen=True)
class Figure:
    """`value` None: not told to this reader. `target`: of the fiscal year; `percent` of it, None where there is none.
    `course`: the values of the last quarters, oldest first."""

    indicator: Indicator
    value: int | None
    target: int | None
    quarters: list[tuple[str, int | None]] = field(default_factory=list)
    by_sex: dict[str, int] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    @property
    def percent(self) -> int | None:
        return round(100 * self.value / self.target) if self.target and self.value is not None else None

    @property
    def filled(self) -> int:
        """How much of a bar as long as the target is filled, in per cent."""
        return min(self.percent or 0, 100)

    @property
    def is_met(self) -> bool:
        """Whether the target is met by now: of what should be few, whether there are no more."""
        if self.value is None or self.target is None:
            return False
        return self.value >= self.target if self.indicator.better == Better.MORE else self.value <= self.target

    @property
    def tone(self) -> str:
        """Nothing is said before the year ends of what is still to come."""
        return "leaf" if self.is_met else "river"

    @property
    def bars(self) -> list[tuple[int, float, float]]:
        """The course as bars of a small drawing, each 8 wide, 24 high at most: x, y, height."""
        known = [value for _label, value in self.quarters if value is not None]
        highest = max(known, default=0) or 1
        heights = [(n, 24 * (value or 0) / highest) for n, (_label, value) in enumerate(self.quarters)]
        return [(10 * n, round(24 - height, 1), round(height, 1)) for n, height in heights]

    @property
    def course_said(self) -> str:
        return ", ".join(f"{label}: {'–' if value is None else value}" for label, value in self.quarters)


@dataclass(frozen=True)
class Sheet:
    """`area`: TH22 or TH2204, empty for all that the reader answers for; `place` in words."""

    figures: list[Figure]
    period: Period
    area: str
    place: str


def sheet(user: User, period: Period, area: str) -> Sheet:
    """At most three queries for each indicator that is counted, and one for all that are entered; however many rows
    there are."""
    rows = list(Indicator.objects.filter(is_active=True))
    targets = targets_of(period, area) if area or "TH" in user.area_codes else {}
    return Sheet(figures(rows, user, period, area, targets), period, area, place_of(user, area))


def figures(
    indicators: Sequence[Indicator], user: User, period: Period, area: str, targets: Mapping[int, int]
) -> list[Figure]:
    spans = quarters(period)
    entered = [one for one in indicators if one.is_entered]
    readings: dict[int, list[Reading]] = {one.pk: [] for one in entered}
    first, last = min(spans[0].start, period.start), max(spans[-1].end, period.end)
    for row in in_force(entered, user, area).filter(start__gte=first, end__lte=last) if entered else ():
        readings[row.indicator_id].append(row)
    return [
        of_readings(one, readings[one.pk], period, spans, targets.get(one.pk))
        if one.is_entered
        else of_rows(one, user, area, period, spans, targets.get(one.pk))
        for one in indicators
    ]


def of_readings(
    indicator: Indicator, readings: list[Reading], period: Period, spans: list[Period], target: int | None
) -> Figure:
    own, *parts = (
        [row for row in readings if one.start <= row.start and row.end <= one.end] for one in (period, *spans)
    )
    value, values = sum(row.value for row in own), [sum(row.value for row in part) for part in parts]
    by_sex = {sex: sum(getattr(row, sex) or 0 for row in own) for sex in SEXES} if indicator.counts_people else {}
    sources = list(dict.fromkeys(row.source for row in own))
    return Figure(indicator, value, target, course(spans, values), by_sex, sources)


def of_rows(
    indicator: Indicator, user: User, area: str, period: Period, spans: list[Period], target: int | None
) -> Figure:
    """The numbers of rows; none where the reader is not told."""
    source = COUNTED[indicator.source]
    if not user.may(source.needs):
        return Figure(indicator, None, target, course(spans, [None] * len(spans)))
    value, *values = source.counts(user, [period, *spans], area)
    return Figure(indicator, value, target, course(spans, values))


def course(spans: list[Period], values: Sequence[int | None]) -> list[tuple[str, int | None]]:
    return list(zip([span.label for span in spans], values, strict=True))


def in_force(indicators: Iterable[Indicator], user: User, area: str) -> QuerySet[Reading]:
    rows = Reading.objects.visible_to(user).in_force()
    return rows.filter(in_areas(area), indicator__in=[one.pk for one in indicators])


def quarters(period: Period) -> list[Period]:
    """The last quarters up to that in which the period ends, or to this one, oldest first."""
    end = min(period.end, timezone.localdate())
    year = dates.ce_year(dates.fiscal_year(end))
    last = next(one for one in (periods.quarter(year, n) for n in range(1, 5)) if one.end >= end)
    starts = [periods.add_months(last.start, -QUARTER * back) for back in reversed(range(QUARTERS))]
    return [periods.between(start, periods.add_months(start, QUARTER - 1)) for start in starts]


def draw(figure: Figure, period: Period) -> Chart | None:
    """The course of one indicator, for a page of its own."""
    words, days = _("The last eight quarters"), [span.end for span in quarters(period)]
    return chart(figure.indicator.code, words, days, [Series(words, [value for _label, value in figure.quarters])])


def targets_of(period: Period, area: str) -> dict[int, int]:
    """Targets of the fiscal years in the period, by indicator: for the province, or for the whole programme."""
    years = {dates.fiscal_year(month) for month in period.months}
    if is_district(area):
        return {}  # targets are not set for districts
    rows = Target.objects.filter(fiscal_year=max(years))
    rows = rows.filter(province__code=area.removeprefix("TH")) if area else rows.filter(province__isnull=True)
    return dict(rows.values_list("indicator").annotate(Sum("value")))


def place_of(user: User, area: str) -> str:
    """What is counted over, in words."""
    code = area.removeprefix("TH")
    if code:
        return bilingual(
            (District if is_district(area) else Province).objects.only("name_th", "name_en").get(code=code)
        )
    return _("Whole programme") if "TH" in user.area_codes else _("My areas of responsibility")
