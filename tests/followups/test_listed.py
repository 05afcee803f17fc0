"""The list of actions holds what its reader may know of, by whatever way they know of it."""

import pgtrigger
import pytest

from accounts.roles import Role
from followups.models import FollowUp
from tests.factories import UserFactory
from tests.followups.conftest import make_followup
from tests.practices.factories import make_practice
from visits.models import MissionMember

EVERYBODY = ["officer", "neighbour", "stranger", "member", "owner", "writer", "reviewer", "director", "partner",
             "auditor", "admin"]  # fmt: skip


@pytest.fixture
def member(approved_visit):
    """On the mission, with an area elsewhere."""
    row = UserFactory.create(username="member", role=Role.OFFICER, areas=["TH2706"])
    with pgtrigger.ignore("visits.MissionMember:frozen_with_visit"):
        MissionMember.objects.create(visit=approved_visit, user=row)
    return row


@pytest.fixture
def owner(db):
    """Owns an action of a report from elsewhere."""
    return UserFactory.create(username="owner", role=Role.OFFICER, areas=["TH2706"])


@pytest.fixture
def writer(db, soi_dao):
    """Wrote a candidate elsewhere."""
    return UserFactory.create(username="writer", role=Role.OFFICER, areas=["TH2207"])


@pytest.fixture
def five(approved_visit, officer, owner, writer, pong_nam_ron, soi_dao, visit):
    """Of a report, with another's owner, of two candidates, of a draft."""
    make_followup(approved_visit, title="report")
    make_followup(approved_visit, title="owned", owner=owner)
    for by, district in ((officer, pong_nam_ron), (writer, soi_dao)):
        practice = make_practice(by, district)
        said = {"owner": by, "created_by": by, "due_on": "2027-01-01"}
        FollowUp.objects.create(title=practice.code, practice=practice.code, area_codes=practice.area_codes, **said)


@pytest.mark.parametrize("few", [0, 500])
@pytest.mark.parametrize("name", EVERYBODY)
def test_the_list_is_what_the_reader_may_know_of(name, few, five, request, monkeypatch):
    monkeypatch.setattr("visits.queries.FEW", few)
    user = request.getfixturevalue(name)
    known = set(FollowUp.objects.visible_to(user).values_list("title", flat=True))
    assert set(FollowUp.objects.listed_to(user).values_list("title", flat=True)) == known


def test_each_way_is_one_by_which_somebody_knows_of_an_action(five, member, owner, writer, reviewer):
    known = {user: FollowUp.objects.listed_to(user).count() for user in (member, owner, writer, reviewer)}
    assert known == {member: 2, owner: 1, writer: 1, reviewer: 4}
