"""Reports dated within the last months, so that the figures of the present count them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.gis.geos import Point
from django.utils import timezone

from accounts.models import User
from checkpoints.models import Checkpoint
from places.models import District
from tests.visits.factories import CheckpointFactory, NtsCategoryFactory, fill, make_visit
from visits import actions
from visits.models import Assessment, NtsCategory, Stop, Visit
from visits.workflow import State

BAN_LAEM = Point(102.45, 13.08, srid=4326)


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def ban_laem(pong_nam_ron: District) -> Checkpoint:
    return CheckpointFactory.create(district=pong_nam_ron, point=BAN_LAEM, confidence="L", position_radius_km=5)


@pytest.fixture
def drugs(db: None) -> NtsCategory:
    return NtsCategoryFactory.create(code="DRUG", sort=2)


@pytest.fixture
def recent_visit(
    officer: User, reviewer: User, director: User, pong_nam_ron: District, ban_laem: Checkpoint, drugs: NtsCategory
) -> Visit:
    """The officer's visit to Ban Laem ten days ago, approved; drugs: no issue found."""
    day = timezone.localdate() - dt.timedelta(days=10)
    visit = fill(make_visit(officer, pong_nam_ron, date_start=day, date_end=day))
    for step, person in ((actions.submit, officer), (actions.endorse, reviewer), (actions.approve, director)):
        visit = step(visit=visit, by=person, version=visit.version)
    return visit


@pytest.fixture
def many_visits(
    officer: User, reviewer: User, director: User, pong_nam_ron: District, ban_laem: Checkpoint, drugs: NtsCategory
) -> Callable[[int], None]:
    """Makes any number of approved visits to Ban Laem, some with a minor finding, without the forms."""

    def make(number: int) -> None:
        day, now = timezone.localdate(), timezone.now()
        first = Visit.objects.count()
        made = Visit.objects.bulk_create(
            Visit(author=officer, reference=f"NTS-2500-{row:04d}", title_en="Bulk", date_start=start, date_end=start)
            for row in range(first, first + number)
            for start in [day - dt.timedelta(days=row % 300)]
        )
        for visit in made:
            visit.districts.set([pong_nam_ron])
        Stop.objects.bulk_create(Stop(visit=visit, checkpoint=ban_laem, arrived_at=now) for visit in made)
        Assessment.objects.bulk_create(
            Assessment(visit=visit, category=drugs, level="minor" if row % 3 else "none", basis="seen")
            for row, visit in enumerate(made)
        )
        rows = Visit.objects.filter(pk__in=[visit.pk for visit in made])
        rows.update(state=State.SUBMITTED, submitted_at=now, submitted_by=officer)
        rows.update(state=State.ENDORSED, endorsed_at=now, endorsed_by=reviewer)
        rows.update(state=State.APPROVED, approved_at=now, approved_by=director)

    return make


@pytest.fixture
def placed_district(pong_nam_ron: District) -> None:
    District.objects.filter(pk=pong_nam_ron.pk).update(point=Point(102.4, 13.0, srid=4326))
