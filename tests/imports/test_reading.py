"""What comes out of files that are fine: text stays text, dates and words are understood in both languages."""

import datetime as dt
import re

import pytest
from openpyxl import load_workbook

from imports.kinds import RESOURCES, columns
from imports.models import Kind
from imports.planning import make_plan
from imports.template import write_template
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
    from imports.reading.grid import Unreadable

    by = reviewer if kind == Kind.VISITS else admin
    with pytest.raises(Unreadable, match="no rows below the headings"):
        read(content, kind, by)  # only headings, codes and the example, which is left out


def load_workbook_sheets(content):
    import io

    return load_workbook(io.BytesIO(content)).sheetnames


def test_every_kind_has_its_columns_in_both_languages():
    assert set(RESOURCES) == set(Kind)
