"""XLSForm in and out: what we write is valid and comes back the same, what we cannot take over is named."""

from io import BytesIO

from openpyxl import load_workbook
from pyxform.xls2xform import convert

from checklists.document import Comparison, Condition, Document, Kind, Question, Section
from checklists.xlsform.reading import read_xlsform
from checklists.xlsform.writing import write_xlsform
from tests.checklists.books import HEADS, REAL_FORM, asks, lost, workbook
from tests.checklists.factories import DOCUMENT, make_checklist


def test_what_we_write_is_what_we_read(draft):
    taken = read_xlsform(write_xlsform(draft))
    assert taken.findings == []
    assert taken.document == DOCUMENT
    assert (taken.title, taken.form_id) == ("ตรวจไฟฟ้า", "power_check")


def test_what_we_write_is_valid_for_pyxform(draft):
    made = convert(BytesIO(write_xlsform(draft)), validate=False, pretty_print=True)
    assert "<h:title>ตรวจไฟฟ้า</h:title>" in made.xform
    assert "selected( /data/staff/agencies , 'customs')" in made.xform
    assert [one for one in made.warnings if "languages" in one.lower()] == []


def test_a_question_that_looks_like_a_formula_stays_text(admin):
    document = Document((Section("s", "ก", "A", questions=(Question("q", Kind.TEXT, "=1+1", "=1+1"),)),))
    content = write_xlsform(make_checklist(admin, document=document))
    assert read_xlsform(content).document == document
    assert load_workbook(BytesIO(content))["survey"]["C3"].data_type == "s"


def test_a_real_form_is_taken_over_and_every_loss_is_named():
    content = REAL_FORM
    taken = read_xlsform(content)
    assert not taken.is_fatal, taken.findings
    site, rest = taken.document.sections
    assert (site.title_th, [one.code for one in site.questions]) == (
        "สถานที่", ["officer", "day", "open", "found", "lanes", "hours"],
    )  # fmt: skip
    assert [(one.code, one.kind) for one in rest.questions] == [
        ("order", Kind.SCALE), ("photo", Kind.PHOTO), ("thanks", Kind.NOTE),
    ]  # fmt: skip
    officer, _day, opened, found, lanes, _hours = site.questions
    assert (officer.longest, officer.required, opened.choices[0].label_th) == (80, True, "ใช่")
    assert found.shown_if == Condition("open", Comparison.IS, ("yes",))
    assert (lanes.low, lanes.high, lanes.shown_if) == (1, 20, Condition("found", Comparison.IS, ("fuel", "wood")))
    assert {(one.sheet, one.row, one.column.partition(" ")[0]) for one in taken.findings} == {
        ("choices", 4, "E"), ("settings", 2, "D"), ("survey", 2, "A"), ("survey", 3, "J"), ("survey", 5, "H"),
        ("survey", 5, "I"), ("survey", 6, "A"), ("survey", 10, "A"), ("survey", 11, "H"), ("survey", 11, "L"),
        ("survey", 13, "G"), ("survey", 16, "A"), ("survey", 17, "A"),
    }  # fmt: skip


def test_a_real_form_comes_back_the_same_when_exported(admin):
    document = read_xlsform(REAL_FORM).document
    again = read_xlsform(write_xlsform(make_checklist(admin, document=document)))
    assert again.findings == []
    assert again.document == document


def test_words_in_one_language_go_by_their_script():
    rows = [["type", "name", "label"], ["text", "a", "ชื่อ"], ["text", "b", "Name"]]
    first, second = next(iter(read_xlsform(workbook(rows)).document.sections)).questions
    assert (first.label_th, first.label_en, second.label_th, second.label_en) == ("ชื่อ", "", "", "Name")


def test_another_language_is_named_cell_by_cell():
    assert lost(asks(["text", "a", "ก", "A", "អ"], heads=[*HEADS, "label::Khmer (km)"])) == [("survey", 2, "E")]


def test_a_group_in_a_group_is_named():
    rows = [["begin_group", "o", "ก", "A"], ["begin_group", "i", "ข", "B"], ["text", "q", "ค", "C"],
            ["end_group"], ["end_group"]]  # fmt: skip
    assert lost(asks(*rows)) == [("survey", 3, "A")]
