"""Versions and copies: what was published never changes, what was answered keeps what it was asked."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.access import Refused
from checklists import actions, sheets
from checklists.document import Document, Kind, Question, Section
from checklists.models import Checklist, ChecklistVersion, Sheet, VersionState
from checklists.stored import from_json, to_json
from places.changes import Conflict
from tests.checklists.factories import DOCUMENT, make_published

ANSWERS = {"generator": "yes", "fuel": "half", "hours": 8, "order": 4}


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def fill(version, officer, **answers):
    return sheets.fill(version=version, answers=ANSWERS | answers, by=officer, client_uuid=uuid.uuid4())


def test_a_document_is_read_as_it_was_written():
    assert from_json(to_json(DOCUMENT)) == DOCUMENT


@pytest.mark.parametrize(
    "raw",
    [None, [], "x", {"sections": {}}, {"sections": [1]}, {"sections": [{"code": 7}]},
     {"sections": [{"code": "a", "questions": [{"code": "b", "kind": "poem"}]}]},
     {"sections": [{"code": "a", "questions": [{"code": "b", "kind": "text", "weight": 1000}]}]},
     {"sections": [{"code": "a", "questions": [{"code": "b", "kind": "number", "low": float("nan")}]}]},
     {"sections": [{"code": "a", "title_th": "ก" * 501}]}],
)  # fmt: skip
def test_what_is_no_document_is_refused(raw):
    with pytest.raises(ValueError):  # noqa: PT011 - the shape is wrong; which part is not said
        from_json(raw)


def test_a_published_version_never_changes(published):
    same = ChecklistVersion.objects.filter(pk=published.pk)
    refused(lambda: same.update(questions={"sections": []}))
    refused(lambda: same.update(number=9))
    refused(lambda: same.update(state=VersionState.DRAFT, published_at=None))
    refused(lambda: same.delete())


def test_a_version_starts_as_a_draft(draft):
    refused(lambda: ChecklistVersion.objects.create(checklist=draft.checklist, number=2, state="retired"))


def test_a_draft_is_not_retired(draft):
    refused(lambda: ChecklistVersion.objects.filter(pk=draft.pk).update(state=VersionState.RETIRED))


def test_one_draft_and_one_in_use_for_each_checklist(published, admin):
    first = actions.start_draft(checklist=published.checklist, by=admin)
    assert actions.start_draft(checklist=published.checklist, by=admin) == first
    refused(lambda: ChecklistVersion.objects.create(checklist=published.checklist, number=7))
    with pytest.raises(IntegrityError, match="checklist_one_in_use"), transaction.atomic():
        ChecklistVersion.objects.filter(pk=first.pk).update(state="published", published_at=published.published_at)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("checklist_code_is_plain", {"code": "No Spaces"}),
        ("checklist_purpose_known", {"purpose": "fun"}),
        ("checklist_named_in_both", {"name_en": ""}),
    ],
)
def test_a_checklist_is_named_and_known(draft, name, change):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Checklist.objects.filter(pk=draft.checklist_id).update(**change)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("checklist_has_sections", {"questions": []}),
        ("checklist_published_at_a_time", {"published_at": "2026-01-01T00:00Z", "state": "draft"}),
        ("checklist_retired_at_a_time", {"retired_at": "2026-01-01T00:00Z"}),
        ("checklist_version_once", {}),
    ],
)
def test_a_version_says_when(draft, name, change):
    if not change:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ChecklistVersion.objects.create(checklist=draft.checklist, number=draft.number)
        return
    if name == "checklist_published_at_a_time":  # the other way round: published without a time
        change = {"state": "published", "published_at": None}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ChecklistVersion.objects.filter(pk=draft.pk).update(**change)


def test_publishing_retires_the_version_before(published, admin):
    draft = actions.start_draft(checklist=published.checklist, by=admin)
    assert draft.questions == published.questions
    newer = actions.publish(version=draft, by=admin, revision=draft.revision)
    published.refresh_from_db()
    assert (newer.number, newer.state, published.state) == (2, "published", "retired")


def test_what_is_missing_is_said_before_publishing(draft, admin):
    bare = Document((Section("a", "ก", "", questions=(Question("b", Kind.CHOICE, "ข"),)), Section("c")))
    draft = actions.replace(version=draft, by=admin, revision=draft.revision, edit=lambda _old: bare)
    with pytest.raises(actions.Incomplete) as told:
        actions.publish(version=draft, by=admin, revision=draft.revision)
    assert {(gap.code, gap.column) for gap in told.value.gaps} == {
        ("a", "label"), ("b", "label"), ("b", "choices"), ("c", "type"),
    }  # fmt: skip


def test_the_second_writer_is_told(draft, admin):
    actions.replace(version=draft, by=admin, revision=draft.revision, edit=lambda old: old)
    with pytest.raises(Conflict):
        actions.replace(version=draft, by=admin, revision=draft.revision, edit=lambda old: old)


def test_a_published_version_is_not_edited(published, admin):
    with pytest.raises(Refused):
        actions.replace(version=published, by=admin, revision=published.revision, edit=lambda old: old)


def test_a_discarded_only_draft_takes_its_checklist_along(draft, admin):
    actions.discard(version=draft, by=admin, revision=draft.revision)
    assert not Checklist.objects.exists()


def test_a_discarded_draft_leaves_the_version_in_use(published, admin):
    draft = actions.start_draft(checklist=published.checklist, by=admin)
    actions.discard(version=draft, by=admin, revision=draft.revision)
    assert list(published.checklist.versions.all()) == [published]


def test_a_sheet_keeps_the_questions_it_was_asked(published, officer, admin):
    sheet = fill(published, officer)
    draft = actions.start_draft(checklist=published.checklist, by=admin)
    short = Document(DOCUMENT.sections[1:2])
    draft = actions.replace(version=draft, by=admin, revision=draft.revision, edit=lambda _old: short)
    actions.publish(version=draft, by=admin, revision=draft.revision)
    again = Sheet.objects.get()
    assert again.document == DOCUMENT
    changed = sheets.change(sheet=sheet, answers=ANSWERS | {"hours": 9}, by=officer, revision=1)
    assert (changed.answer("hours"), changed.document) == (9, DOCUMENT)


def test_a_sheet_cannot_be_asked_anything_else(published, officer):
    sheet = fill(published, officer)
    same = Sheet.objects.filter(pk=sheet.pk)
    refused(lambda: same.update(questions={"sections": []}))
    refused(lambda: same.update(filled_by=published.updated_by))
    values = {"version": published, "filled_by": officer, "changed_by": officer}
    refused(lambda: Sheet.objects.create(questions={"sections": []}, **values))


def test_nobody_answers_a_draft(draft, officer):
    with pytest.raises(ValueError, match="draft"):
        fill(draft, officer)
    values = {"version": draft, "filled_by": officer, "changed_by": officer}
    refused(lambda: Sheet.objects.create(questions=draft.questions, **values))


@pytest.mark.parametrize(
    ("name", "change"), [("sheet_answers_are_by_code", {"answers": []}), ("sheet_score_is_per_cent", {"score": 101})]
)
def test_a_sheet_is_in_order(published, officer, name, change):
    fill(published, officer)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Sheet.objects.update(**change)


def test_sent_twice_it_is_one_sheet(published, officer):
    key = uuid.uuid4()
    rows = [sheets.fill(version=published, answers=ANSWERS, by=officer, client_uuid=key) for _time in range(2)]
    assert rows[0] == rows[1]


def test_the_second_to_change_a_sheet_is_told(published, officer):
    sheet = fill(published, officer)
    sheets.change(sheet=sheet, answers=ANSWERS, by=officer, revision=1)
    with pytest.raises(Conflict):
        sheets.change(sheet=sheet, answers={}, by=officer, revision=1)


def test_a_version_that_was_answered_stays(published, officer):
    fill(published, officer)
    refused(published.checklist.delete)


def test_in_use_are_the_published_ones_of_a_purpose(published, admin, django_assert_num_queries):
    actions.start_draft(checklist=published.checklist, by=admin)
    make_published(admin, code="another")
    with django_assert_num_queries(1):
        assert [one.checklist.code for one in sheets.in_use("inspection")] == ["another", "power-check"]
    assert sheets.in_use("readiness") == []
