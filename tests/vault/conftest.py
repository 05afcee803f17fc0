"""Somebody in the vault, hanging on a restricted activity of the officer's report."""

import pytest

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory
from tests.vault.factories import make_identity
from tests.visits.factories import make_activity, make_stop
from vault.models import Identity
from visits.models import Activity, Visit


@pytest.fixture
def hush(visit: Visit) -> Activity:
    return make_activity(make_stop(visit), kind="briefing", narrative="An indicator was observed.", restricted=True)


@pytest.fixture
def identity(officer: User, hush: Activity) -> Identity:
    """Put there by the officer, who alone opens it."""
    return make_identity(officer, hush)


@pytest.fixture
def colleague(db: None) -> User:
    return UserFactory.create(username="colleague", role=Role.OFFICER, areas=["TH22"])


@pytest.fixture
def stranger(db: None) -> User:
    """A reviewer of another province."""
    return UserFactory.create(username="stranger", role=Role.REVIEWER, areas=["TH27"])
