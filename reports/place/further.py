"""What a comparison counts besides: public reports, and how the places stand today.

A figure that says nothing of a place is left out there. Nought leads nowhere: lists of centers and of public reports
offer only the areas that have some.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Avg, Count, OuterRef, Q, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from centers import figures as of_centers
from centers.freshness import VERIFIED_WITHIN_DAYS, since
from centers.models import Center, ReadinessCheck
from centers.workflow import ReportState
from checkpoints.models import Checkpoint
from practices.models import Practice
from reports import links
from reports.coverage import STALE_DAYS, long_unseen
from reports.place.counting import Figure, Side


def count_further(sides: Sequence[Side], user: User, *, today: bool) -> None:
    """One query, and three more for how the places stand today."""
    with_centers = [side for side in sides if side.spot.kind != "checkpoint"]
    if with_centers:
        count_public_reports(with_centers, user)
        if today:
            count_centers(with_centers, user)
            count_practices([side for side in with_centers if side.spot.is_area], user)


def count_public_reports(sides: Sequence[Side], user: User) -> None:
    """Of the centers there, by the day received; resolved: by today."""
    if not user.may(Permission.PUBLIC_REPORTS):
        return
    counts: dict[str, Any] = {}
    for n, side in enumerate(sides):
        there = Q(center__in=side.spot.center_rows, month__range=side.days)
        counts[f"all_{n}"] = Sum("reports", filter=there, default=0)
        counts[f"resolved_{n}"] = Sum("reports", filter=there & Q(state=ReportState.RESOLVED), default=0)
    days = [day for side in sides for day in side.days]
    found = of_centers.tallied(user, min(days), max(days)).exclude(state="").aggregate(**counts)
    for n, side in enumerate(sides):
        received, resolved = found[f"all_{n}"], found[f"resolved_{n}"]
        url, done = links.public_reports(**side.here), links.public_reports(**side.here, state="resolved")
        side.figures.append(Figure("received", _("Public reports received"), received, url if received else ""))
        side.figures.append(Figure("resolved", _("Public reports resolved"), resolved, done if resolved else ""))


def count_centers(sides: Sequence[Side], user: User) -> None:
    """Those in use whose readiness was checked lately, and the mean of what these checks say; in areas also the places
    in use that nobody has visited for long."""
    found, unseen = centers_at(sides, user), points_unseen(sides, user)
    checked_lately = _("Centers checked within %(days)s days, today") % {"days": VERIFIED_WITHIN_DAYS}
    long_ago = _("Places not visited for over %(days)s days, today") % {"days": STALE_DAYS}
    for n, side in enumerate(sides):
        spot, checked, mean = side.spot, found[f"checked_{n}"], found[f"mean_{n}"]
        url = links.centers(readiness="checked", **{spot.kind: spot.code}) if checked else ""
        if spot.is_area:
            places = links.unvisited(STALE_DAYS, **{spot.kind: spot.code})
            side.figures.append(Figure("unseen", long_ago, unseen[f"n_{n}"] + found[f"unseen_{n}"], places, "fewer"))
            side.figures.append(Figure("checked", checked_lately, checked, url, "more"))
        if mean is not None:
            url = url if spot.is_area else f"{spot.thing.get_absolute_url()}#readiness"
            side.figures.append(Figure("readiness", _("Mean readiness of centers, %"), round(mean), url, "more"))


def centers_at(sides: Sequence[Side], user: User) -> dict[str, Any]:
    """For each of `sides` its centers in use: `checked_0`, `mean_0`, `unseen_0`; one query."""
    today = timezone.localdate()
    newest = ReadinessCheck.objects.filter(center=OuterRef("pk")).order_by("-on", "-pk").values("sheet__score")[:1]
    rows = Center.objects.visible_to(user).in_use().with_readiness(since(today)).annotate(score=Subquery(newest))
    counts: dict[str, Any] = {}
    for n, side in enumerate(sides):
        there = Q(pk__in=side.spot.center_rows)
        checked = there & Q(readiness="checked")
        counts[f"checked_{n}"] = Count("pk", filter=checked)
        counts[f"mean_{n}"] = Avg("score", filter=checked)
        counts[f"unseen_{n}"] = Count("pk", filter=there & long_unseen(today))
    return rows.order_by().aggregate(**counts)


def points_unseen(sides: Sequence[Side], user: User) -> dict[str, Any]:
    """For each area of `sides` its checkpoints in use that nobody has visited for long: `n_0`; one query."""
    rows = Checkpoint.objects.visible_to(user).in_use().filter(long_unseen(timezone.localdate())).order_by()
    areas = [(n, side.spot) for n, side in enumerate(sides) if side.spot.is_area]
    return rows.aggregate(**{f"n_{n}": Count("pk", filter=Q((spot.kind, spot.thing))) for n, spot in areas})


def count_practices(sides: Sequence[Side], user: User) -> None:
    if not sides or not user.may(Permission.PRACTICE_READ):
        return
    there = [Q(area_codes__contains=[side.spot.thing.area_code]) for side in sides]
    rows = Practice.objects.visible_to(user).order_by()
    found = rows.aggregate(**{f"n_{n}": Count("pk", filter=one) for n, one in enumerate(there)})
    for n, side in enumerate(sides):
        url = links.practices(**{side.spot.kind: side.spot.code})
        side.figures.append(Figure("practices", _("Best practices, today"), found[f"n_{n}"], url, "more"))
