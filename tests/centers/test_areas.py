"""A reviewer's hand reaches as far as their areas, at centers and checkpoints alike."""

import pytest

from accounts.access import Refused
from accounts.roles import Role
from centers import actions
from centers.models import Center
from tests.factories import UserFactory
from tests.visits.factories import CenterFactory, CheckpointFactory


@pytest.fixture
def elsewhere(db):
    """A reviewer of Sa Kaeo."""
    return UserFactory.create(username="elsewhere", role=Role.REVIEWER, areas=["TH27"])


@pytest.mark.parametrize("page", ["edit", "status", "position", "roster", "retire"])
def test_a_reviewer_of_another_province_changes_no_center(page, client_of, elsewhere):
    answer = client_of(elsewhere).get(f"{CenterFactory.create().get_absolute_url()}{page}/")
    assert answer.status_code == 403
    assert "outside your areas" in answer.content.decode()


def test_nor_sees_its_telephones(client_of, elsewhere):
    answer = client_of(elsewhere).get(CenterFactory.create().get_absolute_url())
    assert answer.context["sees_phones"] is False


@pytest.mark.parametrize("page", ["edit", "status", "position", "retire"])
def test_nor_a_checkpoint(page, client_of, elsewhere):
    assert client_of(elsewhere).get(f"{CheckpointFactory.create().get_absolute_url()}{page}/").status_code == 403


@pytest.mark.usefixtures("_in_english")
def test_nor_adds_a_center_there(elsewhere, pong_nam_ron):
    with pytest.raises(Refused, match="outside your areas"):
        actions.create(by=elsewhere, name_th="ศูนย์", name_en="Center", district=pong_nam_ron)
    assert not Center.objects.exists()
