"""A joint patrol in an approved report, its record, and people who write it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from accounts.models import User
from patrols import actions, invitations
from patrols.models import Patrol, Side
from patrols.permissions import get_patrol
from tests.patrols.factories import make_patrol_activity, said
from visits import actions as visit_actions
from visits.models import Activity, Visit


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What is asked of no page, but of the room itself."""
    with translation.override("en"):
        yield


@pytest.fixture
def patrol_activity(filed_visit: Visit) -> Activity:
    """A joint patrol at the first stop of a draft."""
    return make_patrol_activity(filed_visit)


@pytest.fixture
def approved(patrol_activity: Activity, officer: User, reviewer: User, director: User) -> Visit:
    """The report with the patrol, approved: nobody changes it any more."""
    visit = patrol_activity.stop.visit
    visit = visit_actions.submit(visit=visit, by=officer, version=visit.version)
    visit = visit_actions.endorse(visit=visit, by=reviewer, version=visit.version)
    return visit_actions.approve(visit=visit, by=director, version=visit.version)


@pytest.fixture
def patrol(approved: Visit, patrol_activity: Activity, officer: User) -> Patrol:
    """The record, with our account as a draft; as the officer sees it."""
    made = actions.start(activity=patrol_activity, by=officer, said=said())
    return get_patrol(officer, made.code)


@pytest.fixture
def signed_patrol(patrol: Patrol, officer: User) -> Patrol:
    """Our account signed off."""
    sign(patrol, officer)
    return get_patrol(officer, patrol.code)


def sign(patrol: Patrol, by: User, side: Side = Side.OWN) -> Any:
    newest = actions.newest_of(patrol, actions.HOW[side])
    assert newest is not None
    signer = actions.Signer("Somchai Raksa", "District officer", "Pong Nam Ron")
    return actions.sign_off(patrol=patrol, side=side, by=by, revision=newest.revision, signer=signer)


@pytest.fixture
def secret(patrol: Patrol, officer: User) -> str:
    """Of a link for the counterpart."""
    return invitations.invite(patrol=patrol, by=officer, language="km").secret


@pytest.fixture
def begun(secret: str) -> Callable[[], Client]:
    """A browser of the counterpart in which the link was begun."""

    def begin() -> Client:
        client = Client()
        assert client.post(f"/patrols/invited/{secret}/").status_code == 302
        return client

    return begin
