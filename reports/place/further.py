"""What a comparison counts besides: actions done on time, public reports, and how the places stand today.

A figure that says nothing of a place is left out there. Nought leads nowhere: lists of centers and of public reports
offer only the areas that have some.
"""

from collections.abc import Sequence

from django.db.models import Avg, Count, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Permission
from centers import figures as of_centers
from centers.freshness import VERIFIED_WITHIN_DAYS, since
from centers.models import Center, ReadinessCheck
from centers.workflow import ReportState
from checkpoints.models import Checkpoint
from followups.filters import done_in_time
from followups.models import FollowUp
from practices.models import Practice
from reports import links
from reports.coverage import STALE_DAYS, long_unseen
from reports.place.counting import Figure, Side


def count_further(sides: Sequence[Side], user: User, *, today: bool) -> None:
    """Two queries, and four more for how the places stand today."""
    with_centers = [side for side in sides if side.spot.kind != "checkpoint"]
    areas = [side for side in sides if side.spot.is_area]
    count_on_time(sides, user)
    count_public_reports(with_centers, user)
    if today:
        count_centers(with_centers, user)
        count_unseen(areas, user)
        count_practices(areas, user)


def count_on_time(sides: Sequence[Side], user: User) -> None:
    if not sides or not user.may(Permission.FOLLOWUP_LIST):
        return
    rows = FollowUp.objects.visible_to(user).filter(done_in_time(late=False)).order_by()
    due = [side.spot.of_followups & Q(due_on__range=side.days) for side in sides]
    found = rows.aggregate(**{f"n_{n}": Count("pk", filter=one) for n, one in enumerate(due)})
    for n, side in enumerate(sides):
        url = links.followups(**side.here, closed="on_time")
        side.figures.append(Figure("on_time", _("Follow-ups due and done on time"), found[f"n_{n}"], url, "more"))


def count_public_reports(sides: Sequence[Side], user: User) -> None:
    """Of the centers there, by the day received; resolved: by today."""
    if not sides or not user.may(Permission.PUBLIC_REPORTS):
        return
    counts = {}
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
    """Those in use whose readiness was checked lately, and the mean of what these checks say."""
    if not sides:
        return
    newest = ReadinessCheck.objects.filter(center=OuterRef("pk")).order_by("-on", "-pk").values("sheet__score")[:1]
    rows = Center.objects.visible_to(user).in_use().with_readiness(since(sides[0].scope.today)).order_by()
    rows = rows.filter(readiness="checked").annotate(score=Subquery(newest))
    counts = {}
    for n, side in enumerate(sides):
        there = Q(pk__in=side.spot.center_rows)
        counts |= {f"checked_{n}": Count("pk", filter=there), f"mean_{n}": Avg("score", filter=there)}
    found = rows.aggregate(**counts)
    label = _("Centers checked within %(days)s days, today") % {"days": VERIFIED_WITHIN_DAYS}
    for n, side in enumerate(sides):
        checked, mean = found[f"checked_{n}"], found[f"mean_{n}"]
        url = links.centers(readiness="checked", **{side.spot.kind: side.spot.code})
        if side.spot.kind == "center":
            url = f"{side.spot.thing.get_absolute_url()}#readiness"
        url = url if checked else ""
        if side.spot.is_area:
            side.figures.append(Figure("checked", label, checked, url, "more"))
        if mean is not None:
            side.figures.append(Figure("readiness", _("Mean readiness of centers, %"), round(mean), url, "more"))


def count_unseen(sides: Sequence[Side], user: User) -> None:
    """Checkpoints and centers in use that nobody has visited for long."""
    if not sides:
        return
    points = Checkpoint.objects.visible_to(user).in_use().filter(long_unseen(sides[0].scope.today)).order_by()
    centers = Center.objects.visible_to(user).in_use().filter(long_unseen(sides[0].scope.today)).order_by()
    areas = [side.spot for side in sides]
    found = points.aggregate(**{f"n_{n}": Count("pk", filter=Q((one.kind, one.thing))) for n, one in enumerate(areas)})
    more = centers.aggregate(**{f"n_{n}": Count("pk", filter=Q(pk__in=one.center_rows)) for n, one in enumerate(areas)})
    label = _("Places not visited for over %(days)s days, today") % {"days": STALE_DAYS}
    for n, side in enumerate(sides):
        url = links.unvisited(STALE_DAYS, **{side.spot.kind: side.spot.code})
        side.figures.append(Figure("unseen", label, found[f"n_{n}"] + more[f"n_{n}"], url, "fewer"))


def count_practices(sides: Sequence[Side], user: User) -> None:
    if not sides or not user.may(Permission.PRACTICE_READ):
        return
    there = [Q(area_codes__contains=[side.spot.thing.area_code]) for side in sides]
    rows = Practice.objects.visible_to(user).order_by()
    found = rows.aggregate(**{f"n_{n}": Count("pk", filter=one) for n, one in enumerate(there)})
    for n, side in enumerate(sides):
        url = links.practices(**{side.spot.kind: side.spot.code})
        side.figures.append(Figure("practices", _("Best practices, today"), found[f"n_{n}"], url, "more"))
