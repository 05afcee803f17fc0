"""Workbooks to import: a real form with what forms in the field have, and the means to make broken ones."""

import zipfile
from io import BytesIO

from openpyxl import Workbook

from checklists.xlsform.reading import read_xlsform

HEADS = ["type", "name", "label::Thai (th)", "label::English (en)"]
LISTS = [["list_name", "name", "label"], ["pets", "cat", "Cat"], ["pets", "dog", "Dog"]]


def workbook(survey=None, choices=None, settings=None, **others):
    book = Workbook()
    book.remove(book.active)
    sheets = {"survey": survey, "choices": choices, "settings": settings} | others
    for name, rows in sheets.items():
        if rows is not None:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def asks(*rows, heads=HEADS, choices=LISTS, **others):
    return workbook([heads, *rows], choices, **others)


REAL = [
    ["type", "name", "label::English (en)", "label::ภาษาไทย (th)", "hint::English (en)", "required", "relevant",
     "constraint", "constraint_message", "appearance", "calculation", "default", "parameters"],
    ["start", "start", None, None, None, None, None, None, None, None, None, None, None],
    ["begin_group", "site", "The site", "สถานที่", None, None, None, None, None, "field-list", None, None, None],
    ["text", "officer", "Name of the officer", "ชื่อเจ้าหน้าที่", None, "yes", None, "string-length(.) <= 80", None, None,
     None, None, None],
    ["date", "day", "Date", "วันที่", None, "true()", None, ". <= today()", "Not in the future", None, None, None, None],
    ["geopoint", "place", "Position", "พิกัด", None, None, None, None, None, None, None, None, None],
    ["select_one yes_no", "open", "Is the point open?", "จุดเปิดหรือไม่", None, "yes", None, None, None, None, None,
     None, None],
    ["select_multiple goods", "found", "Goods found", "ของที่พบ", "Tick all", None, "${open} = 'yes'", None, None,
     None, None, None, None],
    ["integer", "lanes", "Lanes", "ช่องทาง", None, None, "selected(${found}, 'fuel') or selected(${found}, 'wood')",
     ". >= 1 and . < 21", None, None, None, None, None],
    ["calculate", "twice", None, None, None, None, None, None, None, None, "${lanes} * 2", None, None],
    ["decimal", "hours", "Hours", "ชั่วโมง", None, None, "${lanes} >= 3", ". > 0", None, None, None, 8, None],
    ["end_group", None, None, None, None, None, None, None, None, None, None, None, None],
    ["range", "order", "Order", "ความเรียบร้อย", None, None, "${twice} > 4", None, None, None, None, None,
     "start=0 end=5 step=1"],
    ["image", "photo", "Photograph", "ภาพถ่าย", None, None, None, None, None, None, None, None, None],
    ["note", "thanks", "Thank you", "ขอบคุณ", None, None, None, None, None, None, None, None, None],
    ["begin_repeat", "people", "People", "คน", None, None, None, None, None, None, None, None, None],
    ["text", "person", "Name", "ชื่อ", None, None, None, None, None, None, None, None, None],
    ["end_repeat", None, None, None, None, None, None, None, None, None, None, None, None],
]  # fmt: skip
REAL_CHOICES = [
    ["list_name", "name", "label::English (en)", "label::ภาษาไทย (th)", "image"],
    ["yes_no", "yes", "Yes", "ใช่", None],
    ["yes_no", "no", "No", "ไม่", None],
    ["goods", "fuel", "Fuel", "น้ำมัน", "fuel.png"],
    ["goods", "wood", "Wood", "ไม้", None],
]
REAL_SETTINGS = [["form_title", "form_id", "version", "style"], ["Site check", "site_check", 20240311, "pages"]]


REAL_FORM = workbook(REAL, REAL_CHOICES, REAL_SETTINGS)


def places(content):
    """Where something is fatal: (sheet, row, letter of the column)."""
    return [(one.sheet, one.row, one.column.partition(" ")[0]) for one in read_xlsform(content).findings if one.fatal]


def lost(content):
    taken = read_xlsform(content)
    assert not taken.is_fatal, taken.findings
    return [(one.sheet, one.row, one.column.partition(" ")[0]) for one in taken.findings]


def zipped(parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return made.getvalue()


def with_part(name, text):
    """A good form with one part replaced."""
    good = zipfile.ZipFile(BytesIO(asks(["text", "q", "ก", "A"])))
    return zipped({one: good.read(one) for one in good.namelist()} | {name: text})
