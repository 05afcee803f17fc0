"""Two officers of one border, who report at the same checkpoint."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory
from tests.seizures.factories import approve, report_with
from tests.visits.factories import NtsCategoryFactory
from visits.models import Visit

Approved = Callable[..., Visit]


@pytest.fixture
def colleague(db: None) -> User:
    """An officer of the same district."""
    return UserFactory.create(username="colleague", role=Role.OFFICER, areas=["TH2204"])


@pytest.fixture
def stranger(db: None) -> User:
    """A reviewer of another province."""
    return UserFactory.create(username="stranger", role=Role.REVIEWER, areas=["TH27"])


@pytest.fixture
def approved(officer: User, reviewer: User, director: User) -> Approved:
    """An approved report with one lot of goods; of the officer unless `author` says who."""
    NtsCategoryFactory.create()

    def make(author: User = officer, **goods: Any) -> Visit:
        return approve(report_with(author, **goods), reviewer=reviewer, director=director)

    return make
