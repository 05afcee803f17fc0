"""The four numbers on top of the dashboard, and the shapes of numbers that lead somewhere."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from followups.tallies import open_actions
from reports import links
from reports.coverage import STALE_DAYS, unseen_url
from reports.scope import Scope
from ui import dates
from visits.models import Visit
from visits.tallies import not_approved


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
class Share:
    """Those of one kind among all; `percent` of them."""

    label: str
    value: int
    percent: int
    tone: str
    url: str


def numbers(scope: Scope, *, approved: int, places: tuple[int, int]) -> list[Number]:
    """`approved`: how many reports in scope are. `places`: those in use, and how many of them are unseen."""
    n = count_visits(scope, approved=approved)
    actions = open_actions(scope.user, areas=scope.area_codes, on=scope.today)
    in_use, unseen = places
    late, decide = actions["overdue"], n["waiting"]
    review = _("of %(n)s reports in review, today") % {"n": n["in_review"]}
    tasks = _("of %(n)s open, on %(day)s") % {"n": actions["open"], "day": dates.short_date(scope.today)}
    dated = _("approved, of %(n)s reports; %(period)s") % {"n": n["dated"], "period": scope.period.label}
    seen = _("of %(n)s places in use, for over %(days)s days") % {"n": in_use, "days": STALE_DAYS}
    waiting_url = links.visits(**scope.said, awaiting="me")
    overdue_url = links.followups(overdue="yes", **scope.areas)
    return [
        Number("waiting", _("Awaiting my decision"), decide, review, waiting_url, attention(decide)),
        Number("overdue", _("Follow-ups overdue"), late, tasks, overdue_url, attention(late)),
        Number("visits", _("Visits"), approved, dated, scope.visits_url(), "river"),
        Number("unseen", _("Places not visited"), unseen, seen, unseen_url(scope), attention(unseen)),
    ]


def count_visits(scope: Scope, *, approved: int) -> dict[str, int]:
    """Reports in review and those that wait for the reader, of all periods; those dated within the period, of which
    `approved` are known. Two queries."""
    user, period = scope.user, scope.period
    found = not_approved(
        user, scope.filters, first=period.start, last=period.end, areas=scope.area_codes, kept=scope.withdrawn
    )
    waiting = scope.filters.apply(Visit.objects.awaiting_decision_of(user)).count()
    return {"in_review": found["in_review"], "dated": found["dated"] + approved, "waiting": waiting}


def attention(value: int) -> str:
    """Saffron always means that a person is needed."""
    return "saffron" if value else "leaf"


def percent_of(value: int, total: int) -> int:
    return round(100 * value / total) if total else 0
