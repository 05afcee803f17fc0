"""A published practice of the officer in Pong Nam Ron, with a report that shows it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client

from accounts.models import User
from places.models import District
from practices.models import Practice, Principle
from practices.workflow import PracticeState
from tests.practices.library.factories import advance, make_practice, make_principles, rate
from tests.visits.factories import CheckpointFactory, make_activity
from tests.visits.media import samples
from visits import actions, media
from visits.models import Activity, Photo, Visit
from visits.tasks import make_renditions

SECRET = "ข้อบ่งชี้ที่ห้ามรั่วไหล"


def picture_of(browser: Client, url: str) -> bytes:
    """The bytes of a picture, read to the end."""
    answer: Any = browser.get(url)
    return b"".join(answer.streaming_content)


@pytest.fixture
def principles(db: None) -> list[Principle]:
    return make_principles()


@pytest.fixture
def candidate(officer: User, pong_nam_ron: District, principles: list[Principle]) -> Practice:
    point = Point(102.45, 13.08, srid=4326)
    site = CheckpointFactory.create(district=pong_nam_ron, point=point)
    practice = make_practice(officer, pong_nam_ron, checkpoint=site, contact_en="Mobile of the author")
    rate(practice, "trust", 4)
    rate(practice, "law", 1)
    return practice


@pytest.fixture
def practice(candidate: Practice, reviewer: User) -> Practice:
    return advance(candidate, PracticeState.PUBLISHED, by=reviewer)


@pytest.fixture
def shown(filed_visit: Visit) -> Activity:
    """What the report found, for whoever may read the report."""
    activity = Activity.objects.get(stop__visit=filed_visit)
    activity.narrative = "Villagers call the checkpoint by themselves."
    activity.save()
    return activity


@pytest.fixture
def secret(filed_visit: Visit) -> Activity:
    return make_activity(filed_visit.stops.get(), kind="observation", narrative=SECRET, restricted=True)


@pytest.fixture
def take(filed_visit: Visit, settings: Any, tmp_path: Any) -> Callable[..., Photo]:
    """A photograph of the report with its sizes made."""
    settings.MEDIA_ROOT = tmp_path

    def store(**fields: Any) -> Photo:
        values = {"consent": Photo.Consent.OFFICIAL, "caption": "The checkpoint at dusk"}
        photo = media.store_photo(visit=filed_visit, by=filed_visit.author, upload=samples.photo(), **(values | fields))
        make_renditions.call(photo.pk)
        return photo

    return store


@pytest.fixture
def publish(officer: User, reviewer: User, director: User, partner: User) -> Callable[[Visit], Visit]:
    """Takes a report from draft to published, released to the partner."""

    def go(visit: Visit) -> Visit:
        visit.refresh_from_db()
        for step, person in ((actions.submit, officer), (actions.endorse, reviewer), (actions.approve, director)):
            visit = step(visit=visit, by=person, version=visit.version)
        return actions.publish(visit=visit, by=director, version=visit.version, released_to=[partner])

    return go
