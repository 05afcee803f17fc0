"""Practices on paper: what is written in them in both languages, for whom, and that each export is logged."""

import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import AccessEntry
from practices.workflow import PracticeState
from tests.practices.library.conftest import SECRET
from tests.practices.library.factories import advance, cite, make_practice, recognise
from tests.reports.test_pdf import text_of

VOLUME = reverse("reports:practices_pdf")


@pytest.fixture
def full(candidate, filed_visit, shown, secret, take, publish, reviewer):
    candidate.cover = take()
    candidate.lessons_th, candidate.lessons_en = "น้ำใจมาก่อนจำนวนเจ้าหน้าที่", "Faces matter more than numbers"
    candidate.replication_th, candidate.replication_en = "ต้องมีผู้ใหญ่บ้านที่ทำงานร่วม", "A headman whom people believe"
    candidate.save()
    cite(candidate, filed_visit, "trust", activity=shown, note_en="They call first")
    cite(candidate, filed_visit, "trust", activity=secret)
    publish(filed_visit)
    return advance(candidate, PracticeState.PUBLISHED, by=reviewer)


def pdf(browser, practice, **query):
    response = browser.get(reverse("reports:practice_pdf", args=[practice.code]), query)
    assert response["Content-Type"] == "application/pdf"
    return response.content


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("th", ["จุดตรวจร่วมที่ชาวบ้านไว้วางใจ", "น้ำใจมาก่อนจำนวนเจ้าหน้าที่", "ต้องมีผู้ใหญ่บ้านที่ทำงานร่วม", "สรุปในหน้าเดียว", "สนับสนุน"]),
        ("en", ["A joint checkpoint that villagers trust", "Faces matter", "A headman", "At a glance", "Funded by"]),
    ],
)  # fmt: skip
def test_it_copies_out_as_written(client_of, director, full, language, words):
    text = " ".join(text_of(pdf(client_of(director), full, lang=language)).split())
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(("language", "quoted"), [("th", True), ("en", False)])
def test_what_a_report_says_in_thai_is_told_in_english_where_a_note_does(
    client_of, director, candidate, filed_visit, shown, publish, reviewer, language, quoted
):
    shown.narrative = "ชาวบ้านโทรหาจุดตรวจเอง"
    shown.save()
    row = cite(candidate, filed_visit, "trust", activity=shown)
    publish(filed_visit)
    assert shown.narrative in text_of(pdf(client_of(director), candidate, lang=language))
    row.note_en = "Villagers call by themselves"
    row.save()
    text = text_of(pdf(client_of(director), candidate, lang=language))
    assert (shown.narrative in text) == quoted
    assert row.note_en in text


def test_it_is_tagged_and_says_its_language(client_of, director, full):
    root: Any = PdfReader(io.BytesIO(pdf(client_of(director), full, lang="th"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "th"


def test_the_public_edition_cites_what_the_public_may_know(client_of, director, full, filed_visit):
    text = text_of(pdf(client_of(director), full, lang="en"))
    assert filed_visit.reference in text
    assert "They call first" in text
    assert SECRET not in text
    assert "Mobile of the author" not in text


def test_the_internal_edition_is_as_its_reader_may_read(client_of, reviewer, full):
    assert SECRET in text_of(pdf(client_of(reviewer), full, lang="en", edition="internal"))
    assert AccessEntry.objects.filter(what=AccessEntry.What.RESTRICTED_READ, user=reviewer).exists()


def test_a_partner_gets_the_public_edition_only(client_of, partner, full):
    url = reverse("reports:practice_pdf", args=[full.code])
    assert client_of(partner).get(url).status_code == 200
    assert client_of(partner).get(url, {"edition": "internal"}).status_code == 403


def test_every_export_is_logged(client_of, director, full):
    pdf(client_of(director), full, lang="en")
    entry = AccessEntry.objects.get(what=AccessEntry.What.EXPORT_PDF)
    assert (entry.user, entry.subject) == (director, full.code)
    assert entry.detail == f"{full.code}-public-en.pdf"


def test_an_invisible_practice_has_no_pdf(client_of, partner, candidate):
    assert client_of(partner).get(reverse("reports:practice_pdf", args=[candidate.code])).status_code == 404


@pytest.mark.parametrize(("language", "contents"), [("th", "สารบัญ"), ("en", "Contents")])
def test_a_compendium_lists_its_practices_with_their_pages(
    client_of, director, full, officer, reviewer, soi_dao, language, contents
):
    second = make_practice(officer, soi_dao, title_en="Markets on one day", title_th="ตลาดวันเดียวกัน")
    recognise(second)
    advance(second, PracticeState.PUBLISHED, by=reviewer)
    response = client_of(director).get(VOLUME, {"code": [second.code, full.code], "lang": language})
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(response.content)).pages]
    table = next(page for page in pages if contents in page)
    assert table.index(second.title_en if language == "en" else "ตลาดวันเดียวกัน") < table.index("2.")
    assert AccessEntry.objects.filter(what=AccessEntry.What.EXPORT_PDF).count() == 2


def test_nothing_ticked_leads_back_with_a_word(client_of, director, candidate, partner):
    assert client_of(director).get(VOLUME).url == reverse("practices:list")
    assert client_of(partner).get(VOLUME, {"code": candidate.code}).status_code == 302
