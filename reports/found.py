"""What was found in the field: goods, people at work, and how good practices are rated."""

from dataclasses import dataclass

from labour import figures as of_labour
from labour.against import Row, against
from practices.library.scores import HIGHEST, Mean, means
from practices.models import Practice
from reports import links
from reports.coverage import in_area
from reports.figures import percent_of
from reports.scope import Scope
from seizures import figures as of_goods
from seizures.figures import Totals


@dataclass(frozen=True)
class Goods:
    """`counted_url`: the records that the totals count; `waiting_url`: those left out until it is settled whether
    they are counted twice."""

    totals: Totals
    url: str
    counted_url: str
    waiting_url: str


@dataclass(frozen=True)
class Rated:
    """A principle: the mean of the ratings, the practices rated, and those of them that are rated well or better."""

    found: Mean
    percent: int
    url: str
    well_url: str


def goods(scope: Scope) -> Goods:
    """Two queries."""
    totals = of_goods.totals_of(scope.user, scope.period.start, scope.period.end, areas=scope.area_codes)
    asked = {**links.within(scope.period), **scope.areas}
    counted, waiting = links.goods(**asked, standing="counts"), links.goods(**asked, standing="waiting")
    return Goods(totals, links.goods(**asked), counted, waiting)


def labour(scope: Scope) -> of_labour.Figures | None:
    first, last = scope.period.start, scope.period.end
    return of_labour.figures(scope.user, first=first, last=last, areas=scope.area_codes)


def seasons(scope: Scope) -> list[Row]:
    """Workers seen against the seasons expected, by district and month."""
    period = scope.period
    return against(scope.user, period.months, last=period.end, areas=scope.area_codes, today=scope.today)


def principles(scope: Scope) -> list[Rated]:
    """Practices of the area that the reader may read, as they are rated now; two queries."""
    rows = in_area(scope, Practice.objects.visible_to(scope.user), province="district__province")
    return [
        Rated(
            found,
            percent_of(round(100 * (found.mean or 0)), 100 * HIGHEST),
            links.practices(rated=found.principle.code, **scope.areas),
            links.practices(principle=found.principle.code, **scope.areas),
        )
        for found in means(rows)
    ]
