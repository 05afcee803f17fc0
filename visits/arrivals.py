"""Reports of before this system: taken over from earlier records, and given back while nothing hangs on them.

They count as approved ones do, for they were approved in their time; that was not done here, and the report says so.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from accounts.roles import Permission
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from visits.actions import last_day, mark_places_visited
from visits.models import (
    Assessment,
    Conclusion,
    Level,
    NtsCategory,
    Provenance,
    ReferenceCounter,
    SectionSave,
    Stop,
    TransitionRecord,
    Visit,
)
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
def enter(*, earlier: Sequence[Earlier], by: User) -> list[Visit]:
    """Enter earlier records as drafts, which count once they `arrive`. Raises Refused."""
    for one in earlier:
        refuse(why_not_take_over(by, one.districts))
    references = ReferenceCounter.draw(*(one.report["date_start"] for one in earlier))
    visits = Visit.objects.bulk_create(
        Visit(author=by, state=ARRIVAL[0], reference=reference, **one.report)
        for one, reference in zip(earlier, references, strict=True)
    )
    rows: dict[type[Model], list[Model]] = defaultdict(list)
    for visit, one in zip(visits, earlier, strict=True):
        for row in _rows(visit, one, by):
            rows[type(row)].append(row)
    for model, made in rows.items():
        model._default_manager.bulk_create(made)
    return visits


def _rows(visit: Visit, earlier: Earlier, by: User) -> Iterator[Model]:
    """What hangs on the report. A record names days: of a stop the first one, at no time of day."""
    yield SectionSave(visit=visit, section="basics", saved_by=by)
    yield TransitionRecord(visit=visit, target=ARRIVAL[0], by=by)
    yield Provenance(visit=visit, **earlier.source)
    for district in earlier.districts:
        yield Visit.districts.through(visit=visit, district=district)
    day = dt.datetime.combine(visit.date_start, dt.time(), ZoneInfo(settings.TIME_ZONE))
    for sort, place in enumerate(earlier.stops):
        where = {"center" if isinstance(place, Center) else "checkpoint": place}
        yield Stop(visit=visit, sort=sort, arrived_at=day, **where)
    for category, level in earlier.levels.items():
        hidden = category.is_sensitive and level in (Level.MINOR, Level.MAJOR)  # TIP Act 2008 s.56
        said = {"category": category, "level": level, "basis": earlier.basis, "restricted": hidden}
        yield Assessment(visit=visit, said_by=earlier.source["decided_by"], **said)
    if earlier.conclusion:
        yield Conclusion(visit=visit, statement=earlier.conclusion)


@transaction.atomic
def arrive(*, visits: Sequence[Visit], by: User) -> None:
    """Make reports that were entered count: all of them in one statement, so that figures move once."""
    now = timezone.now()
    rows = Visit.objects.filter(pk__in=[visit.pk for visit in visits])
    rows.update(state=ARRIVAL[1], taken_over_at=now, taken_over_by=by)
    step = {"source": ARRIVAL[0], "target": ARRIVAL[1], "by": by, "at": now}
    TransitionRecord.objects.bulk_create(TransitionRecord(visit=visit, **step) for visit in visits)
    mark_places_visited(visits)


@transaction.atomic
def give_back(*, visits: Sequence[Visit], by: User) -> None:
    """Remove reports that were taken over, with their rows. Raises Refused, ProtectedError where something hangs on
    one, and IntegrityError where the database knows of a later step."""
    rows = Visit.objects.filter(pk__in=[visit.pk for visit in visits])
    locked = rows.select_for_update(of=("self",)).order_by("pk").prefetch_related("districts__province")
    for visit in locked:
        refuse(why_not_take_over(by, list(visit.districts.all())))
    stops = list(Stop.objects.filter(visit__in=visits))
    rows.update(state=ARRIVAL[0], taken_over_at=None, taken_over_by=None)
    rows.delete()
    seen = Stop.objects.filter(arrived_at__isnull=False, visit__state__in=FINAL_STATES)
    last_days = {visit.date_end for visit in visits}
    for model, place in ((Checkpoint, "checkpoint"), (Center, "center")):
        keys = {getattr(stop, f"{place}_id") for stop in stops}
        places = model.objects.filter(pk__in=keys, last_visited_on__in=last_days)
        places.update(last_visited_on=last_day(seen, place))
