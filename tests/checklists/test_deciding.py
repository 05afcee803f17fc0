"""Publishing, retiring, naming and trying out; what the pages cost."""

import uuid
from dataclasses import replace
from typing import Any

from django.urls import reverse

from checklists import actions
from checklists.document import Document, Kind, Question, Section
from checklists.models import Checklist
from tests.checklists.factories import DOCUMENT

NEW: dict[str, Any] = {"name_th": "ตรวจตลาด", "name_en": "Market check", "purpose": "inspection"}


def constantly(document):
    return lambda _old: document


def test_publishing_says_what_is_missing(desk, draft, at, admin):
    bare = Document((Section("a", "ก", "A", questions=(Question("b", Kind.TEXT, "ข"),)),))
    draft = actions.replace(version=draft, by=admin, revision=draft.revision, edit=lambda _old: bare)
    page = desk.post(at("publish"), {"revision": draft.revision})
    assert page.status_code == 422
    assert "The English text is missing." in page.content.decode()


def test_a_draft_is_published_then_retired(desk, draft, at):
    assert desk.post(at("publish"), {"revision": draft.revision}).status_code == 302
    draft.refresh_from_db()
    assert desk.post(at("section_new"), {"title_th": "ก"}).status_code == 403
    assert desk.post(at("retire"), {"revision": draft.revision}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "retired"


def test_a_new_version_starts_from_the_one_in_use(desk, published):
    page = desk.post(reverse("checklists:draft", args=["power-check"]))
    assert page["Location"] == "/checklists/power-check/2/"
    assert published.checklist.versions.get(number=2).document == DOCUMENT


def test_a_draft_is_discarded(desk, published, admin):
    draft = actions.start_draft(checklist=published.checklist, by=admin)
    url = reverse("checklists:discard", args=["power-check", 2])
    assert desk.post(url, {"revision": draft.revision})["Location"] == published.checklist.get_absolute_url()
    assert published.checklist.versions.count() == 1


def test_names_are_changed_unless_somebody_else_did(desk, draft):
    url = reverse("checklists:names", args=["power-check"])
    sent = {"revision": 1, "name_th": "ก", "name_en": "Renamed", "purpose": "other"}
    assert desk.post(url, sent).status_code == 302
    page = desk.post(url, sent | {"name_en": "Mine"})
    assert page.status_code == 409
    assert 'value="Mine"' in page.content.decode()
    assert Checklist.objects.get().name_en == "Renamed"


def test_trying_it_out_shows_the_sheet_and_stores_nothing(desk, draft, at):
    page = desk.post(at("preview"), {"c-generator": "yes", "c-order": "3", "c-fuel": "full", "c-hours": "2"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "2 hours" in text
    assert "85.7 %" in text
    assert "from 3 of the 3 questions that count" in text
    page = desk.post(at("preview"), {"c-generator": "yes", "c-fuel": "full", "c-hours": "99", "c-defects": "เสีย"})
    assert page.status_code == 422
    assert "เสีย" in page.content.decode()


def test_pages_cost_the_same_however_long(desk, draft, at, admin, django_assert_num_queries):
    question = Question("q", Kind.TEXT, "ก", "A")
    long = Document(tuple(Section(f"s{n}", questions=(replace(question, code=f"q{n}"),)) for n in range(40)))
    for document in (DOCUMENT, long):
        draft.refresh_from_db()
        actions.replace(version=draft, by=admin, revision=draft.revision, edit=constantly(document))
        for url in (at("version"), at("preview")):
            with django_assert_num_queries(3):
                assert desk.get(url).status_code == 200


def test_the_list_costs_the_same_for_many(desk, draft, admin, django_assert_num_queries):
    for number in range(10):
        actions.create(by=admin, client_uuid=uuid.uuid4(), **NEW | {"code": f"check-{number}"})
    with django_assert_num_queries(3):
        assert desk.get(reverse("checklists:list")).status_code == 200
