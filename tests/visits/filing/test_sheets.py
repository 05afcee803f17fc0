"""An inspection answers the checklist in use in place of the fields of its kind."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.models import User
from checklists import actions as builder
from checklists import sheets
from checklists.document import Document, Kind, Section
from checklists.models import ChecklistVersion, Purpose, Sheet
from tests.checklists.factories import ask
from tests.visits.factories import make_activity, make_stop
from tests.visits.filing.conftest import shown_in
from tests.visits.filing.test_activities import picture
from tests.visits.questions import ANSWERS, answer, inspection_list
from visits import actions, sections
from visits.amend import amend
from visits.models import Activity, ActivitySheet, Photo, Visit
from visits.sheets import Sheets

Address = Callable[..., str]
Send = Callable[..., Any]
TYPED = {
    "narrative": "Inspected.", "c-observed_opens": "08:30", "c-people_in": "1,234", "c-lamp": "good", "c-rating": "3",
    "c-counterpart_contact": "Colonel",
}  # fmt: skip


@pytest.fixture
def version(admin: User) -> ChecklistVersion:
    return inspection_list(admin)


@pytest.fixture
def new(visit: Visit, address: Address) -> str:
    return f"{address('item_new', 'results')}?stop={make_stop(visit).pk}&kind=inspection"


def successor(version: ChecklistVersion, admin: User, *codes: str) -> ChecklistVersion:
    """The next version in use, which asks other questions."""
    draft = builder.start_draft(checklist=version.checklist, by=admin)
    section = Section("other", "อื่น", "Other", questions=tuple(ask(code, Kind.TEXT) for code in codes))
    draft = builder.replace(version=draft, by=admin, revision=draft.revision, edit=lambda _old: Document((section,)))
    return builder.publish(version=draft, by=admin, revision=draft.revision)


def test_the_checklist_takes_the_place_of_the_fields(version: ChecklistVersion, phone: Client, new: str):
    page = phone.get(new).content.decode()
    assert 'name="c-lamp"' in page
    assert 'name="d-lanes_total"' not in page


def test_answers_are_stored_as_a_sheet(version: ChecklistVersion, send: Send, new: str):
    assert send(new, **TYPED).status_code == 302
    sheet = Activity.objects.get().asked.sheet
    assert sheet.version == version
    assert sheet.answers == ANSWERS | {"counterpart_contact": "Colonel"}
    assert sheet.score == 81.25
    assert Activity.objects.get().details == {}


@pytest.mark.parametrize("kind", ["joint_patrol", "briefing", "observation"])
def test_kinds_without_a_checklist_keep_their_fields(
    version: ChecklistVersion, phone: Client, visit: Visit, address: Address, kind: str, admin: User
):
    inspection_list(admin, code="patrols", purpose=Purpose.OPERATION)
    page = phone.get(f"{address('item_new', 'results')}?stop={make_stop(visit).pk}&kind={kind}")
    assert page.context["form"].sheet is None
    assert page.context["form"].details is not None


def test_where_several_are_in_use_the_writer_chooses(version: ChecklistVersion, phone: Client, new: str, admin: User):
    other = inspection_list(admin, code="second-check")
    page = phone.get(new)
    assert [address for _words, address, here in page.context["form"].sheet.tabs if not here]
    again = phone.get(f"{new}&checklist=second-check")
    assert again.context["form"].sheet.version == other
    phone.post(f"{new}&checklist=second-check", shown_in(again) | TYPED)
    assert Activity.objects.get().asked.sheet.version == other


def test_what_was_filled_in_before_keeps_its_fields(
    version: ChecklistVersion, phone: Client, visit: Visit, address: Address
):
    activity = make_activity(make_stop(visit), details={"lanes_total": 4})
    page = phone.get(address("item", "results", activity.pk))
    assert 'name="d-lanes_total"' in page.content.decode()
    assert page.context["form"].sheet is None


def test_editing_asks_the_questions_of_before(
    version: ChecklistVersion, phone: Client, visit: Visit, address: Address, admin: User
):
    activity = make_activity(make_stop(visit))
    answer(activity, version)
    successor(version, admin, "brand_new")
    url = address("item", "results", activity.pk)
    page = phone.get(url)
    assert "brand_new" not in page.content.decode()
    phone.post(url, shown_in(page) | {"c-rating": "4"})
    sheet = Sheet.objects.get()
    assert sheet.answers == ANSWERS | {"rating": 4}
    assert sheet.version == version


def test_a_version_published_meanwhile_costs_no_answer(version: ChecklistVersion, phone: Client, new: str, admin: User):
    page = phone.get(new)
    successor(version, admin, "brand_new")
    phone.post(new, shown_in(page) | TYPED)
    assert Sheet.objects.get().version == version
    assert Sheet.objects.get().answers["people_in"] == 1234


@pytest.mark.parametrize("key", ["", "x", "999999", "1" * 30])
def test_a_version_that_is_none_is_not_answered(version: ChecklistVersion, send: Send, new: str, key: str):
    assert send(new, **TYPED, asked=key).status_code == 302
    assert not Sheet.objects.exists()


def test_a_draft_is_saved_with_gaps_and_not_sent(version: ChecklistVersion, filed_visit: Visit, officer: User):
    activity = make_activity(make_stop(filed_visit))
    answer(activity, version, lamp="bad")
    (line,) = [words for key, words in sections.missing(filed_visit) if key == "results"]
    assert "Question observed_opens" in line or "คำถาม observed_opens" in line
    with pytest.raises(actions.Incomplete):
        actions.submit(visit=filed_visit, by=officer, version=filed_visit.version)


def test_an_answer_that_cannot_be_is_refused_at_its_field(version: ChecklistVersion, send: Send, new: str):
    page = send(new, **TYPED | {"c-people_in": "lots", "c-lamp": "bad", "c-lamp_note": "Kept as typed"})
    assert page.status_code == 422
    assert "people_in" in page.context["form"].sheet.form.errors
    text = page.content.decode()
    assert "Kept as typed" in text
    assert 'value="lots"' in text
    assert "id_c-people_in" in text
    assert not Sheet.objects.exists()


def test_one_more_row_keeps_every_answer(version: ChecklistVersion, send: Send, new: str):
    page = send(new, **TYPED, add_row="p").content.decode()
    assert 'name="p-1-unit"' in page
    assert 'value="1,234"' in page
    assert not Sheet.objects.exists()


def test_sent_twice_it_is_one(version: ChecklistVersion, phone: Client, new: str):
    sent = shown_in(phone.get(new)) | TYPED
    assert {phone.post(new, sent).status_code for _time in range(2)} == {302}
    assert Sheet.objects.count() == ActivitySheet.objects.count() == 1


def test_who_comes_second_is_told_and_keeps_the_answers(
    version: ChecklistVersion, phone: Client, visit: Visit, address: Address
):
    activity = make_activity(make_stop(visit))
    answer(activity, version)
    url = address("item", "results", activity.pk)
    opened = shown_in(phone.get(url))
    phone.post(url, opened | {"c-lamp": "bad", "c-lamp_note": "Theirs"})
    page = phone.post(url, opened | {"c-observed_opens": "mine 09:00"})
    assert page.status_code == 409
    assert ">\nmine 09:00</textarea>" in page.content.decode()
    assert Sheet.objects.get().answers["lamp_note"] == "Theirs"
    assert any("mine 09:00" in typed for _label, _stored, typed in page.context["changes"])


def test_photographs_are_the_activitys_own(
    version: ChecklistVersion, send: Send, new: str, settings: Any, tmp_path: Any, phone: Client, address: Address
):
    settings.MEDIA_ROOT = tmp_path
    send(new, **TYPED, **{"c-gate_photos": [picture()]})
    photo, activity = Photo.objects.get(), Activity.objects.get()
    assert (photo.activity, photo.stop) == (activity, activity.stop)
    assert "gate_photos" in photo.caption
    assert activity.asked.sheet.answers["gate_photos"] == [photo.sha256]
    url = address("item", "results", activity.pk)
    phone.post(url, shown_in(phone.get(url)) | {"c-rating": "1"})
    assert Sheet.objects.get().answers["gate_photos"] == [photo.sha256]


def test_what_is_no_photograph_is_refused_at_its_question(
    version: ChecklistVersion, send: Send, new: str, settings: Any, tmp_path: Any
):
    settings.MEDIA_ROOT = tmp_path
    fake = SimpleUploadedFile("gate.jpg", b"%PDF-1.7 not a picture", "image/jpeg")
    page = send(new, **TYPED, **{"c-gate_photos": [fake]})
    assert page.status_code == 422
    assert "gate_photos" in page.context["form"].sheet.form.errors
    assert not Activity.objects.exists()


def test_what_is_not_to_be_published_yet_is_kept_by_the_activity(
    send: Send, visit: Visit, address: Address, admin: User
):
    section = Section("when", "เมื่อใด", "When", questions=(ask("delayed_until", Kind.DATE),))
    inspection_list(admin, document=Document((section,)), purpose=Purpose.OPERATION)
    parts = {"c-delayed_until_day": "1", "c-delayed_until_month": "2", "c-delayed_until_year": "2570"}
    send(f"{address('item_new', 'results')}?stop={make_stop(visit).pk}&kind=joint_operation", **parts)
    assert Activity.objects.get().details == {"delayed_until": "2027-02-01"}


def test_removing_the_activity_removes_the_sheet(
    version: ChecklistVersion, visit: Visit, phone: Client, address: Address
):
    activity = make_activity(make_stop(visit))
    answer(activity, version)
    phone.post(address("item_remove", "results", activity.pk))
    assert not Sheet.objects.exists()


@pytest.fixture
def sent(version: ChecklistVersion, filed_visit: Visit, officer: User) -> Sheet:
    """The sheet of a report that was sent."""
    sheet = answer(filed_visit.stops.get().activities.get(), version)
    actions.submit(visit=filed_visit, by=officer, version=filed_visit.version)
    return sheet


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE checklists_sheet SET answers = '{}' WHERE id = {key}",
        "DELETE FROM visits_activitysheet WHERE sheet_id = {key}",
        "UPDATE visits_activitysheet SET sheet_id = sheet_id WHERE sheet_id = {key}",
        "DELETE FROM checklists_sheet WHERE id = {key}",
    ],
)
def test_answers_are_fixed_once_sent(sent: Sheet, statement: str):
    refused = pytest.raises(DatabaseError, match="its content is fixed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.replace("{key}", str(sent.pk)))


def test_no_sheet_is_put_under_a_sent_report(sent: Sheet, filed_visit: Visit, version: ChecklistVersion, visit: Visit):
    loose = sheets.fill(version=version, answers={}, by=visit.author, client_uuid=uuid.uuid4())
    activity = Activity.objects.get()
    with pytest.raises(DatabaseError, match="its content is fixed"), transaction.atomic():
        ActivitySheet.objects.filter(activity=activity).update(sheet=loose)


def test_an_amendment_starts_with_the_same_answers(
    version: ChecklistVersion, filed_visit: Visit, officer: User, reviewer: User, director: User, admin: User
):
    sheet = answer(filed_visit.stops.get().activities.get(), version)
    visit = actions.submit(visit=filed_visit, by=officer, version=filed_visit.version)
    visit = actions.endorse(visit=visit, by=reviewer, version=visit.version)
    visit = actions.approve(visit=visit, by=director, version=visit.version)
    successor(version, admin, "brand_new")
    again = Activity.objects.get(stop__visit=amend(visit=visit, by=officer)).asked.sheet
    assert again.pk != sheet.pk
    assert (again.version, again.questions, again.answers, again.score) == (
        sheet.version, sheet.questions, sheet.answers, sheet.score,
    )  # fmt: skip
    Sheet.objects.filter(pk=again.pk).update(answers={"rating": 0})
    sheet.refresh_from_db()
    assert sheet.answers == ANSWERS


def test_what_is_missing_costs_one_query(version: ChecklistVersion, filed_visit: Visit, django_assert_num_queries: Any):
    for number in range(6):
        answer(make_activity(make_stop(filed_visit, place=f"Gate {number}")), version, lamp="bad")
    with django_assert_num_queries(1):
        assert len(Sheets().missing(filed_visit)) == 6
