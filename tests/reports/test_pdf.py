"""The PDF of a report: who may have it, what stands in it, and that Thai copies out as it was written."""

import io
from collections.abc import Callable
from typing import cast

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe
from PIL import ImageFile
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from accounts.models import AccessEntry, User
from tests.visits.factories import make_activity, make_stop
from ui.pdf import PdfFailed, join_sara_am, own_file, part_sara_am, render_pdf
from visits import actions
from visits.models import Visit

Browser = Callable[..., Client]
SECRET = "ข้อบ่งชี้ที่ห้ามรั่วไหล"


def text_of(content: bytes) -> str:
    """What a reader copies out of the PDF, SARA AM put together again."""
    pages = PdfReader(io.BytesIO(content)).pages
    return join_sara_am("\n".join(page.extract_text() for page in pages))


def pdf(client: Client, visit: Visit, **query: str) -> bytes:
    response = client.get(reverse("reports:visit_pdf", args=[visit.reference]), query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return bytes(response.content)


def restricted_visit(visit: Visit, officer: User) -> Visit:
    """The visit with one more activity that only the restricted circle reads, sent."""
    make_activity(make_stop(visit), kind="observation", narrative=SECRET, may_concern_tip=True, restricted=True)
    return actions.submit(visit=visit, by=officer, version=visit.version)


@pytest.mark.parametrize("language", ["th", "en"])
def test_director_downloads_the_report(
    client_of: Browser, director: User, published_visit: Visit, language: str
) -> None:
    text = text_of(pdf(client_of(director), published_visit, lang=language))
    assert published_visit.reference in text
    assert {"th": "วัตถุประสงค์", "en": "Objectives"}[language] in text


def test_thai_text_copies_out_as_written(client_of: Browser, officer: User, visit: Visit) -> None:
    visit.purpose = "ติดตามการดำเนินงาน จัดทำข้อมูลน้ำและค้าส่ง"
    visit.save()
    assert visit.purpose in text_of(pdf(client_of(officer), visit))


def test_pdf_is_tagged_and_says_its_language(client_of: Browser, director: User, published_visit: Visit) -> None:
    reader = PdfReader(io.BytesIO(pdf(client_of(director), published_visit, lang="th")))
    root = cast(DictionaryObject, reader.trailer["/Root"])
    assert cast(DictionaryObject, root["/MarkInfo"])["/Marked"]
    assert str(root["/Lang"]) == "th"
    assert b"pdfuaid" in cast(StreamObject, root["/Metadata"].get_object()).get_data()


def test_every_export_is_logged(client_of: Browser, director: User, published_visit: Visit) -> None:
    pdf(client_of(director), published_visit, edition="public")
    entry = AccessEntry.objects.get(what=AccessEntry.What.EXPORT_PDF)
    assert (entry.user, entry.subject) == (director, published_visit.reference)
    assert "public" in entry.detail


def test_restricted_circle_finds_the_restricted_part(
    client_of: Browser, officer: User, reviewer: User, filed_visit: Visit
) -> None:
    visit = restricted_visit(filed_visit, officer)
    assert SECRET in text_of(pdf(client_of(reviewer), visit))


def test_public_edition_leaves_the_restricted_part_out(
    client_of: Browser, officer: User, reviewer: User, director: User, partner: User, filed_visit: Visit
) -> None:
    visit = restricted_visit(filed_visit, officer)
    visit = actions.endorse(visit=visit, by=reviewer, version=visit.version)
    visit = actions.approve(visit=visit, by=director, version=visit.version)
    visit = actions.publish(visit=visit, by=director, version=visit.version, released_to=[partner])
    assert SECRET not in text_of(pdf(client_of(partner), visit))
    assert SECRET not in text_of(pdf(client_of(director), visit, edition="public"))


def test_partner_is_refused_the_internal_edition(client_of: Browser, partner: User, published_visit: Visit) -> None:
    url = reverse("reports:visit_pdf", args=[published_visit.reference])
    assert client_of(partner).get(url, {"edition": "internal"}).status_code == 403


def test_no_public_edition_before_publication(client_of: Browser, reviewer: User, submitted_visit: Visit) -> None:
    url = reverse("reports:visit_pdf", args=[submitted_visit.reference])
    assert client_of(reviewer).get(url, {"edition": "public"}).status_code == 403


def test_stranger_finds_nothing(client_of: Browser, center_staff: User, visit: Visit) -> None:
    assert client_of(center_staff).get(reverse("reports:visit_pdf", args=[visit.reference])).status_code == 404


@pytest.mark.parametrize(
    "url", ["https://example.org/x.png", "file:///etc/passwd", "media:../../etc/passwd", "static:no"]
)
def test_nothing_but_own_files_is_fetched(url: str) -> None:
    assert own_file(url) is None


def test_a_missing_file_stops_the_document() -> None:
    picture = mark_safe('<img src="media:missing.jpg" alt="">')
    with pytest.raises(PdfFailed):
        render_pdf("print/base.html", {"donor_credit": picture}, language="en")


def test_making_a_pdf_does_not_let_pictures_that_are_cut_short_in() -> None:
    render_pdf("print/base.html", {"donor_credit": ""}, language="en")
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("word", ["น้ำ", "ทำ", "อำเภอ", "ค่ำ"])
def test_sara_am_is_parted_and_joined(word: str) -> None:
    assert "\u0e33" not in part_sara_am(word)
    assert join_sara_am(part_sara_am(word)) == word


def test_the_order_behind_a_visit_stays_inside(
    client_of: Browser, filed_visit: Visit, officer: User, director: User
) -> None:
    Visit.objects.filter(pk=filed_visit.pk).update(
        directive_issuer="Office of the order", directive_number="MT 0307/1234", assignee="Head of the team"
    )
    inside = text_of(pdf(client_of(officer), filed_visit, lang="en"))
    visit = Visit.objects.get(pk=filed_visit.pk)
    actions.submit(visit=visit, by=officer, version=visit.version)
    outside = text_of(pdf(client_of(director), visit, lang="en", edition="public"))
    for word in ("Office of the order", "0307/1234", "Head of the team"):
        assert word in inside
        assert word not in outside
