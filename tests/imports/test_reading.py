"""What comes out of files that are fine: text stays text, dates and words are understood in both languages."""

import datetime as dt
import re

import pytest
from openpyxl import load_workbook

from imports.kinds import RESOURCES, columns
from imports.models import Batch, Kind
from imports.planning import make_plan
from imports.reading.grid import Unreadable
from imports.template import write_template
from tests.factories import DistrictFactory, ProvinceFactory
from tests.imports import files
from tests.imports.files import BAN_MAI, HEAD

pytestmark = pytest.mark.usefixtures("ban_laem")


def values(plan):
    return plan.changes[0].draft.values


@pytest.mark.parametrize(
    ("encoding", "called"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp874", "Thai Windows")]
)
@pytest.mark.parametrize("by", [",", ";", "\t"])
def test_text_is_read_in_the_encodings_of_thai_officials_and_says_which(read, admin, encoding, called, by):
    plan = make_plan(read(files.text([BAN_MAI], encoding=encoding, by=by)), admin)
    assert values(plan)["name_th"] == "บ้านใหม่"
    assert called in plan.notes[0]


@pytest.mark.parametrize("title", ["", "ทะเบียน; ปรับปรุง; ครั้งที่ 1\r\n"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_the_delimiter_is_that_of_the_headings(read, admin, title, ends):
    rows = ",".join([*map(str, BAN_MAI), "ก; ข; ค; ง; จ; ฉ; ช; ซ; ฌ"])
    content = f"{title}{','.join([*HEAD, 'aliases'])}\r\n{rows}\r\n".replace("\r\n", ends).encode()
    assert values(make_plan(read(content), admin))["aliases"].splitlines()[-1] == "ฌ"


def test_headings_and_words_are_understood_in_thai(read, admin):
    from django.utils.translation import override

    with override("th"):
        head = [str(column.label) for column in columns(Kind.CHECKPOINTS) if column.code in HEAD]
        kind = "จุดผ่อนปรนการค้า"
    plan = make_plan(read(files.workbook([[BAN_MAI[0], kind, *BAN_MAI[2:]]], head=head)), admin)
    assert values(plan)["kind"] == "TRADE"


def test_a_formula_counts_as_what_it_resulted_in(read, admin):
    plan = make_plan(read(files.with_formula(files.workbook([BAN_MAI]), result="บ้านสอง")), admin)
    assert values(plan)["name_th"] == "บ้านสอง"


@pytest.mark.parametrize("made", [files.text, files.workbook])
def test_text_that_looks_like_a_formula_stays_text(read, admin, made):
    book = made([["", "TRADE", "'=1+1", "=1+1", 22, 2204]]) if made is files.text else typed_formula()
    assert values(make_plan(read(book), admin))["name_en"] == "=1+1"


def typed_formula():
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEAD)
    book.active.append(BAN_MAI)
    book.active["D2"].value = "=1+1"
    book.active["D2"].data_type = "s"
    return files.saved(book)


@pytest.mark.parametrize(
    "written",
    ["11/3/2566", "11-3-2023", "๑๑/๓/๒๕๖๖", "11 มีนาคม 2566", "11 มี.ค. 2566", "11 March 2023", "2023-03-11",
     "วันเสาร์ที่ 11 มีนาคม พ.ศ. 2566", "ส. 11 มี.ค. 2566", "Saturday 11 March 2023", "วันที่ 11 มีนาคม 2566",
     "11/3/2566 0:00:00", "2023-03-11T00:00",
     dt.date(2023, 3, 11), dt.datetime(2566, 3, 11)],
)  # fmt: skip
def test_dates_of_either_era_are_the_same_day(read, admin, written):
    head, row = [*HEAD, "status", "status_on", "status_source"], [*BAN_MAI, "open", written, "order"]
    plan = make_plan(read(files.workbook([row], head=head)), admin)
    assert values(plan)["status_on"] == dt.date(2023, 3, 11)
    told = [note for note in plan.notes if "Buddhist era" in note]
    assert bool(told) == (any(year in str(written) for year in ("2566", "๒๕๖๖")))


def test_rows_are_read_whatever_the_sheet_says_of_its_size(read, admin):
    """Programs that write workbooks often leave it at one cell."""
    book = files.workbook([BAN_MAI, ["", "TRADE", "บ้านเก่า", "Ban Kao", 22, 2204]])
    wrong = files.repacked(book, "xl/worksheets/sheet1.xml", lambda xml: re.sub(b'ref="A1:F3"', b'ref="A1"', xml))
    assert wrong != book
    assert len(make_plan(read(wrong), admin).new) == 2


TITLE = ["ทะเบียนจุดผ่านแดน ปี 2566"]


@pytest.mark.parametrize("made", [files.text, files.workbook])
def test_a_title_may_stand_above_the_headings(read, admin, made):
    rows = [["ข้อมูล ณ วันที่ 1"], HEAD, BAN_MAI, ["", "GATE", "บ้านเก่า", *BAN_MAI[3:]]]
    plan = make_plan(read(made(rows, head=TITLE)), admin)
    assert [(one.row, one.column) for one in plan.errors] == [(5, "B (kind)")]
    assert "The headings stand in row 3: what is above them is left out." in plan.notes


def test_a_title_may_be_merged_and_the_headings_may_not(read, admin):
    plan = make_plan(read(files.workbook([HEAD, BAN_MAI], head=TITLE, merge="A1:F1")), admin)
    assert len(plan.new) == 1
    with pytest.raises(Unreadable, match="cells B3:C3 are merged"):
        read(files.workbook([HEAD, BAN_MAI], head=TITLE, merge="B3:C3"))


def sheets(first, second, *, merge="", hidden=False):
    """A workbook of two sheets, in the order in which they are read; the second was made first."""
    from openpyxl import Workbook

    book = Workbook()
    for row in second:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    front = book.create_sheet("front", 0)
    for row in first:
        front.append(row)
    front.sheet_state = "hidden" if hidden else "visible"
    return files.saved(book)


def test_the_sheet_with_the_headings_is_read_wherever_it_stands(read, admin):
    plan = make_plan(read(sheets([["คำชี้แจง"], ["กรอกในแผ่นถัดไป"]], [HEAD, BAN_MAI])), admin)
    assert len(plan.new) == 1
    assert plan.notes == ["Only the sheet “Sheet” is read."]


def test_a_hidden_sheet_is_not_read(read, admin):
    plan = make_plan(read(sheets([HEAD, BAN_MAI, BAN_MAI], [HEAD, BAN_MAI], hidden=True)), admin)
    assert (len(plan.new), plan.errors) == (1, [])


def test_only_what_is_merged_on_the_sheet_that_is_read_matters(read, admin):
    """Whichever of the parts of the file it is: sheets are moved about."""
    table, words = [HEAD, BAN_MAI, [*BAN_MAI[:2], "บ้านเก่า", *BAN_MAI[3:]]], [["คำชี้แจง"], ["x"], ["y"]]
    assert len(make_plan(read(sheets(table, words, merge="A2:B3")), admin).new) == 2
    with pytest.raises(Unreadable, match="cells F2:F3 are merged"):
        read(sheets(words, table, merge="F2:F3"))


def test_a_file_keeps_the_name_of_what_it_is(client_of, admin):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("จุดผ่านแดน.xls", files.workbook([BAN_MAI]))
    client_of(admin).post("/imports/checkpoints/", {"file": file})
    assert Batch.objects.get().file_name == "จุดผ่านแดน.xlsx"


def in_place(province, district):
    return files.workbook([[*BAN_MAI[:4], province, district]], head=[*HEAD[:4], "จังหวัด", "อำเภอ"])


@pytest.mark.parametrize("province", ["จันทบุรี", "จังหวัดจันทบุรี", "จ.จันทบุรี", "Chanthaburi", "TH22", "๒๒"])
@pytest.mark.parametrize(
    "district",
    ["โป่งน้ำร้อน", "โป่งน\u0e49\u0e4d\u0e32ร้อน", "อำเภอโป่งน้ำร้อน", "อ. โป่งน้ำร้อน", "อำเภอโป่งน้ำร้อน จังหวัดจันทบุรี",
     "จันทบุรี – โป่งน้ำร้อน", "pong nam ron district", "Pongnamron", "๒๒๐๔"],
)  # fmt: skip
def test_places_are_known_by_code_or_name(read, admin, pong_nam_ron, soi_dao, province, district):
    found = values(make_plan(read(in_place(province, district)), admin))
    assert (found["province"].code, found["district"]) == ("22", pong_nam_ron)


def test_a_name_of_two_districts_is_told_by_its_province_or_its_code(read, admin):
    nan, korat = (
        ProvinceFactory.create(code=code, name_th=name) for code, name in (("55", "น่าน"), ("30", "นครราชสีมา"))
    )
    for province in (nan, korat):
        DistrictFactory.create(code=f"{province.code}15", province=province, name_th="เฉลิมพระเกียรติ")
    plan = make_plan(read(in_place("น่าน", "อ.เฉลิมพระเกียรติ")), admin)
    assert [one.column for one in plan.errors] == ["F (อำเภอ)"]
    assert "Several are called “อ.เฉลิมพระเกียรติ”" in plan.errors[0].message
    assert "3015 (" in plan.errors[0].message
    assert "5515 (" in plan.errors[0].message
    found = values(make_plan(read(in_place("น่าน", "อ.เฉลิมพระเกียรติ จ.น่าน")), admin))
    assert found["district"].code == "5515"


def test_a_place_that_nobody_knows_is_told(read, admin):
    plan = make_plan(read(in_place("จันทบูร", "โป่งร้อน")), admin)
    assert [one.column for one in plan.errors] == ["E (จังหวัด)", "F (อำเภอ)"]


def test_a_column_that_is_not_known_is_named_and_left_out(read, admin):
    plan = make_plan(read(files.workbook([[*BAN_MAI, "x"]], head=[*HEAD, "remark"])), admin)
    assert plan.notes == ["The column “remark” is not known here: it is left out."]
    assert not plan.errors


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_template_is_read_as_it_is_downloaded(read, admin, reviewer, categories, kind, language):
    from django.utils.translation import override

    with override(language):
        content = write_template(kind)
    assert len(load_workbook_sheets(content)) == 2
    by = reviewer if kind == Kind.VISITS else admin
    with pytest.raises(Unreadable, match="no rows below the headings"):
        read(content, kind, by)  # only headings, codes and the example, which is left out


def load_workbook_sheets(content):
    import io

    return load_workbook(io.BytesIO(content)).sheetnames


def test_every_kind_has_its_columns_in_both_languages():
    assert set(RESOURCES) == set(Kind)
