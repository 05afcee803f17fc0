"""Follow-up actions of one report, before and after it is sent."""

import datetime as dt
from collections.abc import Iterable

import pgtrigger
import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from checkpoints.models import Checkpoint
from followups.models import FollowUp
from places.models import District
from tests.factories import UserFactory
from tests.visits.factories import CheckpointFactory, NtsCategoryFactory, fill, make_visit
from visits import actions
from visits.models import Visit


@pytest.fixture
def visit(officer: User, pong_nam_ron: District) -> Visit:
    """A draft of the officer in Pong Nam Ron."""
    return make_visit(officer, pong_nam_ron)


@pytest.fixture
def submitted_visit(visit: Visit, officer: User) -> Visit:
    NtsCategoryFactory.create()
    return actions.submit(visit=fill(visit), by=officer, version=visit.version)


@pytest.fixture
def approved_visit(submitted_visit: Visit, reviewer: User, director: User) -> Visit:
    endorsed = actions.endorse(visit=submitted_visit, by=reviewer, version=submitted_visit.version)
    return actions.approve(visit=endorsed, by=director, version=endorsed.version)


@pytest.fixture
def neighbour(db: None) -> User:
    """An officer of the same district, not on the mission."""
    return UserFactory.create(username="neighbour", role=Role.OFFICER, areas=["TH2204"])


@pytest.fixture
def stranger(db: None) -> User:
    """An officer of another province."""
    return UserFactory.create(username="stranger", role=Role.OFFICER, areas=["TH2706"])


@pytest.fixture
def ban_laem(db: None) -> Checkpoint:
    return CheckpointFactory.create()


@pytest.fixture
def left(approved_visit: Visit, ban_laem: Checkpoint, neighbour: User) -> FollowUp:
    """An action that the approved visit left at Ban Laem, owned by the neighbour."""
    return make_followup(approved_visit, title="Repair the camera", checkpoint=ban_laem, owner=neighbour)


@pytest.fixture
def next_visit(left: FollowUp, officer: User, pong_nam_ron: District) -> Visit:
    """A later visit of the officer to Ban Laem, complete but for what was left there."""
    return fill(make_visit(officer, pong_nam_ron))


def make_followup(visit: Visit, **fields: object) -> FollowUp:
    """An action as it stands, in any state, however it got there."""
    values: dict[str, object] = {
        "title": "Repair the camera",
        "due_on": timezone.localdate() + dt.timedelta(days=30),
        "created_by": visit.author,
    }
    if not {"owner", "owner_center", "owner_name"} & fields.keys():
        values["owner_name"] = "Provincial Public Works"
    with pgtrigger.ignore("followups.FollowUp:first_state"):
        return FollowUp.objects.create(visit=visit, **(values | fields))


def make_many(rows: Iterable[FollowUp]) -> None:
    """Rows as they stand, all of one month, which would be counted again for each of them."""
    with pgtrigger.ignore("followups.FollowUp:tally_new"):
        FollowUp.objects.bulk_create(rows)
