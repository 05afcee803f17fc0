"""A photograph is as closed as what it shows; the log that an auditor reads names nothing."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import AccessEntry, User
from accounts.roles import Role
from tests.factories import UserFactory
from tests.visits.factories import fill, make_activity, make_stop
from tests.visits.media.test_serving import SERVED, document_url, url
from visits import actions
from visits.models import Activity, Document, Photo, Visit


@pytest.fixture
def neighbour(db: None) -> User:
    return UserFactory.create(username="neighbour", role=Role.OFFICER, areas=["TH2204"])


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    b"".join(answer)  # read to the end, the file is closed
    return answer.status_code


def release(visit: Visit, officer: User, reviewer: User, director: User, partner: User) -> None:
    row = fill(visit)
    row = actions.submit(visit=row, by=officer, version=row.version)
    row = actions.endorse(visit=row, by=reviewer, version=row.version)
    row = actions.approve(visit=row, by=director, version=row.version)
    actions.publish(visit=row, by=director, version=row.version, released_to=[partner])


@pytest.fixture
def shown(visit: Visit, add_photo: Any, run_jobs: Any) -> Photo:
    """A publishable photograph of an activity that nobody has restricted yet."""
    stop = make_stop(visit, place="Pier")
    photo = add_photo(visit, consent=Photo.Consent.OFFICIAL, stop=stop, activity=make_activity(stop))
    run_jobs()
    return photo


@pytest.fixture
def statuses(
    visit: Visit, officer: User, reviewer: User, director: User, partner: User, neighbour: User, client_of: Any
) -> Any:
    """Publish the report; then what the neighbour, the partner and the author are answered for every size."""

    def ask(photo: Photo) -> tuple[set[int], ...]:
        release(visit, officer, reviewer, director, partner)
        people = (neighbour, partner, officer)
        return tuple({status(client_of(who), url(photo, size)) for size in SERVED} for who in people)

    return ask


def test_a_photograph_of_a_restricted_activity_is_restricted(shown: Photo, statuses: Any):
    Activity.objects.filter(photos=shown).update(restricted=True)
    assert statuses(shown) == ({404}, {404}, {200})
    assert AccessEntry.objects.filter(what="restricted_read").count() == len(SERVED)


def test_a_photograph_of_a_delayed_patrol_is_not_released_yet(shown: Photo, statuses: Any):
    details = {"delayed_until": "2999-01-01"}
    Activity.objects.filter(photos=shown).update(kind="joint_patrol", details=details)
    assert statuses(shown) == ({200}, {404}, {200})


def test_a_photograph_of_a_stop_made_for_a_delayed_patrol_is_not_released_yet(shown: Photo, statuses: Any):
    ridge = make_stop(shown.visit, place="Ridge")
    make_activity(ridge, kind="joint_patrol", details={"delayed_until": "2999-01-01"})
    Photo.objects.filter(pk=shown.pk).update(stop=ridge, activity=None)
    assert statuses(shown) == ({200}, {404}, {200})


def test_the_log_names_no_file(photo: Photo, document: Document, officer: User, client_of: Any):
    Document.objects.filter(pk=document.pk).update(file_name="somchai.pdf")
    Photo.objects.filter(pk=photo.pk).update(file_name="somchai.jpg")
    for address in (url(photo, "original"), document_url(document)):
        assert status(client_of(officer), address) == 200
    assert not AccessEntry.objects.filter(detail__contains="somchai").exists()
    assert AccessEntry.objects.count() == 2
