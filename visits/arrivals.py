"""Reports of before this system: taken over from earlier records, and given back while nothing hangs on them.

They count as approved ones do, for they were approved in their time; that was not done here, and the report says so.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from visits.actions import create_visit
from visits.models import Assessment, Conclusion, Level, NtsCategory, Provenance, Stop, TransitionRecord, Visit
from visits.workflow import ARRIVAL, FINAL_STATES


@dataclass(frozen=True)
class Earlier:
    """An earlier record, read. `report`: columns of Visit; `levels`: what was said of a category, all on one `basis`;
    `source`: columns of Provenance."""

    report: Mapping[str, Any]
    districts: Sequence[District]
    stops: Sequence[Checkpoint | Center]
    source: Mapping[str, Any]
    levels: Mapping[NtsCategory, Level] = field(default_factory=dict)
    basis: str = ""
    conclusion: str = ""


def why_not_take_over(user: User, districts: Sequence[District]) -> str:
    """Why `user` may not take over reports of `districts` (each with its province); empty where they may."""
    if not user.may(Permission.VISIT_COMMENT):
        return _("Your role does not take over reports.")
    outside = [one for one in districts if not user.covers(["TH", one.province.area_code, one.area_code])]
    return _("It lies outside your areas of responsibility.") if outside else ""


@transaction.atomic
def enter(*, earlier: Earlier, by: User) -> Visit:
    """Enter an earlier record as a draft, for `take_over`. Raises Refused."""
    refuse(why_not_take_over(by, earlier.districts))
    visit = create_visit(by=by, districts=list(earlier.districts), **earlier.report)
    _fill(visit, earlier)
    Provenance.objects.create(visit=visit, **earlier.source)
    return visit


@transaction.atomic
def take_over(*, visits: Sequence[Visit], by: User) -> None:
    """Have drafts that were entered count as approved, all at once.

    From here to the commit nobody else takes a step of a report (ADR 28): last, however many were entered before.
    """
    now, keys = timezone.now(), [visit.pk for visit in visits]
    Visit.objects.filter(pk__in=keys).update(state=ARRIVAL[1], taken_over_at=now, taken_over_by=by)
    step = {"source": ARRIVAL[0], "target": ARRIVAL[1], "by": by, "at": now}
    TransitionRecord.objects.bulk_create(TransitionRecord(visit=visit, **step) for visit in visits)
    _mark_visited(Checkpoint, "checkpoint", keys)
    _mark_visited(Center, "center", keys)


def _mark_visited(model: type[Checkpoint | Center], name: str, keys: list[int]) -> None:
    """Move the last visit of each place where these reports stopped, where it is later."""
    stops = Stop.objects.filter(visit__in=keys, **{f"{name}__isnull": False}).order_by()
    for place, last in stops.values_list(name).annotate(last=Max("visit__date_end")):
        earlier = Q(last_visited_on__isnull=True) | Q(last_visited_on__lt=last)
        model._default_manager.filter(earlier, pk=place).update(last_visited_on=last)


def _fill(visit: Visit, earlier: Earlier) -> None:
    """Stops, assessments and the conclusion. A record names days: of a stop the first one, at no time of day."""
    day = dt.datetime.combine(visit.date_start, dt.time(), ZoneInfo(settings.TIME_ZONE))
    for sort, place in enumerate(earlier.stops):
        where = {"center" if isinstance(place, Center) else "checkpoint": place}
        Stop.objects.create(visit=visit, sort=sort, arrived_at=day, **where)
    for category, level in earlier.levels.items():
        hidden = category.is_sensitive and level in (Level.MINOR, Level.MAJOR)  # TIP Act 2008 s.56
        said = {"category": category, "level": level, "basis": earlier.basis, "restricted": hidden}
        Assessment.objects.create(visit=visit, said_by=earlier.source["decided_by"], **said)
    if earlier.conclusion:
        Conclusion.objects.create(visit=visit, statement=earlier.conclusion)


@transaction.atomic
def give_back(*, visit: Visit, by: User) -> None:
    """Remove a report that was taken over, with its rows. Raises Refused, and IntegrityError where the database
    knows of a later step."""
    locked = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    refuse(why_not_take_over(by, list(locked.districts.select_related("province"))))
    places = [stop.where for stop in locked.stops.select_related("checkpoint", "center", "district")]
    Visit.objects.filter(pk=locked.pk).update(state=ARRIVAL[0], taken_over_at=None, taken_over_by=None)
    locked.delete()
    for place in places:
        seen = place.stops.filter(arrived_at__isnull=False, visit__state__in=FINAL_STATES)
        latest = seen.aggregate(latest=Max("visit__date_end"))["latest"]
        type(place).objects.filter(pk=place.pk, last_visited_on=locked.date_end).update(last_visited_on=latest)
