"""Notable changes: months of a district that depart from its own history.

The modified z-score of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993): the distance from the median,
divided by the median absolute deviation times 1.4826. The counts of a month are small, so they are first made alike in
spread by Anscombe's transform 2 * sqrt(x + 3/8) (Biometrika 35, 1948), after which the chance of a Poisson count alone
has a deviation of about 1. That is the least deviation used: it answers for histories that hardly vary (a MAD of
nought) as well as for small counts. Told are scores of 3 and more (the three sigma of Shewhart's charts and of the
EARS methods of disease surveillance) that differ from the median by 3 visits or more.

Limits: it knows no season; it does not see a slow drift, nor a change in how often people report. A month of few
reports may fill up while they are approved. A history of less than 12 months is not judged.
"""

import datetime as dt
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from places.models import District
from reports import links
from ui import periods
from ui.periods import add_months, last_day
from visits.filters import FOUND, FOUND_LEVELS
from visits.models import Counted, NtsCategory
from visits.tallies import Tallies

HISTORY, SHORTEST = 36, 12  # months
SCORE, LEAST = 3.0, 3  # told from; the least difference in visits
NORMAL = 1.4826  # makes the MAD of a normal sample its deviation


@dataclass(frozen=True)
class Verdict:
    """`low`, `high`: between which eight of ten months of the history lie."""

    score: float
    median: float
    low: float
    high: float

    def tells(self, value: int) -> bool:
        return abs(self.score) >= SCORE and abs(value - self.median) >= LEAST


@dataclass(frozen=True)
class Notable:
    """A month of `district` and `subject`: visits, troubled, or issues of `category`. `values`: with its history."""

    district: District
    subject: str
    category: NtsCategory | None
    months: list[dt.date]
    values: list[int]
    verdict: Verdict

    @property
    def value(self) -> int:
        return self.values[-1]

    @property
    def is_more(self) -> bool:
        return self.verdict.score > 0

    @property
    def is_good(self) -> bool:
        """More visits, or fewer issues."""
        return self.is_more == (self.subject == "visits")

    @property
    def page_url(self) -> str:
        """The page of the district, over the year that ends with the month told."""
        year = periods.between(add_months(self.months[-1], -11), self.months[-1])
        return links.place("district", self.district.code, year)

    @property
    def url(self) -> str:
        return self.url_of(self.months[-1])

    def url_of(self, month: dt.date) -> str:
        return list_url(self.district, self.subject, self.category, month)


@dataclass(frozen=True)
class Found:
    """`short`: districts whose history is too short to be judged; `judged`: how many were."""

    month: dt.date
    notable: list[Notable]
    judged: int
    short: int


def stabilised(value: float) -> float:
    return 2 * math.sqrt(value + 3 / 8)


def judge(history: Sequence[int], value: int) -> Verdict:
    """`history`: the counts of at least two months before."""
    steady = [stabilised(one) for one in history]
    middle = statistics.median(steady)
    spread = max(NORMAL * statistics.median(abs(one - middle) for one in steady), 1.0)
    tenths = statistics.quantiles(history, n=10, method="inclusive")
    return Verdict((stabilised(value) - middle) / spread, statistics.median(history), tenths[0], tenths[-1])


def last_full_month(today: dt.date) -> dt.date:
    return add_months(today, -1)


def find(user: User, month: dt.date) -> Found:
    """What departs in `month`, a first day, among what `user` may know of; the clearest first. Three questions."""
    series, first = counted(user, month)
    firsts = {key: max(add_months(month, -HISTORY), day) for key, day in first.items()}
    long = {key for key, day in firsts.items() if add_months(day, SHORTEST) <= month}
    notable = []
    for (district, subject, category), values in series.items():
        if district in long:
            months = periods.months(firsts[district], month)
            row = [values.get(one, 0) for one in months]
            verdict = judge(row[:-1], row[-1])
            if verdict.tells(row[-1]):
                notable.append((district, subject, category, months, row, verdict))
    notable.sort(key=lambda one: (-abs(one[-1].score), one[:3]))
    districts = District.objects.select_related("province").defer("outline", "province__outline")
    names = districts.in_bulk([one[0] for one in notable]) if notable else {}
    categories = NtsCategory.objects.in_bulk([one[2] for one in notable if one[2]])
    found = [
        Notable(names[key], subject, categories.get(category), months, row, verdict)
        for key, subject, category, months, row, verdict in notable
    ]
    return Found(month, found, judged=len(long), short=len(first) - len(long))


Key = tuple[int, str, int]  # district, subject, category or 0


def counted(user: User, month: dt.date) -> tuple[dict[Key, dict[dt.date, int]], dict[int, dt.date]]:
    """The counts by month of each district and subject, and the first month in which each district was visited."""
    tallies = Tallies(user, first=add_months(month, -HISTORY), last=last_day(month))
    columns = ("counted", "subject", "category", "month")
    rows = tallies.count(Counted.DISTRICT, Counted.LEVEL, by=columns, level=("", *FOUND_LEVELS))
    series: dict[Key, dict[dt.date, int]] = {}
    first: dict[int, dt.date] = {}
    for (what, district, category, day), count in rows.items():
        if what == Counted.LEVEL:
            series.setdefault((district, "issues", category), {})[day] = count.visits
        else:
            first[district] = min(first.get(district, day), day)
            series.setdefault((district, "visits", 0), {})[day] = count.visits
            series.setdefault((district, "troubled", 0), {})[day] = count.found
    return series, first


def list_url(district: District, subject: str, category: NtsCategory | None, month: dt.date) -> str:
    """The visits that were counted."""
    params: dict[str, links.Value] = {**links.month(month), "district": district.code}
    if subject != "visits":
        params["level"] = FOUND
    if category:
        params["category"] = category.code
    return links.approved(**params)
