"""Sections of the report itself: saved one by one, refused at the field, never overwritten."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.visits.factories import ProjectFactory
from tests.visits.filing.conftest import date_parts
from visits.models import SectionSave, Visit

Address = Callable[..., str]
Send = Callable[..., Any]


def test_purpose_is_saved_with_a_receipt(visit: Visit, send: Send, address: Address, phone: Client):
    answer = send(address("section", "purpose"), purpose="Follow up\nStudy practices")
    visit.refresh_from_db()
    assert visit.purpose == "Follow up\nStudy practices"
    assert answer["Location"] == address("section", "team")
    assert "Saved" in phone.get(answer["Location"]).content.decode()


def test_save_and_back_leads_to_the_list(send: Send, address: Address):
    answer = send(address("section", "purpose"), purpose="x", leave="1")
    assert answer["Location"] == address("tasks")


def test_assignment_names_project_and_share(visit: Visit, send: Send, address: Address):
    project = ProjectFactory.create()
    send(address("section", "assignment"), directive_issuer="Director", project=project.pk, funding_share="100")
    visit.refresh_from_db()
    assert (visit.directive_issuer, visit.project, visit.funding_share) == ("Director", project, 100)


def test_corrected_date_needs_its_reason(visit: Visit, send: Send, address: Address):
    published = date_parts("published_start", 11, 3, 2567)
    refused = send(address("section", "basics"), **published)
    assert "date_reason" in refused.context["form"].errors
    send(address("section", "basics"), date_reason="The announcement gave 2567.", **published)
    visit.refresh_from_db()
    assert (visit.date_start.year, visit.published_start and visit.published_start.year) == (2023, 2024)


def test_saving_leaves_other_columns_alone(visit: Visit, send: Send, address: Address):
    send(address("section", "outlook"), summary_en="Short.")
    visit.refresh_from_db()
    assert visit.title_th == "ติดตามผลที่จันทบุรี"


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("basics", {"kind": "parade"}),
        ("basics", {"title_th": "x" * 300}),
        ("basics", {"districts": ["999999"]}),
        ("basics", date_parts("date_end", 1, 1, 2566)),
        ("basics", date_parts("published_end", 12, 3, 2566)),
        ("assignment", {"funding_share": "101"}),
        ("assignment", {"funding_share": "half"}),
        ("assignment", {"project": "999999"}),
        ("assignment", date_parts("directive_date", 31, 2, 2566)),
        ("purpose", {"purpose": "nul\x00byte"}),
        ("outlook", {"summary_th": "nul\x00byte"}),
    ],
)
def test_bad_input_is_refused_with_the_text_kept(key: str, wrong: dict[str, Any], send: Send, address: Address):
    answer = send(address("section", key), **wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors


@pytest.mark.parametrize("typed", ["101", "half", "-1", "1e3"])
def test_what_was_typed_stands_in_the_field_again(typed: str, send: Send, address: Address):
    answer = send(address("section", "assignment"), funding_share=typed, directive_issuer="Director")
    assert f'value="{typed}"' in answer.content.decode()
    assert 'value="Director"' in answer.content.decode()


def test_conflict_keeps_the_text_and_overwrites_nothing(visit: Visit, send: Send, address: Address, phone: Client):
    send(address("section", "purpose"), purpose="Theirs")
    answer = phone.post(address("section", "purpose"), {"purpose": "Mine", "version": "0"})
    assert answer.status_code == 409
    assert answer.context["changes"] == [("Objectives", "Theirs", "Mine")]
    visit.refresh_from_db()
    assert visit.purpose == "Theirs"


def test_saving_again_after_a_conflict_is_a_decision(visit: Visit, send: Send, address: Address, phone: Client):
    send(address("section", "purpose"), purpose="Theirs")
    refused = phone.post(address("section", "purpose"), {"purpose": "Mine", "version": "0"})
    phone.post(address("section", "purpose"), {"purpose": "Mine", "version": refused.context["version"]})
    visit.refresh_from_db()
    assert visit.purpose == "Mine"


def test_save_without_a_version_is_a_conflict(address: Address, phone: Client):
    assert phone.post(address("section", "purpose"), {"purpose": "x"}).status_code == 409


def test_each_save_counts_up(visit: Visit, send: Send, address: Address):
    for words in ("one", "two"):
        send(address("section", "purpose"), purpose=words)
    assert SectionSave.objects.get(visit=visit, section="purpose").version == 2


def test_unknown_section_is_not_found(phone: Client, address: Address):
    assert phone.get(address("section", "secrets")).status_code == 404


def test_stranger_finds_nothing(client_of: Callable[..., Client], address: Address, center_staff: User):
    assert client_of(center_staff).get(address("tasks")).status_code == 403


def test_officer_elsewhere_finds_nothing(client_of: Callable[..., Client], address: Address, stranger: User):
    for url in (address("tasks"), address("section", "basics"), address("check")):
        assert client_of(stranger).get(url).status_code == 404


def test_sent_report_is_refused_with_the_reason(submitted_visit: Visit, phone: Client, address: Address):
    answer = phone.post(address("section", "purpose"), {"purpose": "x", "version": "1"})
    assert answer.status_code == 403
    assert "has been sent" in answer.content.decode()
