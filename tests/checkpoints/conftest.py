"""Border points of Chanthaburi, and one far away."""

from datetime import date

import pytest
from django.contrib.gis.geos import Point

from checkpoints import actions
from checkpoints.models import Checkpoint, Kind, PointStatus
from places.models import Confidence
from tests.factories import CountryFactory, DistrictFactory
from tests.visits.factories import CheckpointFactory


@pytest.fixture
def ban_laem(pong_nam_ron) -> Checkpoint:
    return CheckpointFactory.create(
        aliases="Ban Leam\nBanlaem",
        point=Point(102.45, 13.08, srid=4326),
        position_radius_km=5,
        counterpart_country=CountryFactory.create(code="KH", name_th="กัมพูชา", name_en="Cambodia"),
        counterpart="Daung, Kamrieng, Battambang",
    )


@pytest.fixture
def ban_phakkad(pong_nam_ron) -> Checkpoint:
    return CheckpointFactory.create(
        code="ban-phakkad",
        name_th="บ้านผักกาด",
        name_en="Ban Phakkad",
        aliases="Pakkad\nPakard",
        point=Point(102.4935, 12.9265, srid=4326),
        confidence=Confidence.HIGH,
        last_visited_on=date(2023, 3, 12),
    )


@pytest.fixture
def chanang_lang(pong_nam_ron) -> Checkpoint:
    return CheckpointFactory.create(
        code="bueng-chanang-lang",
        kind=Kind.TRADE,
        name_th="บ้านบึงชนังล่าง",
        name_en="Bueng Chanang Lang",
        aliases="Chanunglang\nChananglang",
    )


@pytest.fixture
def khlong_luek(db) -> Checkpoint:
    district = DistrictFactory.create(code="2706")
    return CheckpointFactory.create(code="khlong-luek", name_th="คลองลึก", name_en="Khlong Luek", district=district)


@pytest.fixture
def closed(ban_laem) -> Checkpoint:
    """Ban Laem, closed on 18 September 2025."""
    actions.record_status(
        place=ban_laem, status=PointStatus.CLOSED, on=date(2025, 9, 18), source="ประกาศจังหวัด", by=None
    )
    ban_laem.refresh_from_db()
    return ban_laem
