"""Two people, or one person twice, at the same moment: with real transactions on two connections."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection

from accounts.access import Refused
from accounts.models import User
from accounts.roles import Role
from tests.factories import DistrictFactory, UserFactory
from tests.visits.factories import NtsCategoryFactory, fill, make_visit
from visits import actions
from visits.models import MissionMember, Stop, Visit
from visits.workflow import State

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 20  # seconds, far more than a lock is ever held here


@pytest.fixture
def author() -> User:
    return UserFactory.create(username="author", role=Role.OFFICER, areas=["TH2204"])


@pytest.fixture
def complete(author: User) -> Visit:
    NtsCategoryFactory.create(code="DRUG")
    return fill(make_visit(author))


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def closing(act: Callable[[], Any]) -> Callable[[], Any]:
    """Run `act` on a connection of its own; answer what it raises instead of raising it."""

    def run() -> Any:
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    return run


def test_a_save_under_way_makes_the_sending_a_conflict(complete: Visit, author: User, threads: ThreadPoolExecutor):
    colleague = UserFactory.create(username="colleague", role=Role.OFFICER, areas=["TH2204"])
    MissionMember.objects.create(visit=complete, name="Colleague", user=colleague)
    inside, go_on = Event(), Event()

    def write(locked: Visit) -> None:
        inside.set()
        go_on.wait(WAIT)
        locked.stops.update(note="Typed by the colleague")

    def save() -> Any:
        return actions.save_section(visit=complete, section="itinerary", by=colleague, version=1, write=write)

    seen = complete.version

    def send() -> Any:
        inside.wait(WAIT)
        go_on.set()
        return actions.submit(visit=complete, by=author, version=seen)

    saved, sent = (future.result(WAIT) for future in [threads.submit(closing(save)), threads.submit(closing(send))])
    assert saved.version == 2
    assert isinstance(sent, actions.Conflict)
    assert Stop.objects.get(visit=complete).note == "Typed by the colleague"
    assert Visit.objects.get(pk=complete.pk).state == State.DRAFT


def test_a_save_that_comes_second_never_writes_into_a_sent_report(
    complete: Visit, author: User, threads: ThreadPoolExecutor
):
    wrote: list[Visit] = []
    together, seen = Barrier(2), complete.version

    def save() -> Any:
        together.wait(WAIT)
        return actions.save_section(visit=complete, section="itinerary", by=author, version=1, write=wrote.append)

    def send() -> Any:
        together.wait(WAIT)
        return actions.submit(visit=complete, by=author, version=seen)

    saved, sent = (future.result(WAIT) for future in [threads.submit(closing(save)), threads.submit(closing(send))])
    if wrote:
        assert isinstance(sent, actions.Conflict)
    else:
        assert isinstance(saved, Refused)
        assert Visit.objects.get(pk=complete.pk).state == State.SUBMITTED


def test_starting_twice_at_once_starts_one_report(author: User, threads: ThreadPoolExecutor):
    key, together, place = uuid.uuid4(), Barrier(2), DistrictFactory.create(code="2204")

    def start() -> Any:
        together.wait(WAIT)
        return make_visit(author, place, client_uuid=key)

    first, second = (future.result(WAIT) for future in [threads.submit(closing(start)) for _ in range(2)])
    assert first == second
    assert Visit.objects.count() == 1
