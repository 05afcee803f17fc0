"""Visits of before this system count, and never look as if somebody had approved them here."""

import datetime as dt

import pytest
from django.contrib.gis.geos import Point
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checkpoints.models import Checkpoint
from followups.models import FollowUp
from imports import actions
from imports.models import Kind
from imports.planning import make_plan
from imports.undoing import ChangedSince
from tests.exports.asking import ask, sheets_of
from tests.imports import files
from tests.visits.factories import CenterFactory, CheckpointFactory, make_visit
from visits.editions import Edition
from visits.models import NtsCategory, Provenance, Tally, Visit
from visits.workflow import State

HEAD = ["record", "title_th", "kind", "date_start", "date_end", "districts", "stops", "levels", "basis", "summary_th",
        "conclusion", "sources", "decided_by", "decided_on"]  # fmt: skip
ROW = ["มท 1/2563", "ตรวจเยี่ยมเดิม", "follow_up", "3/2/2563", "4/2/2563", "2204", "ban-laem", "DRUG=none; TIP=minor",
       "บรรยายสรุป", "เรียบร้อย", "ร่วมมือกันดี", "แฟ้ม 1", "ผู้อำนวยการกอง", "1/3/2563"]  # fmt: skip

pytestmark = pytest.mark.usefixtures("ban_laem", "categories")


def book(*rows):
    return files.workbook(rows or [ROW], head=HEAD)


@pytest.fixture
def taken_over(carried_out, reviewer):
    batch = carried_out(book(), Kind.VISITS, reviewer)
    return batch, Visit.objects.get()


def test_it_counts_and_nobody_approved_it(taken_over, reviewer, ban_laem):
    _batch, visit = taken_over
    assert (visit.state, visit.taken_over_by) == (State.APPROVED, reviewer)
    assert (visit.approved_at, visit.endorsed_at, visit.submitted_at) == (None, None, None)
    assert visit.status.label == "from earlier records"
    assert Visit.objects.approved().get() == visit
    assert Tally.objects.get(counted="reports", cut="").visits == 1
    ban_laem.refresh_from_db()
    assert ban_laem.last_visited_on == visit.date_end


def test_districts_and_places_are_known_by_their_names(carried_out, reviewer, ban_laem, soi_dao):
    CheckpointFactory.create(code="bridge-1", name_th="สะพาน 1", name_en="Bridge, the first", district=soi_dao)
    row = dict(zip(HEAD, ROW, strict=True))
    row |= {"districts": "อำเภอโป่งน้ำร้อน, อ.สอยดาว", "stops": "บ้านแหลม; bridge, the first"}
    row["levels"] = "ยาเสพติด = ไม่พบปัญหา; tip: minor"
    NtsCategory.objects.filter(code="DRUG").update(name_th="ยาเสพติด")
    carried_out(book(list(row.values())), Kind.VISITS, reviewer)
    visit = Visit.objects.get()
    assert [one.code for one in visit.districts.order_by("code")] == ["2204", "2207"]
    assert dict(visit.assessments.values_list("category__code", "level")) == {"DRUG": "none", "TIP": "minor"}
    assert list(visit.stops.order_by("sort").values_list("checkpoint__code", flat=True)) == [ban_laem.code, "bridge-1"]


def test_a_code_of_two_places_is_not_guessed(read, reviewer, pong_nam_ron):
    CenterFactory.create(code="ban-laem", name_th="ศูนย์บ้านแหลม", district=pong_nam_ron)
    plan = make_plan(read(book(), Kind.VISITS, reviewer), reviewer)
    assert [(one.row, one.column) for one in plan.errors] == [(2, "G (stops)")]
    assert "Several are called “ban-laem”" in plan.errors[0].message


def test_the_map_of_a_visit_tells_no_time_of_day(taken_over, client_of, reviewer, ban_laem):
    _batch, visit = taken_over
    Checkpoint.objects.filter(pk=ban_laem.pk).update(point=Point(102.45, 13.08, srid=4326))
    page = client_of(reviewer, "en").get(visit.get_absolute_url()).content.decode()
    assert "102.45" in page
    assert "00:00" not in page


def many(rows, year):
    """A file of so many records of that year, one a day."""
    days = [f"{1 + row % 28}/{1 + row // 28 % 12}/{year}" for row in range(rows)]
    return book(*([f"{year} {row}", *ROW[1:3], days[row], days[row], *ROW[5:]] for row in range(rows)))


def test_many_records_are_taken_over_and_given_back_as_a_few_are(carried_out, reviewer, ban_laem):
    carried_out(many(2, "2562"), Kind.VISITS, reviewer)  # what is looked up once is known from here on
    asked, batches = [], []
    for rows, year in ((3, "2563"), (60, "2564")):
        with CaptureQueriesContext(connection) as queries:
            batches.append(carried_out(many(rows, year), Kind.VISITS, reviewer))
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert Tally.differing() == 0
    ban_laem.refresh_from_db()
    assert ban_laem.last_visited_on == dt.date(2021, 3, 4)  # the sixtieth day

    given = []
    for batch in reversed(batches):
        with CaptureQueriesContext(connection) as queries:
            actions.undo(batch=batch, by=reviewer)
        given.append(len(queries))
    assert given[0] < given[1] + 10  # rows are deleted a hundred keys at a time
    assert Visit.objects.count() == 2
    assert Tally.differing() == 0
    ban_laem.refresh_from_db()
    assert ban_laem.last_visited_on == dt.date(2019, 1, 2)


