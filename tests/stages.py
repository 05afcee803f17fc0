"""One report at every step of its life, moved there by the real actions."""

import pytest

from accounts.models import User
from places.models import District
from tests.visits.factories import NtsCategoryFactory, fill, make_visit
from visits import actions
from visits.models import NtsCategory, Visit


@pytest.fixture
def core_categories(db: None) -> list[NtsCategory]:
    """Drugs, and trafficking in persons, which is sensitive."""
    tip = NtsCategoryFactory.create(code="TIP", is_sensitive=True, sort=1)
    return [tip, NtsCategoryFactory.create(code="DRUG", sort=2)]


@pytest.fixture
def visit(officer: User, pong_nam_ron: District) -> Visit:
    """A draft of the officer in Pong Nam Ron, with title, dates and district only."""
    return make_visit(officer, pong_nam_ron)


@pytest.fixture
def filed_visit(visit: Visit, core_categories: list[NtsCategory]) -> Visit:
    """A draft complete enough to be sent."""
    return fill(visit)


@pytest.fixture
def submitted_visit(filed_visit: Visit, officer: User) -> Visit:
    return actions.submit(visit=filed_visit, by=officer, version=filed_visit.version)


@pytest.fixture
def returned_visit(submitted_visit: Visit, reviewer: User) -> Visit:
    reason = "The count at the second stop is missing."
    return actions.send_back(visit=submitted_visit, by=reviewer, version=submitted_visit.version, reason=reason)


@pytest.fixture
def endorsed_visit(submitted_visit: Visit, reviewer: User) -> Visit:
    return actions.endorse(visit=submitted_visit, by=reviewer, version=submitted_visit.version)


@pytest.fixture
def approved_visit(endorsed_visit: Visit, director: User) -> Visit:
    return actions.approve(visit=endorsed_visit, by=director, version=endorsed_visit.version)


@pytest.fixture
def published_visit(approved_visit: Visit, director: User, partner: User) -> Visit:
    """Published, and released to the partner."""
    return actions.publish(visit=approved_visit, by=director, version=approved_visit.version, released_to=[partner])
