import datetime as dt

import pytest

from accounts.roles import Role
from indicators import reference
from indicators.models import Indicator
from tests.factories import UserFactory


@pytest.fixture
def indicators(db):
    reference.load()
    return {one.code: one for one in Indicator.objects.all()}


@pytest.fixture
def quarter():
    """The second quarter of fiscal year 2566: the days of the Chanthaburi visit."""
    return {"start": dt.date(2023, 1, 1), "end": dt.date(2023, 3, 31)}


@pytest.fixture
def local_director(db):
    return UserFactory.create(username="sakaeo", role=Role.DIRECTOR, areas=["TH27"])
