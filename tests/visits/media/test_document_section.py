"""Annexes: added one by one, known by their content, removed when asked."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.visits.media import samples
from visits.models import Document, SectionSave, Visit


@pytest.fixture
def address(visit: Visit) -> str:
    return reverse("visits:documents", args=[visit.reference])


@pytest.fixture
def web(officer: User, client_of: Callable[..., Client]) -> Client:
    return client_of(officer)


def sending(file: Any, **fields: Any) -> dict[str, Any]:
    return {"file": file, "title": "", "classification": "normal", "client_uuid": uuid.uuid4(), "add": "1"} | fields


def test_a_document_is_added_with_its_title(web: Client, address: str, visit: Visit):
    response = web.post(address, sending(samples.pdf(), title="คำสั่งสำนัก"), follow=True)
    assert "stored safely" in response.content.decode()
    row = visit.documents.get()
    assert (row.title, row.media_type, row.file_name) == ("คำสั่งสำนัก", "application/pdf", "order.pdf")


def test_without_a_title_the_name_of_the_file_stands_for_it(web: Client, address: str, visit: Visit):
    web.post(address, sending(samples.docx("บันทึกการประชุม.docx")))
    assert visit.documents.get().title == "บันทึกการประชุม"


def test_a_refused_document_says_why_and_keeps_what_was_typed(web: Client, address: str, visit: Visit):
    response = web.post(address, sending(samples.docx(word__vbaProject_bin="x"), title="Kept title"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "contains macros" in page
    assert "Kept title" in page
    assert not visit.documents.exists()


@pytest.mark.parametrize("level", ["", "confidential", "secret", "top_secret"])
def test_its_classification_must_be_said_and_be_normal(level: str, web: Client, address: str, visit: Visit):
    response = web.post(address, sending(samples.pdf(), classification=level))
    assert response.status_code == 422
    assert "Choose the file once more" in response.content.decode()
    assert not visit.documents.exists()


def test_sent_twice_it_is_added_once(web: Client, address: str, visit: Visit):
    key = uuid.uuid4()
    for _ in range(2):
        assert web.post(address, sending(samples.pdf(), client_uuid=key)).status_code == 302
    assert visit.documents.count() == 1


def test_going_on_without_any_counts_as_saved(web: Client, address: str, visit: Visit):
    assert web.post(address).status_code == 302
    assert SectionSave.objects.get(visit=visit, section="documents").version == 1


def test_removing_is_asked_for_first(web: Client, visit: Visit, document: Document):
    address = reverse("visits:document_remove", args=[visit.reference, document.pk])
    assert "Remove this?" in web.get(address).content.decode()
    assert visit.documents.exists()
    web.post(address)
    assert not visit.documents.exists()
