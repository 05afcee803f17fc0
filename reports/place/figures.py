"""What the page of one place shows besides its counts: visits over time, what was said, what is open, its centers."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.roles import Permission
from centers import figures as of_centers
from followups.tallies import open_actions
from reports import links
from reports.measures import MEASURES
from reports.place.counting import Figure, Side
from reports.place.spots import Spot
from reports.scope import Scope
from ui.charts import Chart, Series, chart
from visits.category_tallies import first_districts
from visits.filters import FOUND
from visits.models import Level, NtsCategory

LEVELS = (Level.NONE, Level.MINOR, Level.MAJOR, Level.NOT_ASSESSED)
MANY = 20  # centers of a province


@dataclass(frozen=True)
class Answer:
    """One level of a category: in how many visits. None of a month that is still to come."""

    level: Level | None
    visits: int
    url: str


@dataclass(frozen=True)
class Said:
    """What was said of a category: each level in the whole period, and the worst of each month; None where nobody was
    there."""

    category: NtsCategory
    whole: list[Answer]
    months: list[Answer | None]


def over_time(side: Side, *, key: str = "by-month", title: str = "", reach: float = 0) -> Chart | None:
    """Visits by month, those with issues inside. `key`, `title`, `reach`: as of ui.charts.chart."""
    scope, months = side.scope, side.scope.period.months
    urls = [scope.visits_url(**links.month(month)) for month in months]
    worse = [scope.visits_url(**links.month(month), level=FOUND) for month in months]
    every = Series(str(MEASURES[0].label), [side.months["visits"].get(month, 0) for month in months], urls)
    part = Series(str(MEASURES[1].label), [side.months["troubled"].get(month, 0) for month in months], worse)
    title = title or _("Visits by month")
    return chart(key, title, months, [every, part], reach=reach, bars=True, months=True, table=True)


def said_of_categories(side: Side) -> list[Said]:
    """Core categories and those that were assessed. One query."""
    found = {line: count for line, count in side.lines.items() if line[0] == side.spot.levels}
    # A report in two districts has a line in each: it counts by the first.
    first = first_districts((areas, subject) for _levels, subject, areas, *_what in found)
    counted: dict[int, Counter[tuple[dt.date, str]]] = {}
    for (_levels, subject, areas, month, category, level), count in found.items():
        if not side.spot.is_area or subject == first[areas]:
            counted.setdefault(category, Counter())[month, level] += count.visits
    shown = NtsCategory.objects.filter(Q(is_core=True) | Q(pk__in=counted))
    return [said_of(side, category, counted.get(category.pk, Counter())) for category in shown]


def said_of(side: Side, category: NtsCategory, counted: Counter[tuple[dt.date, str]]) -> Said:
    """A month of visits that say nothing of the category did not assess it."""
    scope = side.scope

    def answer(level: Level, number: int, **month: links.Value) -> Answer:
        url = scope.visits_url(category=category.code, level=level.value, **month) if number else ""
        return Answer(level, number, url)

    def month_of(month: dt.date) -> Answer | None:
        worst = next((one for one in (Level.MAJOR, Level.MINOR, *LEVELS) if counted.get((month, one))), None)
        if worst:
            return answer(worst, counted[month, worst], **links.month(month))
        if side.months["visits"].get(month):
            return Answer(Level.NOT_ASSESSED, 0, "")
        return Answer(None, 0, "") if month > scope.today else None

    whole = [answer(one, sum(n for (_month, level), n in counted.items() if level == one)) for one in LEVELS]
    return Said(category, whole, [month_of(month) for month in scope.period.months])


def open_now(side: Side) -> list[Figure]:
    """Follow-ups open and overdue today, whatever the period."""
    spot, scope = side.spot, side.scope
    if not scope.user.may(Permission.FOLLOWUP_LIST):
        return []
    if side.actions:
        unresolved, overdue = side.actions.open, side.actions.overdue
    else:
        found = open_actions(scope.user, on=scope.today, areas=[spot.thing.area_code])
        unresolved, overdue = found["open"], found["overdue"]
    here = {spot.kind: spot.code}
    return [
        Figure("open", _("Follow-ups open"), unresolved, links.address("followups:list", here), "fewer"),
        Figure("overdue", _("Follow-ups overdue"), overdue, links.followups(overdue="yes", **here), "fewer"),
    ]


def public_reports(spot: Spot, scope: Scope) -> list[of_centers.OfCenter]:
    """For each center there, as far as the reader may read its reports."""
    if spot.kind == "checkpoint" or not scope.user.may(Permission.PUBLIC_REPORTS):
        return []
    rows = of_centers.tallied(scope.user, scope.period.start, scope.period.end)
    return of_centers.by_center(rows.filter(center__in=spot.center_rows), rows=MANY)
