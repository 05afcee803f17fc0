"""Files that are not what they should be: each is refused with its own reason, and nothing is stored."""

import datetime as dt
import io
import time
import warnings
import zipfile

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from checkpoints.models import Checkpoint
from imports.models import Batch, Kind
from imports.planning import make_plan
from imports.reading.grid import Unreadable
from tests.imports import files
from tests.imports.files import BAN_MAI, HEAD

pytestmark = pytest.mark.usefixtures("ban_laem")


def many_columns():
    return files.text([], head=[f"c{number}" for number in range(100_000)])


def dtd():
    sheet = "xl/worksheets/sheet1.xml"
    return files.repacked(files.workbook([BAN_MAI]), sheet, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)


def far_below():
    return files.with_rows(files.workbook([BAN_MAI]), '<row r="900000000"><c r="A900000000"><v>1</v></c></row>')


def of_tags_alone():
    return files.with_rows(files.workbook([BAN_MAI]), "<row>" + "<c/>" * 2_000_000 + "</row>")


def of_styles_alone():
    book, many = files.workbook([BAN_MAI]), b"<xf/>" * 60_000 + b"</cellXfs>"
    return files.repacked(book, "xl/styles.xml", lambda xml: xml.replace(b"</cellXfs>", many))


def hidden_behind_a_name():
    book, sheet = files.workbook([BAN_MAI]), "xl/worksheets/sheet1.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bloated, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the name that is given twice
        bloated.writestr(sheet, "<c/>" * 2_000_001)
        with zipfile.ZipFile(io.BytesIO(book)) as whole:
            for name in whole.namelist():
                bloated.writestr(name, whole.read(name))
    return out.getvalue()


def without_sheet():
    return files.repacked(files.workbook([BAN_MAI]), "xl/worksheets/sheet1.xml", lambda xml: xml[:200])


