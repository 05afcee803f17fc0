"""All rows or none; what was seen is what is done; and back again exactly."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.access import Refused
from accounts.models import AccessEntry
from centers.models import Center
from checkpoints import actions as checkpoint_actions
from checkpoints.models import Checkpoint
from imports import actions
from imports.models import Batch, BatchState, Kind
from imports.planning import make_plan
from imports.undoing import ChangedSince
from places.models import District
from tests.exports.asking import ask, body
from tests.factories import ProvinceFactory
from tests.imports import files
from tests.imports.files import BAN_MAI, HEAD
from tests.visits.factories import make_stop, make_visit

pytestmark = pytest.mark.usefixtures("ban_laem")

WITH_STATUS = [*HEAD, "lat", "lon", "status", "status_on", "status_source"]
FULL = [*BAN_MAI, 13.1, 102.4, "open", "11/3/2566", "คำสั่งจังหวัด"]
CHANGED = ["ban-laem", "PERMANENT", "บ้านแหลม", "Ban Laem gate", 22, 2204, 13.08, 102.45, "closed", "24/6/2568", "x"]


def both():
    return files.workbook([FULL, CHANGED], head=WITH_STATUS)


def test_a_dry_run_tells_what_is_new_and_what_changes_and_stores_nothing(read, admin):
    plan = make_plan(read(both()), admin)
    assert (len(plan.new), len(plan.changed), plan.errors) == (1, 1, [])
    assert set(plan.changed[0].draft.changed()) == {"name_en", "lat", "lon", "status", "status_on", "status_source"}
    assert Checkpoint.objects.get().name_en == "Ban Laem"


def test_rows_are_written_by_the_actions_of_the_room(carried_out, admin):
    batch = carried_out(both())
    new = Checkpoint.objects.get(code="ban-mai")
    assert (new.status, str(new.status_on), new.status_events.get().recorded_by) == ("open", "2023-03-11", admin)
    assert Checkpoint.objects.get(code="ban-laem").version > 1
    assert batch.state == BatchState.IMPORTED
    assert batch.content is None
    assert AccessEntry.objects.get().what == AccessEntry.What.FILE_IMPORTED


def test_the_same_file_again_changes_nothing(read, carried_out, admin):
    carried_out(both())
    named = files.workbook([["ban-mai", *FULL[1:]], CHANGED], head=WITH_STATUS)
    plan = make_plan(read(named), admin)
    assert (plan.changes, plan.unchanged, plan.errors) == ([], 2, [])


@pytest.mark.parametrize("kind", [Kind.CHECKPOINTS, Kind.CENTERS])
@pytest.mark.parametrize(("language", "form"), [("th", "xlsx"), ("en", "xlsx"), ("th", "csv")])
def test_a_table_that_was_exported_is_read_again_and_changes_nothing(
    client_of, read, carried_out, reviewer, admin, kind, language, form
):
    carried_out(both())
    center = ["ศูนย์ใหม่", "New center", "โป่งน้ำร้อน", "Other; Another", "+66 39 000 000", 13.25, 102.5, 5]
    head = ["code", "name_th", "name_en", "district", "aliases", "hotline", "lat", "lon", "position_radius_km"]
    carried_out(files.workbook([["", *center]], head=head), Kind.CENTERS, reviewer)
    exported = body(ask(client_of(reviewer), kind.value, format=form, language=language))
    by = admin if kind == Kind.CHECKPOINTS else reviewer
    plan = make_plan(read(exported, kind, by), by)
    assert (plan.errors, plan.changes, plan.unchanged) == ([], [], 2 if kind == Kind.CHECKPOINTS else 1)
    assert {"lat", "lon", "district"} <= set(plan.table.places)


def test_one_wrong_row_keeps_all_out(read, admin):
    batch = read(files.workbook([FULL, [*CHANGED[:1], "GATE", *CHANGED[2:]]], head=WITH_STATUS))
    plan = make_plan(batch, admin)
    with pytest.raises(actions.Conflict):
        actions.carry_out(batch=batch, digest=plan.digest, by=admin)
    assert Checkpoint.objects.count() == 1


def test_what_was_not_seen_is_not_imported(read, admin, ban_laem):
    batch = read(both())
    digest = make_plan(batch, admin).digest
    checkpoint_actions.edit(place=ban_laem, by=admin, version=1, name_en="Renamed meanwhile")
    with pytest.raises(actions.Conflict) as conflict:
        actions.carry_out(batch=batch, digest=digest, by=admin)
    assert conflict.value.plan is not None
    assert not Checkpoint.objects.filter(code="ban-mai").exists()


def test_nothing_is_imported_twice(carried_out, admin):
    batch = carried_out(both())
    with pytest.raises(actions.Conflict):
        actions.carry_out(batch=batch, digest="", by=admin)


def stored():
    return [
        {key: value for key, value in row.items() if key != "version"}
        for model in (Checkpoint, Center, District)
        for row in model.objects.order_by("pk").values()
    ]


def test_undoing_makes_everything_what_it_was(carried_out, admin, ban_laem):
    before = stored()
    batch = carried_out(both())
    assert stored() != before
    actions.undo(batch=batch, by=admin)
    assert stored() == before
    assert not ban_laem.status_events.exists()
    assert AccessEntry.objects.filter(what=AccessEntry.What.IMPORT_UNDONE).count() == 1


@pytest.mark.parametrize("what", ["edited", "visited", "status", "retired"])
def test_undoing_is_refused_as_a_whole_once_somebody_has_built_on_it(carried_out, admin, officer, what):
    batch = carried_out(both())
    new, before = Checkpoint.objects.get(code="ban-mai"), None
    if what == "edited":
        checkpoint_actions.edit(place=new, by=admin, version=new.version, name_en="Better")
    elif what == "visited":
        make_stop(make_visit(officer), checkpoint=new)
    elif what == "status":
        checkpoint_actions.record_status(place=new, status="closed", on=dt.date(2023, 3, 11), source="seen", by=admin)
    else:
        checkpoint_actions.retire(place=new, reason="twice", by=admin, version=new.version)
    before = stored()
    with pytest.raises(ChangedSince) as changed:
        actions.undo(batch=batch, by=admin)
    assert [row.number for row in changed.value.rows] == [2]
    assert stored() == before


def test_an_import_is_undone_once(carried_out, admin):
    batch = carried_out(both())
    actions.undo(batch=batch, by=admin)
    with pytest.raises(actions.Conflict):
        actions.undo(batch=batch, by=admin)


def test_districts_come_and_go(carried_out, admin, pong_nam_ron):
    head = ["code", "name_th", "name_en", "aliases", "lat", "lon"]
    rows = [[2204, "โป่งน้ำร้อน", "Pong Nam Ron", "Pong Namron; Pongnamron", "", ""], [2210, "ใหม่", "New", "", 13, 102]]
    before = stored()
    batch = carried_out(files.workbook(rows, head=head), Kind.DISTRICTS)
    assert District.objects.get(code="2204").aliases == "Pong Namron\nPongnamron"
    assert District.objects.get(code="2210").province.code == "22"
    actions.undo(batch=batch, by=admin)
    assert stored() == before


def test_a_district_is_called_by_its_name_alone(read, admin, pong_nam_ron):
    head, rows = ["code", "name_th", "name_en"], [[2204, "อำเภอโป่งน้ำร้อน", "Pong Nam Ron"]]
    plan = make_plan(read(files.workbook(rows, head=head), Kind.DISTRICTS), admin)
    assert [(one.row, one.column) for one in plan.errors] == [(2, "B (name_th)")]


def test_provinces_take_other_names_only(carried_out, read, admin, chanthaburi):
    head = ["code", "name_en", "aliases"]
    batch = carried_out(files.workbook([[22, "Chanthaburi", "Chantaburi"]], head=head), Kind.PROVINCES)
    chanthaburi.refresh_from_db()
    assert chanthaburi.aliases == "Chantaburi"
    actions.undo(batch=batch, by=admin)
    chanthaburi.refresh_from_db()
    assert chanthaburi.aliases == ""
    plan = make_plan(read(files.workbook([[22, "Chan", ""], [99, "New", ""]], head=head), Kind.PROVINCES), admin)
    assert [one.row for one in plan.errors] == [2, 3]


def test_centers_come_and_go(carried_out, reviewer):
    head = ["code", "name_th", "name_en", "district", "status", "status_on", "status_source"]
    row = ["", "ศูนย์ใหม่", "New center", 2204, "established", "1/10/2565", "order"]
    before = stored()
    batch = carried_out(files.workbook([row], head=head), Kind.CENTERS, reviewer)
    assert Center.objects.get().status == "established"
    actions.undo(batch=batch, by=reviewer)
    assert stored() == before


def test_rows_outside_ones_areas_are_said(read, carried_out, pong_nam_ron, sa_kaeo, local_reviewer):
    head = ["code", "name_th", "name_en", "district"]
    rows = [["", "ในเขต", "Inside", 2204], ["", "นอกเขต", "Outside", 2706]]
    plan = make_plan(read(files.workbook(rows, head=head), Kind.CENTERS, local_reviewer), local_reviewer)
    assert [(one.row, one.message) for one in plan.errors] == [(3, "It lies outside your areas of responsibility.")]


def test_who_may_not_change_a_thing_may_not_import_it(read, officer, reviewer, admin):
    for by, kind in ((officer, Kind.CHECKPOINTS), (reviewer, Kind.DISTRICTS), (admin, Kind.VISITS)):
        with pytest.raises(Refused):
            read(both(), kind, by)


def test_the_database_keeps_an_import_in_its_course(carried_out):
    batch = carried_out(both())
    for change in ({"state": "read", "content": b"x", "decided_at": None}, {"state": "discarded"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Batch.objects.filter(pk=batch.pk).update(**change)


def test_a_file_that_nobody_decides_on_is_forgotten(read, admin):
    old = read(both())
    Batch.objects.filter(pk=old.pk).update(created_at=old.created_at - dt.timedelta(days=2))
    read(both())
    old.refresh_from_db()
    assert (old.state, old.content) == (BatchState.DISCARDED, None)


def test_the_number_of_queries_of_a_dry_run_does_not_grow_with_the_rows(read, admin):
    ProvinceFactory.create(code="27")
    counts = []
    for size in (2, 200):
        batch = read(files.workbook([["", "TRADE", f"บ้าน {n}", f"Ban {n}", 22, 2204] for n in range(size)]))
        with CaptureQueriesContext(connection) as found:
            make_plan(batch, admin)
        counts.append(len(found))
    assert counts[0] == counts[1]
