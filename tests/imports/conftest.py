import pytest

from accounts.models import User
from accounts.roles import Role
from imports import actions
from imports.models import Batch, Kind
from imports.planning import make_plan
from tests.factories import DistrictFactory, UserFactory
from tests.visits.factories import CheckpointFactory, NtsCategoryFactory


@pytest.fixture(autouse=True)
def _english(_in_english: None) -> None:
    """Errors are read as they are written."""


@pytest.fixture
def ban_laem(pong_nam_ron):
    return CheckpointFactory.create()


@pytest.fixture
def categories(db):
    return [NtsCategoryFactory.create(code="DRUG"), NtsCategoryFactory.create(code="TIP", is_sensitive=True)]


@pytest.fixture
def read(admin):
    """Read a file as somebody (the administrator): answers the batch."""

    def take_in(content: bytes, kind: Kind = Kind.CHECKPOINTS, by: User | None = None) -> Batch:
        return actions.take_in(kind=kind, name="file.xlsx", content=content, by=by or admin)

    return take_in


@pytest.fixture
def carried_out(read, admin):
    """Read a file and carry it out."""

    def carry_out(content: bytes, kind: Kind = Kind.CHECKPOINTS, by: User | None = None) -> Batch:
        batch = read(content, kind, by)
        digest = make_plan(batch, by or admin).digest
        return actions.carry_out(batch=batch, digest=digest, by=by or admin)

    return carry_out


@pytest.fixture
def sa_kaeo(db):
    return DistrictFactory.create(code="2706")


@pytest.fixture
def local_reviewer(chanthaburi):
    return UserFactory.create(username="local", role=Role.REVIEWER, areas=["TH22"])
