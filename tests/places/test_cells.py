"""The cells of the map count the places in use, whatever way these are written."""

from collections import Counter

import pytest
from django.contrib.gis.geos import Point
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from checkpoints.models import Checkpoint
from places.cells import LEVELS
from places.models import Cell
from tests.visits.factories import CenterFactory, CheckpointFactory

Key = tuple[int, int, int, str, str, str]
HERE, NEAR, FAR = (Point(x, y, srid=4326) for x, y in ((102.45, 13.08), (102.4501, 13.0801), (100.09, 20.27)))


def counted():
    """What the cells hold, empty ones left out."""
    cells = Cell.objects.filter(places__gt=0)
    return {
        row[:6]: row[6:] for row in cells.values_list("level", "x", "y", "layer", "kind", "status", "places", "key")
    }


def expected():
    """The same from the places themselves."""
    places: Counter[Key] = Counter()
    keys: Counter[Key] = Counter()
    for place in Checkpoint.objects.in_use().filter(point__isnull=False):
        assert place.point
        for level in LEVELS:
            x, y = (int((axis + shift) * 2**level / 360) for axis, shift in ((place.point.x, 180), (place.point.y, 90)))
            places[level, x, y, "checkpoint", place.kind, place.status] += 1
            keys[level, x, y, "checkpoint", place.kind, place.status] += place.pk
    return {cell: (n, keys[cell]) for cell, n in places.items()}


@pytest.fixture
def points(pong_nam_ron):
    return [
        CheckpointFactory.create(code=f"p{n}", district=pong_nam_ron, point=at)
        for n, at in enumerate((HERE, NEAR, FAR))
    ]


def test_new_places_are_counted_at_every_level(points):
    assert counted() == expected()
    assert {cell[0] for cell in counted()} == set(LEVELS)


@pytest.mark.parametrize(
    "change",
    [{"status": "closed"}, {"kind": "TRADE"}, {"point": FAR}, {"point": None}, {"point": HERE, "status": "open"}],
)
def test_change_of_many_at_once_is_counted(points, change):
    Checkpoint.objects.update(**change)
    assert counted() == expected()


def test_place_that_moves_within_its_cell_moves_the_middle(points):
    cell = Cell.objects.get(level=6, places=2)
    Checkpoint.objects.filter(code="p0").update(point=NEAR)
    moved = Cell.objects.get(pk=cell.pk)
    assert (moved.places, moved.lon - cell.lon, moved.lat - cell.lat) == (2, 10, 10)


def test_retired_place_leaves_and_comes_back(points, admin):
    point = Checkpoint.objects.get(code="p2")
    Checkpoint.objects.filter(pk=point.pk).update(retired_at=timezone.now(), retired_by=admin)
    assert counted() == expected()
    Checkpoint.objects.filter(pk=point.pk).update(retired_at=None, retired_by=None)
    assert counted() == expected()


def test_deleted_places_are_gone(points):
    Checkpoint.objects.filter(code__in=["p0", "p2"]).delete()
    assert counted() == expected() != {}


def test_centers_are_a_layer_of_their_own(points):
    CenterFactory.create(point=HERE)
    assert Cell.objects.filter(layer="center", places=1).count() == len(LEVELS)


def test_change_that_moves_no_count_writes_nothing(points):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(hashtext(xmin::text)) FROM places_cell")
        before = cursor.fetchone()
        Checkpoint.objects.update(last_visited_on="2026-01-01")
        cursor.execute("SELECT sum(hashtext(xmin::text)) FROM places_cell")
        assert cursor.fetchone() == before


def test_cell_never_counts_less_than_none(points):
    with pytest.raises(IntegrityError, match="cell_counts_no_less_than_none"), transaction.atomic():
        Cell.objects.update(places=-1)
