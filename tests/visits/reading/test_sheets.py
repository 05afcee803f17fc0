"""Who reads which answer of a checklist."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from checklists.models import ChecklistVersion
from tests.reports.test_pdf import text_of
from tests.visits.factories import make_activity, make_stop
from tests.visits.questions import SECRET, answer, inspection_list
from tests.visits.reading.conftest import move
from visits.editions import Edition, read_report
from visits.models import Visit

INTERNAL, NEW = "08:30", "Good"  # answers to a field that is internal, and to what only this list asks


@pytest.fixture
def version(admin: User) -> ChecklistVersion:
    return inspection_list(admin)


@pytest.fixture
def inspected(version: ChecklistVersion, filed_visit: Visit) -> Visit:
    """A draft whose inspection answers the checklist."""
    answer(filed_visit.stops.get().activities.get(), version)
    return filed_visit


@pytest.fixture
def published(inspected: Visit, reviewer: User, director: User, partner: User) -> Visit:
    steps = ("submit", "endorse", "approve", "publish")
    return move(inspected, *steps, reviewer=reviewer, director=director, partner=partner)


def page_of(client: Client, visit: Visit, page: str = "") -> str:
    answered = client.get(f"/visits/{visit.reference}/{page}")
    assert answered.status_code == 200
    return answered.content.decode()


@pytest.mark.parametrize("person", ["officer", "reviewer", "director"])
def test_the_circle_reads_every_answer(person: str, request: Any, client_of: Any, published: Visit):
    page = page_of(client_of(request.getfixturevalue(person), "en"), published)
    for words in (SECRET, INTERNAL, NEW, "1,234", "3 of 4", "81 %", "Question gate_photos"):
        assert (words in page) is (words != "Question gate_photos"), words


def test_a_neighbour_reads_all_but_what_is_restricted(client_of: Any, neighbour: User, published: Visit):
    page = page_of(client_of(neighbour, "en"), published)
    assert INTERNAL in page
    assert NEW in page
    assert SECRET not in page
    assert "counterpart_contact" not in page


@pytest.mark.parametrize("person", ["partner", "neighbour", "director"])
def test_the_public_edition_has_only_what_is_public(person: str, request: Any, client_of: Any, published: Visit):
    page = page_of(client_of(request.getfixturevalue(person), "en"), published, "edition/")
    assert "1,234" in page
    for words in (SECRET, INTERNAL, NEW, "counterpart_contact", "Question lamp", "81 %", "Question rating"):
        assert words not in page, words


@pytest.mark.parametrize(
    ("person", "edition"), [("director", "internal"), ("neighbour", "internal"), ("partner", "public")]
)
def test_the_pdf_says_the_same(person: str, edition: str, request: Any, client_of: Any, published: Visit):
    client = client_of(request.getfixturevalue(person), "en")
    text = text_of(client.get(f"/visits/{published.reference}/pdf/", {"lang": "en", "edition": edition}).content)
    assert "1,234" in text
    assert (SECRET in text) is (person == "director")
    assert (INTERNAL in text) is (edition == "internal")


def test_an_unanswered_question_is_told_inside_only(version: ChecklistVersion, filed_visit: Visit, officer: User):
    answer(filed_visit.stops.get().activities.get(), version, people_in=5)
    inside, outside = (read_report(filed_visit, edition=one, by=officer) for one in Edition)
    sheets = [report.stops[0].activities[0].parts[0].context["sheet"] for report in (inside, outside)]
    assert any("rating" in label for label in sheets[0].unanswered)
    assert not sheets[1].unanswered


def test_ten_sheets_are_read_as_fast_as_one(
    version: ChecklistVersion, inspected: Visit, officer: User, django_assert_num_queries: Any
):
    with CaptureQueriesContext(connection) as one:
        read_report(inspected, edition=Edition.INTERNAL, by=officer)
    for number in range(9):
        answer(make_activity(make_stop(inspected, place=f"Gate {number}")), version)
    with django_assert_num_queries(len(one)):
        report = read_report(inspected, edition=Edition.INTERNAL, by=officer)
    assert sum(len(view.parts) for stop in report.stops for view in stop.activities) == 10
