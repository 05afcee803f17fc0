"""Broken forms: each says in which sheet, row and column; nothing that is left out goes unnamed."""

import pytest

from checklists.xlsform.reading import read_xlsform
from checklists.xlsform.workbook import Unreadable
from tests.checklists.books import HEADS, LISTS, asks, lost, places, with_part, workbook, zipped

LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
UNREADABLE = {
    "empty": b"",
    "plain text": b"type,name,label\ntext,q,Q\n",
    "old excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "cut short": asks(["text", "q", "ก", "A"])[:-400],
    "a zip, no workbook": zipped({"hello.txt": "hello"}),
    "zip bomb": zipped({"xl/worksheets/sheet1.xml": " " * 50_000_000}),
    "300 parts": zipped({f"xl/{number}.xml": "<x/>" for number in range(300)}),
    "too large": b"PK" + b"x" * (2 * 1024 * 1024),
    "entity bomb": with_part("xl/worksheets/sheet1.xml", LAUGHS),
    "entity bomb in UTF-16": with_part("xl/worksheets/sheet1.xml", LAUGHS.encode("utf-16")),
    "broken XML": with_part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"),
    "broken book": with_part("xl/workbook.xml", "<workbook"),
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_workbook_is_said(content):
    with pytest.raises(Unreadable) as told:
        read_xlsform(content)
    assert str(told.value)


def circle(first, second):
    heads = [*HEADS, "relevant"]
    return asks(["select_one pets", "a", "ก", "A", first], ["select_one pets", "b", "ข", "B", second], heads=heads)


def many(count):
    return [["text", f"q{number}", "ก", "A"] for number in range(count)]


Q = ["text", "q", "ก", "A"]
RANGE = [*HEADS, "parameters"]
MALFORMED = {
    "no survey": (workbook(None, LISTS), [("survey", 0, "")]),
    "an empty survey": (workbook([HEADS]), [("survey", 0, "")]),
    "no column type": (workbook([["kind", "name"], ["text", "q"]]), [("survey", 1, "type")]),
    "no column name": (workbook([["type", "label"], ["text", "q"]]), [("survey", 1, "name")]),
    "a heading twice": (asks(Q, heads=[*HEADS, "name"]), [("survey", 1, "E")]),
    "10,000 rows": (asks(*many(10_000)), [("survey", 2002, ""), ("survey", 0, "A")]),
    "400 questions": (asks(*many(400)), [("survey", 0, "A")]),
    "70 columns": (asks(Q, heads=[*HEADS, *(f"c{n}" for n in range(70))]), [("survey", 1, "BI")]),
    "a name twice": (asks(Q, ["text", "other", "ข", "B"], Q), [("survey", 2, "B"), ("survey", 4, "B")]),
    "a name twice, of a group": (
        asks(["begin_group", "q", "ข", "B"], Q, ["end_group"]), [("survey", 2, "B"), ("survey", 3, "B")],
    ),
    "no name": (asks(["text", None, "ก", "A"]), [("survey", 2, "B")]),
    "a name with a space": (asks(["text", "my question", "ก", "A"]), [("survey", 2, "B")]),
    "a name in Thai": (asks(["text", "ชื่อ", "ก", "A"]), [("survey", 2, "B")]),
    "a name that begins with a digit": (asks(["text", "1st", "ก", "A"]), [("survey", 2, "B")]),
    "a name of 61 letters": (asks(["text", "q" * 61, "ก", "A"]), [("survey", 2, "B")]),
    "no type": (asks([None, "q", "ก", "A"]), [("survey", 2, "A")]),
    "a list that is not there": (asks(["select_one birds", "q", "ก", "A"]), [("survey", 2, "A")]),
    "no choices at all": (asks(["select_one pets", "q", "ก", "A"], choices=None), [("survey", 2, "A")]),
    "a choice twice": (
        asks(["select_one pets", "q", "ก", "A"], choices=[*LISTS, ["pets", "cat", "Tom"]]), [("choices", 4, "B")],
    ),
    "a choice with a space": (
        asks(["select_one pets", "q", "ก", "A"], choices=[*LISTS, ["pets", "big cat", "Tom"]]), [("choices", 4, "B")],
    ),
    "a choice of no list": (
        asks(["select_one pets", "q", "ก", "A"], choices=[*LISTS, [None, "fox", "Fox"]]), [("choices", 4, "A")],
    ),
    "a condition in a circle": (
        circle("${b} = 'cat'", "${a} = 'cat'"), [("survey", 2, "E"), ("survey", 3, "E")],
    ),
    "a condition on itself": (circle("${a} = 'cat'", None), [("survey", 2, "E")]),
    "a condition on nothing": (circle("${z} = 'cat'", None), [("survey", 2, "E")]),
    "a condition on an answer that there is not": (circle(None, "${a} = 'fox'"), [("survey", 3, "E")]),
    "a group never closed": (asks(["begin_group", "g", "ก", "A"], Q), [("survey", 2, "A")]),
    "a group closed twice": (
        asks(["begin_group", "g", "ก", "A"], Q, ["end_group"], ["end_group"]), [("survey", 5, "A")],
    ),
    "a repeat closed as a group": (asks(["begin_repeat", "g", "ก", "A"], Q, ["end_group"], ["text", "z", "ก", "A"]),
                                   [("survey", 4, "A")]),
    "a formula": (asks(["text", "q", "=1+1", "A"]), [("survey", 2, "C")]),
    "an error of Excel": (asks(["text", "q", "#REF!", "A"]), [("survey", 2, "C")]),
    "bounds the wrong way round": (
        asks(["integer", "q", "ก", "A", ". >= 9 and . <= 2"], heads=[*HEADS, "constraint"]), [("survey", 2, "E")],
    ),
    "a bound beyond reason": (
        asks(["integer", "q", "ก", "A", f". <= {'9' * 400}"], heads=[*HEADS, "constraint"]), [("survey", 2, "E")],
    ),
    "a range beyond reason": (
        asks(["range", "q", "ก", "A", f"end={'9' * 400}"], heads=[*HEADS, "parameters"]), [("survey", 2, "constraint")],
    ),
    "a weight that is none": (asks([*Q, "heavy"], heads=[*HEADS, "weight"]), [("survey", 2, "E")]),
    "a weight on a text": (asks([*Q, 5], heads=[*HEADS, "weight"]), [("survey", 2, "E")]),
    "a label of 600 letters": (asks(["text", "q", "ก" * 600, "A"]), [("survey", 2, "C")]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "where"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_form_says_in_which_row(content, where):
    assert sorted(places(content)) == sorted(where)


LOSSES = {
    "a type that we have not": (asks(["geopoint", "p", "ก", "A"], Q), ("survey", 2, "A")),
    "or_other": (asks(["select_one pets or_other", "p", "ก", "A"]), ("survey", 2, "A")),
    "a condition that we have not": (
        asks(Q, ["text", "p", "ก", "A", "string-length(${q}) > 3"], heads=[*HEADS, "relevant"]), ("survey", 3, "E"),
    ),
    "a condition on a text": (
        asks(Q, ["text", "p", "ก", "A", "${q} = 'x'"], heads=[*HEADS, "relevant"]), ("survey", 3, "E"),
    ),
    "a constraint that we have not": (
        asks(["text", "p", "ก", "A", "regex(., '^a')"], heads=[*HEADS, "constraint"]), ("survey", 2, "E"),
    ),
    "a default": (asks([*Q, "x"], heads=[*HEADS, "default"]), ("survey", 2, "E")),
    "a column of somebody's own": (asks([*Q, "x"], heads=[*HEADS, "remarks"]), ("survey", 2, "E")),
    "an answer within a text": (asks(["text", "p", "ก ${q}", "A"], Q), ("survey", 2, "C")),
    "required, perhaps": (asks([*Q, "perhaps"], heads=[*HEADS, "required"]), ("survey", 2, "E")),
    "a step": (asks(["range", "p", "ก", "A", "start=0 end=10 step=5"], heads=RANGE), ("survey", 2, "E")),
    "an empty group": (asks(Q, ["begin_group", "g", "ก", "A"], ["end_group"]), ("survey", 3, "A")),
    "a sheet of another sort": (asks(Q, entities=[["list_name"], ["x"]]), ("entities", 0, "")),
    "a cell under no heading": (asks([*Q, "x"]), ("survey", 2, "E")),
}  # fmt: skip


@pytest.mark.parametrize(("content", "where"), LOSSES.values(), ids=LOSSES)
def test_what_cannot_be_taken_over_is_named(content, where):
    assert lost(content) == [where]
