"""Who is served which size of which photograph, how, and what is written down about it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import AccessEntry, User
from accounts.roles import Role
from tests.factories import UserFactory
from tests.visits.factories import fill
from visits import actions
from visits.models import Document, Photo, Visit

Fetch = Callable[..., Any]
SERVED = ["thumb", "screen", "print"]
SIZES = [*SERVED, "original"]


def url(photo: Photo, size: str) -> str:
    return reverse("visits:photo", args=[photo.visit.reference, photo.pk, size])


def document_url(document: Document) -> str:
    return reverse("visits:document", args=[document.visit.reference, document.pk])


@pytest.fixture
def neighbour(db: None) -> User:
    """An officer of the same districts who was not on the mission."""
    return UserFactory.create(username="neighbour", role=Role.OFFICER, areas=["TH2204"])


@pytest.fixture
def stranger(db: None) -> User:
    return UserFactory.create(username="stranger", role=Role.OFFICER, areas=["TH2706"])


@pytest.fixture
def publish(
    visit: Visit, core_categories: Any, officer: User, reviewer: User, director: User, partner: User
) -> Callable[[], Visit]:
    """Takes the draft, with what is on it by then, all the way."""

    def run() -> Visit:
        row = fill(visit)
        row = actions.submit(visit=row, by=officer, version=row.version)
        row = actions.endorse(visit=row, by=reviewer, version=row.version)
        row = actions.approve(visit=row, by=director, version=row.version)
        return actions.publish(visit=row, by=director, version=row.version, released_to=[partner])

    return run


@pytest.fixture
def fetch(client_of: Callable[..., Client]) -> Fetch:
    """What a person is answered; `body` holds the whole of it."""

    def get(who: User, address: str, **options: Any) -> Any:
        response: Any = client_of(who).get(address, **options)
        response.body = b"".join(response)  # read to the end, the file is closed
        return response

    return get


def test_the_author_sees_every_size(photo: Photo, officer: User, fetch: Fetch):
    for size in SERVED:
        response = fetch(officer, url(photo, size))
        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert response.body.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("who", ["neighbour", "stranger", "center_staff", "reviewer", "director", "partner"])
def test_a_draft_is_nobody_elses(who: str, photo: Photo, request: Any, fetch: Fetch):
    person = request.getfixturevalue(who)
    assert {fetch(person, url(photo, size)).status_code for size in SIZES} == {404}


@pytest.mark.parametrize("who", ["auditor", "admin"])
def test_who_reads_no_reports_sees_no_photographs(who: str, photo: Photo, request: Any, fetch: Fetch):
    person = request.getfixturevalue(who)
    assert {fetch(person, url(photo, size)).status_code for size in SIZES} == {403}


def test_a_passer_by_is_sent_to_sign_in(photo: Photo, client: Client):
    assert {client.get(url(photo, size)).status_code for size in SIZES} == {302}


PUBLISHED = {
    "officer": 200,
    "neighbour": 200,
    "center_staff": 200,
    "reviewer": 200,
    "director": 200,
    "partner": 200,
    "stranger": 404,
}
RESTRICTED = {**PUBLISHED, "neighbour": 404, "center_staff": 404, "partner": 404}
ORIGINAL = {**PUBLISHED, "neighbour": 403, "center_staff": 403, "partner": 403}


@pytest.mark.parametrize("who", PUBLISHED)
def test_published_photographs_by_role(
    who: str, photo: Photo, restricted_photo: Photo, publish: Any, request: Any, fetch: Fetch
):
    publish()
    person = request.getfixturevalue(who)
    for size in SERVED:
        assert fetch(person, url(photo, size)).status_code == PUBLISHED[who]
        assert fetch(person, url(restricted_photo, size)).status_code == RESTRICTED[who]
    assert fetch(person, url(photo, "original")).status_code == ORIGINAL[who]
    assert fetch(person, url(restricted_photo, "original")).status_code == RESTRICTED[who]


@pytest.mark.parametrize(
    "fields", [{"shows_child": True, "consent": "written"}, {"consent": "verbal"}, {"consent": "unknown"}]
)
def test_a_partner_sees_only_what_may_be_published(
    fields: dict[str, Any], visit: Visit, add_photo: Any, run_jobs: Any, publish: Any, partner: User, fetch: Fetch
):
    photo = add_photo(visit, **fields)
    run_jobs()
    publish()
    assert {fetch(partner, url(photo, size)).status_code for size in SERVED} == {404}


def test_a_partner_loses_what_is_withdrawn(photo: Photo, publish: Any, director: User, partner: User, fetch: Fetch):
    visit = publish()
    actions.withdraw(visit=visit, by=director, version=visit.version, reason="A name was wrong.")
    assert fetch(partner, url(photo, "thumb")).status_code == 404


def test_until_the_sizes_are_made_a_notice_stands_in_their_place(
    visit: Visit, add_photo: Any, officer: User, fetch: Fetch
):
    photo = add_photo(visit)
    for size in SERVED:
        response = fetch(officer, url(photo, size))
        assert response.status_code == 202
        assert response["Content-Type"].startswith("image/svg+xml")
        assert "being prepared" in response.body.decode()
        assert "no-store" in response["Cache-Control"]


def test_the_original_is_a_download_that_is_written_down(visit: Visit, add_photo: Any, officer: User, fetch: Fetch):
    photo = add_photo(visit)
    Photo.objects.filter(pk=photo.pk).update(file_name="ตลาดบ้านแหลม.jpg")
    response = fetch(officer, url(photo, "original"))
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('ตลาดบ้านแหลม.jpg')}"
    assert response["Cache-Control"] == "private, no-store"
    entry = AccessEntry.objects.get()
    assert (entry.what, entry.user, entry.subject) == ("original_download", officer, visit.reference)


def test_a_restricted_photograph_is_written_down_and_kept_nowhere(restricted_photo: Photo, officer: User, fetch: Fetch):
    response = fetch(officer, url(restricted_photo, "screen"))
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert AccessEntry.objects.get().what == "restricted_read"


def test_a_refused_reader_is_not_written_down_as_a_reader(
    restricted_photo: Photo, neighbour: User, publish: Any, fetch: Fetch
):
    publish()
    fetch(neighbour, url(restricted_photo, "screen"))
    assert not AccessEntry.objects.exists()


def test_no_file_can_do_anything_in_a_browser(photo: Photo, officer: User, fetch: Fetch):
    for size in SIZES:
        response = fetch(officer, url(photo, size))
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "private" in response["Cache-Control"]


def test_a_larger_size_is_asked_for_again_and_not_sent_twice(photo: Photo, officer: User, fetch: Fetch):
    first = fetch(officer, url(photo, "screen"))
    assert "no-cache" in first["Cache-Control"]
    assert fetch(officer, url(photo, "screen"), headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_photograph_belongs_to_its_own_report(photo: Photo, officer: User, fetch: Fetch):
    address = reverse("visits:photo", args=["NTS-2566-9999", photo.pk, "thumb"])
    assert fetch(officer, address).status_code == 404


@pytest.mark.parametrize("size", ["huge", "..", "originals"])
def test_there_are_no_other_sizes(size: str, photo: Photo, officer: User, fetch: Fetch):
    assert fetch(officer, f"/visits/{photo.visit.reference}/photos/{photo.pk}/{size}/").status_code == 404


def test_a_picture_costs_four_queries(
    photo: Photo, officer: User, client_of: Any, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client = client_of(officer)
    with django_assert_max_num_queries(4):
        b"".join(client.get(url(photo, "thumb")))


def test_a_document_is_a_download_that_is_written_down(document: Document, officer: User, fetch: Fetch):
    response = fetch(officer, document_url(document))
    assert response["Content-Disposition"] == 'attachment; filename="order.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert AccessEntry.objects.get().what == "document_download"


@pytest.mark.parametrize(
    ("who", "status"), [("neighbour", 200), ("reviewer", 200), ("stranger", 404), ("partner", 403), ("auditor", 403)]
)
def test_documents_of_a_published_report_by_role(
    who: str, status: int, document: Document, publish: Any, request: Any, fetch: Fetch
):
    publish()
    assert fetch(request.getfixturevalue(who), document_url(document)).status_code == status


def test_a_restricted_document_stays_in_its_circle(
    document: Document, publish: Any, neighbour: User, reviewer: User, fetch: Fetch
):
    Document.objects.filter(pk=document.pk).update(restricted=True)
    publish()
    assert fetch(neighbour, document_url(document)).status_code == 404
    assert fetch(reviewer, document_url(document)).status_code == 200
