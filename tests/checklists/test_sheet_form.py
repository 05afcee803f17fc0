"""Asking, reading and scoring a sheet: each kind of question, right and wrong, shown and hidden."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from checklists.document import Choice, Comparison, Document, Kind, Question, Section
from checklists.faults import faults
from checklists.reading import missing, read
from checklists.relevance import Relevance, in_circles
from checklists.scoring import by_section, score
from checklists.sheet_form import SheetForm
from tests.checklists.factories import DOCUMENT, ask, only_if

FULL = {"c-generator": "yes", "c-fuel": "half", "c-hours": "1,2", "c-order": "3", "c-queue": "๒.๕",
        "c-agencies": ["police", "customs"], "c-seized": "บุหรี่", "c-met_on": "2024-03-11"}  # fmt: skip


def asked(document=DOCUMENT, files=None, stored=None, demand=True, **data):
    sent = MultiValueDict({f"c-{key}": value if isinstance(value, list) else [value] for key, value in data.items()})
    return SheetForm(document, sent, files, stored=stored, demand=demand)


def one(kind, **fields):
    return Document((Section("s", questions=(ask("q", kind, **fields),)),))


def test_answers_are_stored_by_code_and_kind():
    form = SheetForm(DOCUMENT, MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in FULL.items()}))
    assert form.is_valid(), form.errors
    assert form.answers() == {
        "generator": "yes", "fuel": "half", "hours": 12, "order": 3, "queue": 2.5,
        "agencies": ["police", "customs"], "seized": "บุหรี่", "met_on": "2024-03-11",
    }  # fmt: skip


def test_a_hidden_question_is_neither_demanded_nor_kept():
    form = asked(generator="no", fuel="full", hours="99")
    assert form.is_valid(), form.errors
    assert form.answers() == {"generator": "no"}


def test_a_shown_question_is_demanded():
    form = asked(generator="yes", fuel="full", agencies=["customs"])
    assert set(form.errors) == {"hours", "seized"}


def test_what_depends_on_a_hidden_question_is_hidden():
    seen = Relevance(DOCUMENT, {"generator": "no", "fuel": "full"})
    assert (seen.shows("fuel"), seen.shows("hours"), seen.shows("seized")) == (False, False, False)


def test_a_draft_of_a_sheet_may_lack_what_is_required():
    form = asked(demand=False)
    assert form.is_valid()
    assert "generator" in form.needed
    assert [question.code for question in missing(DOCUMENT, {})] == ["generator"]


@pytest.mark.parametrize(
    ("kind", "fields", "typed", "thai", "english"),
    [
        (Kind.YES_NO, {"required": True}, "", "เลือกคำตอบ", "Choose an answer."),
        (Kind.YES_NO, {}, "maybe", "maybe", "maybe"),
        (Kind.NUMBER, {}, "twelve", "โปรดกรอกตัวเลข", "Write a number"),
        (Kind.NUMBER, {}, "1.5", "จำนวนเต็ม", "Write a whole number"),
        (Kind.NUMBER, {}, "NaN", "โปรดกรอกตัวเลข", "Write a number"),
        (Kind.NUMBER, {"high": 24}, "25", "24", "24 or less"),
        (Kind.NUMBER, {"low": 0}, "-1", "0", "0 or more"),
        (Kind.SCALE, {"low": 0, "high": 4}, "5", "5", "5"),
        (Kind.TEXT, {"longest": 3}, "four", "3", "3"),
        (Kind.DATE, {}, "30 2 2024", "30 2 2024", "30 2 2024"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_said_at_the_field_in_both_languages(kind, fields, typed, thai, english):
    for language, words in (("th", thai), ("en", english)):
        with translation.override(language):
            form = asked(one(kind, **fields), q=typed)
            said = str(form.errors["q"])
        assert words in said


def test_words_of_the_questions_come_in_the_language_of_the_reader():
    with translation.override("th"):
        assert asked()["hours"].label == "คำถาม hours (ชั่วโมง)"
    with translation.override("en"):
        assert asked()["hours"].label == "Question hours (hours)"
        part = next(asked().parts())
        assert part.asked[2].only_if == "Only if “Question generator” is “yes”."


def test_photographs_are_judged_and_handed_over():
    picture = SimpleUploadedFile("a.jpg", b"x", "image/jpeg")
    form = asked(files=MultiValueDict({"c-picture": [picture]}), generator="no", stored={"picture": ["old"]})
    assert form.is_valid(), form.errors
    assert form.photos() == {"picture": [picture]}
    assert form.answers(photos={"picture": ["new"]})["picture"] == ["old", "new"]


def test_a_file_that_is_no_photograph_is_refused():
    form = asked(files=MultiValueDict({"c-picture": [SimpleUploadedFile("a.exe", b"x", "application/x")]}))
    assert "picture" in form.errors


def test_a_required_photograph_of_before_is_enough():
    form = asked(one(Kind.PHOTO, required=True), stored={"q": ["old"]})
    assert form.is_valid(), form.errors
    assert form.answers() == {"q": ["old"]}
    assert not asked(one(Kind.PHOTO, required=True)).is_valid()


def test_stored_answers_open_in_their_fields():
    form = SheetForm(DOCUMENT, stored={"met_on": "2024-03-11", "order": 3, "agencies": ["police"]})
    html = str(form)
    assert 'value="3"' in html
    assert "checked" in html
    assert form["met_on"].value().year == 2024


def test_the_score_counts_what_was_looked_at():
    assert score(DOCUMENT, {"generator": "yes", "fuel": "half", "order": 4}) == Decimal("92.86")
    assert score(DOCUMENT, {"generator": "not_seen", "order": 2}) == Decimal("50.00")
    assert score(DOCUMENT, {"generator": "no", "fuel": "full"}) == Decimal("0.00")  # fuel is not asked then
    assert score(DOCUMENT, {"generator": "not_seen"}) is None
    assert by_section(DOCUMENT, {"generator": "yes", "order": 1}) == {
        "power": Decimal("100.00"), "staff": Decimal("25.00"), "customs": None,
    }  # fmt: skip


def test_a_sheet_reads_in_words():
    answers = {"generator": "yes", "fuel": "half", "hours": 1200, "agencies": ["police"], "met_on": "2024-03-11",
               "order": 3, "picture": ["a", "b"]}  # fmt: skip
    with translation.override("en"):
        rows = {line.question.code: line.words for part in read(DOCUMENT, answers) for line in part.lines}
    assert rows == {
        "generator": "yes", "fuel": "Half", "hours": "1,200 hours", "agencies": "Police", "order": "3 of 4",
        "queue": "no answer", "met_on": "Monday 11 March 2024", "defects": "no answer", "picture": "2 photographs",
    }  # fmt: skip


def test_sections_that_were_not_asked_are_left_out():
    assert [part.section.code for part in read(DOCUMENT, {"generator": "no"})] == ["power", "staff"]


def test_circles_are_found():
    first = ask("a", Kind.YES_NO, shown_if=only_if("b", "yes"))
    second = ask("b", Kind.YES_NO, shown_if=only_if("a", "yes"))
    document = Document((Section("s", questions=(first, second, ask("c", Kind.TEXT))),))
    assert in_circles(document) == {"a", "b"}
    assert not Relevance(document, {"a": "yes", "b": "yes"}).shows("a")


@pytest.mark.parametrize(
    ("column", "questions"),
    [
        ("name", [ask("a", Kind.TEXT), ask("a", Kind.TEXT)]),
        ("name", [ask("1a", Kind.TEXT)]),
        ("constraint", [ask("a", Kind.NUMBER, low=5, high=1)]),
        ("parameters", [ask("a", Kind.SCALE, low=0, high=40)]),
        ("parameters", [ask("a", Kind.SCALE, low=3, high=3)]),
        ("parameters", [ask("a", Kind.SCALE)]),
        ("choices", [ask("a", Kind.CHOICE, choices=(Choice("x"), Choice("x")))]),
        ("choices", [ask("a", Kind.CHOICE, choices=(Choice("x y"),))]),
        ("weight", [ask("a", Kind.TEXT, weight=1)]),
        ("relevant", [ask("a", Kind.TEXT, shown_if=only_if("z", "1"))]),
        ("relevant", [ask("t", Kind.TEXT), ask("a", Kind.TEXT, shown_if=only_if("t", "1"))]),
        (
            "relevant",
            [ask("y", Kind.YES_NO), ask("a", Kind.TEXT, shown_if=only_if("y", "perhaps"))],
        ),
        (
            "relevant",
            [ask("y", Kind.YES_NO), ask("a", Kind.TEXT, shown_if=only_if("y", "1", test=Comparison.AT_LEAST))],
        ),
        (
            "relevant",
            [ask("n", Kind.NUMBER), ask("a", Kind.TEXT, shown_if=only_if("n", "one", test=Comparison.AT_LEAST))],
        ),
    ],
)
def test_what_makes_no_sense_is_found(column, questions: list[Question]):
    assert [fault.column for fault in faults(Document((Section("s", questions=tuple(questions)),)))] == [column]


def test_the_full_document_makes_sense():
    assert faults(DOCUMENT) == []
