"""Rows written by a ready statement are the rows that Django would have written."""

import uuid

import pytest
from django.contrib.gis.geos import Point

from ui.prepared import insert
from visits.models import Activity, Participation, Stop


def columns(row):
    """What the database holds, without key and the browser's key."""
    fields = [field for field in row._meta.concrete_fields if field.name not in {"id", "client_uuid"}]
    fresh = type(row).objects.get(pk=row.pk)
    return {field.name: getattr(fresh, field.attname) for field in fields}


@pytest.mark.parametrize("point", [None, Point(102.5, 13.1, srid=4326)])
def test_a_stop_is_stored_as_save_stores_it(visit, point):
    ours, theirs = (Stop(visit=visit, place="ด่าน 50%", point=point, sort=3) for _ in range(2))
    insert(ours)
    theirs.save(force_insert=True)
    assert columns(ours) == columns(theirs)


def test_json_defaults_and_empty_columns_are_stored(visit):
    stop = Stop.objects.create(visit=visit, place="ด่าน")
    row = Activity(stop=stop, kind="inspection", details={"lanes_total": 4, "defects": "ไฟ"}, client_uuid=uuid.uuid4())
    insert(row)
    party = Participation(activity=row, unit="ตชด.")
    insert(party)
    assert columns(row)["details"] == {"lanes_total": 4, "defects": "ไฟ"}
    assert (columns(party)["agency"], columns(party)["unit"]) == (None, "ตชด.")


def test_a_stored_row_can_be_saved_again(visit):
    row = Stop(visit=visit, place="A")
    insert(row)
    row.place = "B"
    row.save()
    assert Stop.objects.get(visit=visit).place == "B"
