"""A row whose file is not on the disk any more; and HEAD, which is answered without a body."""

import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from visits.models import Document, Photo, Visit
from visits.store import locate


def url(photo: Photo, size: str) -> str:
    return reverse("visits:photo", args=[photo.visit.reference, photo.pk, size])


def document_url(document: Document) -> str:
    return reverse("visits:document", args=[document.visit.reference, document.pk])


@pytest.fixture
def web(officer: User, client_of: Callable[..., Client]) -> Client:
    return client_of(officer, "en")


@pytest.fixture
def lost(photo: Photo) -> Photo:
    """A photograph of which every file is gone."""
    for path in {photo.original, *photo.renditions.values_list("path", flat=True)}:
        locate(path).unlink()
    return photo


@pytest.fixture
def asked(web: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, Any, bytes]]:
    """What the site hands to its server: the test client would cut off the body of HEAD by itself."""
    monkeypatch.setattr("django.test.client.conditional_content_removal", lambda request, response: response)

    def ask(method: str, address: str) -> tuple[int, Any, bytes]:
        response: Any = web.generic(method, address)
        return response.status_code, response.headers, b"".join(response)

    return ask


@pytest.mark.parametrize("size", ["thumb", "screen", "print", "original"])
def test_a_missing_photograph_is_told_and_logged(size: str, lost: Photo, web: Client, caplog: Any):
    response = web.get(url(lost, size))
    assert response.status_code == 410
    assert "Tell the administrator of your agency" in response.content.decode()
    assert url(lost, size) in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert [record.levelno for record in caplog.records if "is missing" in record.message] == [logging.ERROR]


def test_in_a_page_a_drawing_stands_in_its_place(lost: Photo, web: Client):
    response = web.get(url(lost, "thumb"), headers={"Sec-Fetch-Dest": "image"})
    assert response.status_code == 410
    assert response["Content-Type"].startswith("image/svg+xml")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "The file is missing." in response.content.decode()


def test_a_missing_document_is_told(document: Document, web: Client):
    locate(document.path).unlink()
    assert web.get(document_url(document)).status_code == 410


def test_the_stranger_is_not_told(lost: Photo, reviewer: User, client_of: Callable[..., Client]):
    assert client_of(reviewer).get(url(lost, "thumb")).status_code == 404


@pytest.mark.parametrize("name", ["visits:detail", "visits:photos", "visits:documents", "visits:check"])
def test_the_pages_that_list_it_go_on(name: str, lost: Photo, document: Document, web: Client):
    locate(document.path).unlink()
    assert web.get(reverse(name, args=[lost.visit.reference])).status_code == 200


def test_the_pdf_says_it_in_place_of_the_picture(lost: Photo, visit: Visit, web: Client):
    response = web.get(reverse("reports:visit_pdf", args=[visit.reference]))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert "The file of this photograph is missing." in text


@pytest.mark.parametrize("size", ["thumb", "original"])
def test_head_of_a_photograph_has_no_body(size: str, photo: Photo, asked: Any):
    status, headers, body = asked("HEAD", url(photo, size))
    assert (status, body) == (200, b"")
    assert headers["Content-Length"] == asked("GET", url(photo, size))[1]["Content-Length"]


def test_head_of_one_not_ready_has_no_body(visit: Visit, add_photo: Any, asked: Any):
    address = url(add_photo(visit), "thumb")
    status, headers, body = asked("HEAD", address)
    assert (status, body) == (202, b"")
    assert headers["Content-Length"] == str(len(asked("GET", address)[2]))


def test_head_of_a_missing_one_has_no_body(lost: Photo, asked: Any):
    status, _headers, body = asked("HEAD", url(lost, "screen"))
    assert (status, body) == (410, b"")


def test_head_of_a_document_has_no_body(document: Document, asked: Any):
    status, _headers, body = asked("HEAD", document_url(document))
    assert (status, body) == (200, b"")


def test_the_pdf_names_a_photograph_whose_picture_is_not_made_yet(visit: Visit, add_photo: Any, web: Client):
    caption = "The queue at noon"
    Photo.objects.filter(pk=add_photo(visit).pk).update(caption=caption)
    response = web.get(reverse("reports:visit_pdf", args=[visit.reference]))
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert "The picture is being prepared." in text
    assert caption in text
