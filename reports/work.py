"""What was undertaken: follow-up actions and how they went, centers and how ready they are, patrols."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext as _

from centers.figures import Readiness, readiness
from centers.models import LOOKS, Center, CenterQuerySet, CenterStatus
from followups.figures import Performance, performance
from patrols import tallies as of_patrols
from patrols.filters import PatrolFilters
from reports import links
from reports.coverage import in_use, mine_of
from reports.figures import Number, Share, attention, percent_of
from reports.scope import Scope


@dataclass(frozen=True)
class Centers:
    """Those in use by their status now, and how many of them were checked lately."""

    total: int
    by_status: list[Share]
    readiness: Readiness
    checked_url: str
    stale_url: str


@dataclass(frozen=True)
class FollowUps:
    """`parts`: of those that ought to be done by now."""

    found: Performance
    numbers: list[Number]
    parts: list[Share]


def followups(scope: Scope) -> FollowUps:
    """Those due in the period, in the area; three queries."""
    first, last = scope.period.start, scope.period.end
    found = performance(scope.user, first=first, last=last, areas=scope.area_codes, today=scope.today)
    due, of_due = {**links.within(scope.period), **scope.areas}, _("of %(n)s due") % {"n": found.due}
    opened = links.followups(opened=scope.period.key, **scope.areas)
    everything = links.followups(**due, finished="yes")
    numbers = [
        Number("opened", _("Newly asked for"), found.opened, scope.period.label, opened, "river"),
        Number("due", _("Due"), found.due, scope.period.label, everything, "river"),
        Number("open", _("Not done yet"), found.open, of_due, links.followups(**due), attention(found.overdue)),
        Number("dropped", _("Dropped"), found.dropped, of_due, links.followups(**due, state="dropped"), "neutral"),
    ]
    parts = [
        ("leaf", _("Done on time"), found.on_time, links.followups(**due, closed="on_time")),
        ("saffron", _("Done late"), found.late, links.followups(**due, closed="late")),
        ("clay", _("Overdue"), found.overdue, links.followups(**due, overdue="yes")),
    ]
    shares = [Share(label, value, percent_of(value, found.ought), tone, url) for tone, label, value, url in parts]
    return FollowUps(found, numbers, shares)


def centers(scope: Scope) -> Centers:
    """Of the area, as far as the reader is responsible for it; two queries."""
    rows = in_use(scope, Center.objects.all(), province="district__province")
    where: dict[str, links.Value] = {**scope.areas, **mine_of(scope.user)}
    shares = by_status(rows, where)
    return Centers(
        sum(share.value for share in shares),
        shares,
        readiness(rows, scope.today),
        links.centers(readiness="checked", **where),
        links.centers(readiness="stale", **where),
    )


def by_status(rows: CenterQuerySet, where: dict[str, links.Value]) -> list[Share]:
    counted: dict[str, int] = dict(rows.order_by().values_list("status").annotate(centers=Count("pk")))
    total = sum(counted.values())
    return [
        Share(
            str(status.label),
            counted[status],
            percent_of(counted[status], total),
            LOOKS[status][1],
            links.centers(status=status.value, **where),
        )
        for status in CenterStatus
        if counted.get(status)
    ]


def patrols(scope: Scope) -> list[Number]:
    """Records of patrols of the period, by how far the accounts of both sides have come."""
    asked = {**links.within(scope.period), **scope.areas}
    params = QueryDict(mutable=True)
    params.update({name: str(value) for name, value in asked.items()})
    found = of_patrols.counts(PatrolFilters(params, scope.user))
    of_all = _("of %(n)s records") % {"n": found.records}

    def number(key: str, label: str, value: int, tone: str, **state: str) -> Number:
        return Number(key, label, value, of_all if state else scope.period.label, links.patrols(**asked, **state), tone)

    return [
        number("patrols", _("Records"), found.records, "river"),
        number("both", _("Signed off by both sides"), found.both, "leaf", state="both"),
        number("ours", _("Our account to be signed off"), found.ours, attention(found.ours), state="ours"),
        number("theirs", _("Counterpart's account missing"), found.theirs, attention(found.theirs), state="theirs"),
        number("differing", _("Accounts differ"), found.differing, attention(found.differing), differing="yes"),
    ]
