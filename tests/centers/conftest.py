"""The center of Pong Nam Ron with somebody in it, and that of Soi Dao."""

import pytest

from accounts.models import User
from accounts.roles import Role
from centers.models import Center, CenterMember, PublicReport
from checklists.models import ChecklistVersion, Purpose
from tests.centers.factories import SOMEBODY, make_public_report
from tests.checklists.factories import make_published
from tests.factories import UserFactory
from tests.visits.factories import CenterFactory


@pytest.fixture
def center(pong_nam_ron, center_staff: User) -> Center:
    center = CenterFactory.create(code="pong-nam-ron", name_en="Coordination Center, Pong Nam Ron")
    center.staff.add(center_staff)
    return center


@pytest.fixture
def other_center(soi_dao) -> Center:
    return CenterFactory.create(
        code="soi-dao", name_th="ศูนย์ประสานงานสอยดาว", name_en="Soi Dao center", district=soi_dao
    )


@pytest.fixture
def head(center: Center) -> CenterMember:
    return center.members.create(role="head", position="นายอำเภอ", name="ก. ตัวอย่าง", phone="081-000-0000")


@pytest.fixture
def version(admin: User) -> ChecklistVersion:
    """A readiness checklist in use."""
    return make_published(admin, code="center-check", purpose=Purpose.READINESS)


@pytest.fixture
def report(center: Center, center_staff: User) -> PublicReport:
    """A public report of somebody who gave a name; nobody has taken it up."""
    return make_public_report(center, center_staff, person=SOMEBODY)


@pytest.fixture
def stranger(db) -> User:
    """A reviewer of Sa Kaeo."""
    return UserFactory.create(username="stranger", role=Role.REVIEWER, areas=["TH27"])