FILES = {
    "nothing": (b"", "The file is empty"),
    "only an empty sheet": (files.saved(Workbook()), "The file is empty"),
    "no rows": (files.workbook([]), "no rows below the headings"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or a password-protected"),
    "a PDF": (b"%PDF-1.7 ...", "This is no table"),
    "a page of the web": (b"\xef\xbb\xbf<html><table><tr><td>code</td></tr></table></html>", "This is no table"),
    "a picture": (b"\xff\xd8\xff\xe0 ...", "This is no table"),
    "a zip of something else": (b"PK\x03\x04" + b"x" * 100, "damaged"),
    "a truncated workbook": (files.workbook([BAN_MAI])[:900], "damaged"),
    "a sheet that breaks off": (without_sheet(), "damaged"),
    "a zip bomb": (files.bomb(), "unpacks to more"),
    "entities": (dtd(), "declares entities"),
    "a row far below the table": (far_below(), "goes on below row 40,000"),
    "millions of empty cells": (of_tags_alone(), "far more than a table"),
    "millions of cells behind a name": (hidden_behind_a_name(), "far more than a table"),
    "thousands of styles": (of_styles_alone(), "far more than a table"),
    "more than ten megabytes": (b"a" * (10 * 2**20 + 1), "larger than 10 MB"),
    "a hundred thousand columns": (many_columns(), "beyond column BH"),
    "more rows than are taken": (files.text([["x"] * 6] * 20_001), "more than 20,000 rows"),
    "a heading twice": (files.workbook([BAN_MAI], head=[*HEAD[:5], "name_en"]), "stands there twice"),
    "the same heading in both languages": (files.workbook([BAN_MAI], head=[*HEAD[:5], "ชื่อภาษาอังกฤษ"]), "twice"),
    "columns missing": (files.workbook([BAN_MAI], head=["code", "name_th"]), "These columns are missing"),
    "no headings": (files.workbook([BAN_MAI], head=["a", "b", "c", "d", "e", "f"]), "These columns are missing"),
    "merged headings": (files.workbook([BAN_MAI], merge="C1:D1"), "cells C1:D1 are merged"),
    "merged cells": (files.workbook([BAN_MAI, BAN_MAI], merge="B2:B3"), "cells B2:B3 are merged"),
    "UTF-16": (files.text([BAN_MAI], encoding="utf-16"), "UTF-16"),
    "zeros": (b"code,kind\n\0\0,x", "UTF-16"),
    "no letters at all": (b"code,name_th\n\xdb\xdc\xfc\xfd\xfe", "letters of this file cannot be read"),
    "a line of a million letters": (b'"' + b"x" * 10**6 + b"\n" + b"y\r" * 10**5, "quotation marks do not match"),
    "an open quotation mark": (files.text([["", '"บ้าน', "x"]]), "quotation marks do not match"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(read, name):
    content, reason = FILES[name]
    with pytest.raises(Unreadable, match=reason):
        read(content)
    assert not Batch.objects.exists()


def changed(column, value, head=HEAD):
    row = dict(zip(HEAD, BAN_MAI, strict=True)) | {column: value}
    return files.workbook([list(row.values())], head=list(row))


CELLS = {
    "an unknown kind": (changed("kind", "GATE"), "B (kind)", "“GATE” is not known here. Write one of: INLAND_JOINT"),
    "an unknown province": (changed("province", 99), "E (province)", "“99” is not known here"),
    "a district of another province": (changed("district", 2706), "F (district)", "lies in another province"),
    "no Thai name": (changed("name_th", ""), "C (name_th)", "Fill this in"),
    "a name too long": (changed("name_en", "x" * 201), "D (name_en)", "has 201 characters; at most 200"),
    "a code that is none": (changed("code", "Ban Laem!"), "A (code)", "cannot be a code"),
    "a tambon by its name": (changed("subdistrict_code", "ทับไทร"), "G (subdistrict_code)", "Write it like 220409"),
    "a code too long": (changed("subdistrict_code", "22040901"), "G (subdistrict_code)", "Write it like 220409"),
    "a tambon in Thai digits": (changed("subdistrict_code", "๒๒๐๔๐๙"), "G (subdistrict_code)", "cannot be a code"),
    "the name of what is there": (changed("name_th", "บ้านแหลม"), "A (code)", "Write its code ban-laem"),
    "a formula without result": (files.with_formula(files.workbook([BAN_MAI]), result=None), "C (name_th)", "formula"),
    "an error of Excel": (changed("name_th", "#REF!"), "C (name_th)", "error of Excel: #REF!"),
    "a latitude alone": (changed("lat", 13.1), "", "Enter latitude and longitude, or neither"),
    "places exchanged": (changed("lat", 102.4), "G (lat)", "out of range: write a number from 4 to 24"),
    "a latitude in words": (changed("lat", "north"), "G (lat)", "This is no number"),
    "infinity": (changed("lat", "inf"), "G (lat)", "out of range"),
    "a status without its day": (changed("status", "open"), "", "needs its day and its source"),
    "a day that is none": (changed("status_on", "31/2/2566"), "G (status_on)", "no such date"),
    "a year of two digits": (changed("status_on", "1/2/66"), "G (status_on)", "four digits"),
    "month before day": (changed("status_on", "3/31/2566"), "G (status_on)", "no such date"),
    "a number as date": (changed("status_on", 45000), "G (status_on)", "a number, not a date"),
    "a day to come": (changed("status_on", "1/1/2640"), "G (status_on)", "in the future"),
    "an ancient day": (changed("status_on", dt.date(1950, 1, 1)), "G (status_on)", "not plausible"),
    "a cell beside the table": (files.workbook([[*BAN_MAI, "stray"]]), "G", "column without a heading"),
}


@pytest.mark.parametrize("name", CELLS)
def test_what_is_wrong_in_a_row_is_said_with_row_and_column(read, admin, sa_kaeo, name):
    content, column, message = CELLS[name]
    plan = make_plan(read(content), admin)
    found = [one for one in plan.errors if message in one.message]
    assert found, plan.errors
    assert found[0].row == 2
    assert found[0].column == column or not column
    assert Checkpoint.objects.count() == 1


def test_a_date_of_nothing_but_dots_is_told_at_once(read, admin):
    begun = time.process_time()
    read(changed("status_on", "1" + "." * 1_500))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("typed", [39000000, "39000000", 812345678])
def test_a_hotline_that_lost_its_nought_is_told(read, reviewer, pong_nam_ron, typed):
    head = ["code", "name_th", "name_en", "district", "hotline"]
    content = files.workbook([["", "ศูนย์ใหม่", "New center", 2204, typed]], head=head)
    plan = make_plan(read(content, Kind.CENTERS, reviewer), reviewer)
    assert [(one.row, one.column) for one in plan.errors] == [(2, "E (hotline)")]
    assert "took the 0 from the front" in plan.errors[0].message


def test_the_same_code_twice_is_said_at_the_second_row(read, admin):
    row = ["ban-laem", *BAN_MAI[1:]]
    plan = make_plan(read(files.workbook([row, row])), admin)
    assert [(one.row, one.message) for one in plan.errors] == [(3, "Row 2 says the same. Keep one of them.")]


@pytest.mark.parametrize("name", ["บ้านใหม่", "บ้าน ใหม่", "บ้าน  ใหม่"])
def test_a_new_place_twice_is_said_at_the_second_row(read, admin, sa_kaeo, name):
    again = [*BAN_MAI[:2], name, "BAN MAI", *BAN_MAI[4:]]
    plan = make_plan(read(files.workbook([BAN_MAI, [None] * 6, again])), admin)
    assert [(one.row, one.column, one.message) for one in plan.errors] == [
        (4, "C (name_th)", "Row 2 says the same. Keep one of them.")
    ]


def test_places_of_one_name_in_two_districts_are_two(read, admin, sa_kaeo, soi_dao):
    plan = make_plan(read(files.workbook([BAN_MAI, [*BAN_MAI[:5], 2207]])), admin)
    assert (plan.errors, len(plan.new)) == ([], 2)


def test_the_name_of_what_is_there_is_known_whatever_its_spaces(read, admin, sa_kaeo):
    plan = make_plan(read(changed("name_th", "บ้าน แหลม")), admin)
    assert ["Write its code ban-laem" in one.message for one in plan.errors] == [True]


def test_the_words_that_can_be_written_are_named_with_their_codes(read, admin):
    plan = make_plan(read(changed("status", "ajar")), admin)
    assert "Write one of: closed, " in plan.errors[0].message
    with override("th"):
        plan = make_plan(read(changed("status", "ajar")), admin)
    assert "closed (ปิด), " in plan.errors[0].message


def test_every_message_stands_in_thai_as_well(read, admin):
    with override("th"):
        plan = make_plan(read(changed("kind", "GATE")), admin)
    assert "ไม่รู้จัก" in plan.errors[0].message or "GATE" not in plan.errors[0].message.replace("“GATE”", "")