def test_undoing_names_the_only_one_of_many_that_somebody_has_built_on(carried_out, reviewer):
    batch = carried_out(many(5, "2563"), Kind.VISITS, reviewer)
    visit = Visit.objects.get(provenance__record="2563 3")
    FollowUp.objects.create(
        visit=visit,
        title="Lights",
        created_by=reviewer,
        owner_name="District",
        due_on=visit.date_end,
        area_codes=["TH"],
    )
    with pytest.raises(ChangedSince) as raised:
        actions.undo(batch=batch, by=reviewer)
    assert [row.label for row in raised.value.rows] == [str(visit)]
    assert Visit.objects.count() == 5


def test_nobody_who_takes_a_step_waits_for_the_rows_of_a_file(read, reviewer):
    """The lock of figures (ADR 28) is taken when all rows are written."""
    batch, held = read(book(ROW, ["มท 2/2563", *ROW[1:]], ["มท 3/2563", *ROW[1:]]), Kind.VISITS, reviewer), []
    digest = make_plan(batch, reviewer).digest
    actions.carry_out(batch=batch, digest=digest, by=reviewer, tick=lambda _rows: held.append(locks()))
    assert (held, locks()) == ([0] * 6, 1)
    assert Tally.objects.get(counted="reports", cut="").visits == 3


def locks() -> int:
    """How many times this transaction holds the lock of figures."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            " AND (classid::bigint << 32 | objid::bigint) = hashtextextended('tallies', 0)"
        )
        return int(cursor.fetchone()[0])


def test_what_may_concern_trafficking_is_restricted(taken_over):
    _batch, visit = taken_over
    found = {row.category.code: (row.level, row.restricted) for row in visit.assessments.all()}
    assert found == {"DRUG": ("none", False), "TIP": ("minor", True)}


@pytest.mark.parametrize("number", ["มท1/2563", "มท  1/2563", "มท 1/2563 "])
def test_one_record_twice_in_a_file_is_said_whatever_its_spaces(read, reviewer, number):
    plan = make_plan(read(book(ROW, [number, *ROW[1:]]), Kind.VISITS, reviewer), reviewer)
    assert [(one.row, one.message) for one in plan.errors] == [(3, "Row 2 says the same. Keep one of them.")]


def test_its_page_and_lists_say_where_it_comes_from(taken_over, client_of, officer):
    batch, visit = taken_over
    browser = client_of(officer, "en")
    page = browser.get(visit.get_absolute_url()).content.decode()
    assert "not approved in this system" in page
    assert f"Imported from {batch.file_name} on" in page
    assert "ผู้อำนวยการกอง" in page
    line = browser.get("/visits/").content.decode()
    assert "from earlier records" in line
    assert "approved</span>" not in line


def test_its_export_tells_no_time_of_day(taken_over, client_of, reviewer):
    stops = sheets_of(ask(client_of(reviewer), format="xlsx", codes="on"))["Stops"]
    assert [(stop["checkpoint_code"], stop["arrived_at"]) for stop in stops] == [("ban-laem", None)]


def test_its_pdf_says_so(taken_over, reviewer):
    from django.template.loader import render_to_string

    from visits.editions import read_report

    _batch, visit = taken_over
    report = read_report(visit, edition=Edition.PUBLIC, by=reviewer)
    cover = render_to_string("print/_cover.html", {"visit": visit, "report": report})
    assert "not approved in this system" in cover
    assert "file.xlsx" in cover


def test_the_same_record_is_never_taken_over_twice(taken_over, read, reviewer):
    plan = make_plan(read(book(), Kind.VISITS, reviewer), reviewer)
    assert (plan.changes, plan.unchanged, plan.errors) == ([], 1, [])


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("districts", "2706", "outside your areas"),
        ("districts", "", "Fill this in"),
        ("stops", "nowhere", "is not known here"),
        ("levels", "DRUG", "with its level"),
        ("levels", "DRUG=huge", "is not known here"),
        ("levels", "FOO=none", "is not known here"),
        ("basis", "", "on what basis"),
        ("date_end", "1/1/2563", "must not be before"),
        ("decided_by", "", "Fill this in"),
        ("title_th", "", "Give the visit a title"),
    ],
)
def test_what_a_record_lacks_is_said(read, local_reviewer, sa_kaeo, column, value, message):
    row = dict(zip(HEAD, ROW, strict=True)) | {column: value}
    plan = make_plan(read(book(list(row.values())), Kind.VISITS, local_reviewer), local_reviewer)
    assert [one.row for one in plan.errors] == [2]
    assert message in plan.errors[0].message
    assert not Visit.objects.exists()


def test_undoing_leaves_nothing_behind(taken_over, reviewer, ban_laem):
    batch, _visit = taken_over
    actions.undo(batch=batch, by=reviewer)
    assert not Visit.objects.exists()
    assert not Tally.objects.exists()
    ban_laem.refresh_from_db()
    assert ban_laem.last_visited_on is None


def test_it_is_not_undone_once_it_is_published_or_asks_for_something(taken_over, reviewer, director):
    batch, visit = taken_over
    FollowUp.objects.create(visit=visit, title="x", owner_name="y", due_on=timezone.localdate(), created_by=director)
    with pytest.raises(ChangedSince):
        actions.undo(batch=batch, by=reviewer)
    assert Visit.objects.exists()


def test_nobody_else_can_jump_the_steps(officer, reviewer):
    """The database lets a draft through only where it has an earlier record, and says that it was taken over."""
    draft = make_visit(officer)
    now = timezone.now()
    for change in (
        {"state": State.APPROVED},
        {"state": State.APPROVED, "taken_over_at": now, "taken_over_by": reviewer},
        {"taken_over_at": now, "taken_over_by": reviewer},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit.objects.filter(pk=draft.pk).update(**change)


def test_what_was_taken_over_is_fixed(taken_over):
    _batch, visit = taken_over
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(summary_th="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Provenance.objects.update(decided_by="somebody else")
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(taken_over_at=None, taken_over_by=None)
