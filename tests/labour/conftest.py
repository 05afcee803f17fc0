import pytest

from accounts.models import User
from accounts.roles import Role
from labour.models import SeasonExpectation
from places.models import District
from tests.factories import UserFactory
from tests.labour.factories import draft, expect_season
from visits.models import Activity


@pytest.fixture
def stranger(db: None) -> User:
    """A reviewer of another province."""
    return UserFactory.create(username="stranger", role=Role.REVIEWER, areas=["TH27"])


@pytest.fixture
def neighbour(db: None) -> User:
    """An officer of the same district, on no mission."""
    return UserFactory.create(username="neighbour", role=Role.OFFICER, areas=["TH2204"])


@pytest.fixture
def season(reviewer: User, pong_nam_ron: District) -> SeasonExpectation:
    return expect_season(reviewer, pong_nam_ron)


@pytest.fixture
def observation(officer: User, pong_nam_ron: District, core_categories: object) -> Activity:
    """In a draft of the officer, in March 2023, at Ban Laem."""
    return draft(officer, pong_nam_ron)
