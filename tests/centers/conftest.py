"""The center of Pong Nam Ron with somebody in it, and that of Soi Dao."""

import pytest

from accounts.models import User
from centers.models import Center, CenterMember
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
