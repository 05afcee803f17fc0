"""Importing in the browser: a dry run first, a draft then, nothing overwritten."""

from io import BytesIO

import pytest
from django.urls import reverse

from checklists.models import Checklist, ChecklistVersion
from checklists.xlsform.reading import read_xlsform
from tests.checklists.books import REAL_FORM, asks
from tests.checklists.factories import DOCUMENT

TWICE = asks(["text", "q", "ก", "A"], ["text", "q", "ก", "A"])


def upload(desk, content, name="form.xlsx"):
    file = BytesIO(content)
    file.name = name
    return desk.post(reverse("checklists:import"), {"file": file})


def test_a_dry_run_shows_what_comes_and_stores_nothing(desk):
    page = upload(desk, REAL_FORM)
    text = page.content.decode()
    assert page.status_code == 200
    assert "13 things cannot be taken over" in text
    assert "Is the point open?" in text
    assert not Checklist.objects.exists()


def stored_fields(page):
    form = page.context["storing"]
    return {name: form[name].value() for name in ("document", "client_uuid", "code")}


def test_what_was_shown_is_stored_as_a_draft_once(desk):
    sent = stored_fields(upload(desk, REAL_FORM))
    sent |= {"name_th": "ตรวจจุด", "name_en": "Site check", "purpose": "inspection"}
    for _time in range(2):
        page = desk.post(reverse("checklists:import"), sent)
        assert page.status_code == 302, page.context["storing"].errors
    version = ChecklistVersion.objects.get()
    assert (version.state, version.checklist.code, len(list(version.document.questions))) == ("draft", "site-check", 9)


def test_what_is_missing_to_store_is_said_and_the_form_kept(desk):
    sent = stored_fields(upload(desk, REAL_FORM))
    page = desk.post(reverse("checklists:import"), sent | {"purpose": "inspection"})
    assert page.status_code == 422
    assert set(page.context["storing"].errors) == {"name_th", "name_en"}
    assert page.context["storing"]["document"].value() == sent["document"]


def test_a_form_becomes_a_new_version_of_a_checklist(desk, published):
    sent = stored_fields(upload(desk, REAL_FORM))
    page = desk.post(reverse("checklists:import"), sent | {"into": published.checklist_id})
    assert page["Location"] == reverse("checklists:version", args=["power-check", 2])


def test_a_form_never_overwrites_a_draft(desk, draft):
    sent = stored_fields(upload(desk, REAL_FORM))
    page = desk.post(reverse("checklists:import"), sent | {"into": draft.checklist_id})
    assert page.status_code == 422
    draft.refresh_from_db()
    assert draft.document == DOCUMENT


@pytest.mark.parametrize(
    "document",
    [
        "",
        "{",
        "[]",
        '{"sections": [{"code": "a b"}]}',
        '{"sections": [{"code": "a", "title_th": "\\ud800"}]}',
        "[" * 100_000,
    ],
)
def test_a_document_that_was_tampered_with_is_refused(desk, document):
    page = desk.post(reverse("checklists:import"), {"document": document, "code": "x"})
    assert page.status_code == 422
    assert not Checklist.objects.exists()


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_file_that_is_none_is_refused_at_the_field(client_of, admin, language):
    page = upload(client_of(admin, language), b"no workbook")
    assert page.status_code == 422
    assert page.context["form"].errors["file"]
    assert not Checklist.objects.exists()


def test_a_malformed_file_shows_its_rows(desk):
    page = upload(desk, TWICE)
    assert page.status_code == 422
    assert "is used already, in row 2" in page.content.decode()
    assert "storing" not in page.context


def test_a_version_is_downloaded(desk, published):
    page = desk.get(reverse("checklists:export", args=["power-check", 1]))
    assert 'filename="power-check-1.xlsx"' in page["Content-Disposition"]
    assert read_xlsform(page.content).document == DOCUMENT
