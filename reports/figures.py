"""The dashboard's numbers, each with what it is counted from, over which period, and the list behind it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F
from django.utils.translation import gettext as _

from accounts.models import User
from centers.models import Center, CenterStatus
from checkpoints.models import Checkpoint
from followups.tallies import open_actions
from reports import links
from reports.map.filters import unvisited_since
from ui import dates
from ui.periods import Period
from ui.templatetags.ui import bilingual
from visits.models import Counted, Visit
from visits.tallies import Tallies, not_approved

STALE_DAYS = 180


@dataclass(frozen=True)
class Number:
    """A number that leads somewhere; `basis` says of how many, and as of when."""

    key: str
    label: str
    value: int
    basis: str
    url: str
    tone: str


@dataclass(frozen=True)
class Bar:
    """The visits of a month; `height` in percent of the fullest month."""

    month: dt.date
    value: int
    height: int
    url: str

    @property
    def short(self) -> str:
        """The name of the month alone, for the foot of its bar."""
        return dates.SHORT_MONTHS[dates.language()][self.month.month - 1]


@dataclass(frozen=True)
class Share:
    """Centers of one status among all."""

    label: str
    value: int
    percent: int
    tone: str
    url: str


@dataclass(frozen=True)
class Unseen:
    """A place, and how long ago somebody was there."""

    title: str
    kind: str
    url: str
    last: dt.date | None
    days: int | None


def numbers(
    user: User, period: Period, today: dt.date, *, approved: int, places_in_use: int, unseen: int
) -> list[Number]:
    """`approved`: how many visits of the period are. `places_in_use`, `unseen`: of count_places."""
    n = counts(user, period, today, approved=approved)
    review = _("of %(n)s reports in review, today") % {"n": n["in_review"]}
    tasks = _("of %(n)s open, on %(day)s") % {"n": n["open"], "day": dates.short_date(today)}
    dated = _("approved, of %(n)s reports; %(period)s") % {"n": n["dated"], "period": period.label}
    places = _("of %(n)s places in use, for over %(days)s days") % {"n": places_in_use, "days": STALE_DAYS}
    within = links.approved(**links.within(period))
    decide, late = n["waiting"], n["overdue"]
    return [
        Number("waiting", _("Awaiting my decision"), decide, review, links.visits(awaiting="me"), attention(decide)),
        Number("overdue", _("Follow-ups overdue"), late, tasks, links.overdue(), attention(late)),
        Number("visits", _("Visits"), n["approved"], dated, within, "river"),
        Number("unseen", _("Places not visited"), unseen, places, links.unvisited(STALE_DAYS), attention(unseen)),
    ]


def counts(user: User, period: Period, today: dt.date, *, approved: int) -> dict[str, int]:
    """What the first three numbers say, and what they are counted from."""
    visits = count_visits(user, period, approved=approved)
    followups = open_actions(user, on=today)
    waiting = Visit.objects.awaiting_decision_of(user).count()
    return {**visits, **followups, "waiting": waiting}


def count_visits(user: User, period: Period, *, approved: int) -> dict[str, int]:
    """Reports in review; and those dated within `period`, of which `approved` are known."""
    found = not_approved(user, first=period.start, last=period.end)
    return {"in_review": found["in_review"], "dated": found["dated"] + approved, "approved": approved}


def attention(value: int) -> str:
    """Saffron always means that a person is needed."""
    return "saffron" if value else "leaf"


def count_places(user: User, today: dt.date) -> tuple[int, int]:
    """Checkpoints and centers in use, and how many of them nobody has visited for STALE_DAYS."""
    long_ago = unvisited_since(today - dt.timedelta(days=STALE_DAYS))
    found = [
        rows.aggregate(all=Count("pk"), unseen=Count("pk", filter=long_ago))
        for rows in (Checkpoint.objects.visible_to(user).in_use(), Center.objects.visible_to(user).in_use())
    ]
    return sum(row["all"] for row in found), sum(row["unseen"] for row in found)


def tallies_of(user: User, period: Period) -> Tallies:
    """The approved visits that figures of the period count."""
    return Tallies(user, first=period.start, last=period.end)


def by_month(tallies: Tallies, period: Period) -> list[Bar]:
    counted = {month: count.visits for month, count in tallies.count(Counted.REPORTS, by=("month",)).items()}
    most = max(counted.values(), default=0) or 1
    return [
        Bar(month, value := counted.get(month, 0), round(100 * value / most), links.approved(**links.month(month)))
        for month in period.months
    ]


def centers_by_status(user: User) -> tuple[list[Share], int]:
    """Centers in use by their status now, and how many there are."""
    counted = dict(
        Center.objects.visible_to(user).in_use().order_by().values_list("status").annotate(centers=Count("pk"))
    )
    total = sum(counted.values())
    tones = {CenterStatus.FUNCTIONAL: "leaf", CenterStatus.ESTABLISHED: "river", CenterStatus.PARTLY: "saffron"}
    tones |= {CenterStatus.INACTIVE: "clay", CenterStatus.CLOSED: "clay"}
    return [
        Share(
            str(status.label),
            counted[status],
            round(100 * counted[status] / total),
            tones.get(status, "neutral"),
            links.centers(status),
        )
        for status in CenterStatus
        if counted.get(status)
    ], total


def longest_unseen(user: User, today: dt.date, *, rows: int) -> list[Unseen]:
    """The places in use that nobody has visited for the longest; those never visited first."""
    columns = ("code", "name_th", "name_en", "last_visited_on")
    oldest = F("last_visited_on").asc(nulls_first=True)
    long_ago = unvisited_since(today - dt.timedelta(days=STALE_DAYS))
    found: list[Checkpoint | Center] = []
    found += (
        Checkpoint.objects.visible_to(user)
        .in_use()
        .filter(long_ago)
        .only(*columns, "kind")
        .order_by(oldest, "code")[:rows]
    )
    found += Center.objects.visible_to(user).in_use().filter(long_ago).only(*columns).order_by(oldest, "code")[:rows]
    found.sort(key=lambda place: (place.last_visited_on or dt.date.min, place.code))
    return [unseen(place, today) for place in found[:rows]]


def unseen(place: Checkpoint | Center, today: dt.date) -> Unseen:
    kind = place.get_kind_display() if isinstance(place, Checkpoint) else _("coordination center")
    last = place.last_visited_on
    return Unseen(bilingual(place), kind, place.get_absolute_url(), last, (today - last).days if last else None)
