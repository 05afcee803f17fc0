"""Goods in a report: rows inside, the case number in the circle, totals alone for the public; on paper as well."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from seizures import actions
from seizures.models import DoubleCount, Seizure
from tests.reports.test_pdf import pdf, text_of
from tests.seizures.conftest import Approved
from tests.seizures.factories import activity_of, approve, lot_of, make_goods, report_with, take_step
from visits.actions import publish
from visits.amend import amend
from visits.models import Visit

CASE, NOTE = "จบ. 12/2566", "Hidden under cassava"
SECRETS = (CASE, "12/2566", "Evidence room", "Sergeant Somchai")


@pytest.fixture
def published(officer: User, reviewer: User, director: User, partner: User, approved: Approved) -> Visit:
    """With two lots of cigarettes under one case number, and one step of custody."""
    visit = report_with(officer, case_number=CASE, note=NOTE)
    make_goods(activity_of(visit), quantity=Decimal("20.5"))
    visit = approve(visit, reviewer=reviewer, director=director)
    take_step(Seizure.objects.filter(activity__stop__visit=visit).earliest("pk"), officer)
    return publish(visit=visit, by=director, version=visit.version, released_to=[partner])


@pytest.fixture
def page(client_of: Callable[..., Client], published: Visit) -> Callable[..., str]:
    def read(user: User, path: str = "") -> str:
        answer = client_of(user).get(f"/visits/{published.reference}/{path}")
        assert answer.status_code == 200
        return str(answer.content.decode())

    return read


def test_the_circle_reads_rows_and_the_case(page: Callable[..., str], officer: User, director: User):
    for person in (officer, director):
        said = page(person)
        assert CASE in said
        assert "20.5 packets" in said


def test_a_colleague_reads_rows_without_the_case(page: Callable[..., str], colleague: User):
    said = page(colleague)
    assert "20.5 packets" in said
    assert not [secret for secret in SECRETS if secret in said]


def test_the_public_edition_holds_totals_alone(page: Callable[..., str], partner: User, director: User):
    for person in (partner, director):
        said = page(person, "edition/")
        assert "Cigarettes: 120.5 packets" in said
        assert not [secret for secret in (*SECRETS, NOTE, "Agency customs", "SZ-2566", "10:00") if secret in said]


@pytest.mark.parametrize("language", ["th", "en"])
def test_paper_says_the_same(
    client_of: Callable[..., Client], published: Visit, partner: User, colleague: User, director: User, language: str
):
    def text(user: User, edition: str) -> str:
        return text_of(pdf(client_of(user), published, edition=edition, lang=language))

    assert "12/2566" in text(director, "internal")
    inside, public = text(colleague, "internal"), text(partner, "public")
    assert "SZ-2566-0001" in inside
    assert "120.5" in public
    assert not [secret for secret in SECRETS if secret in inside or secret in public]
    assert not [secret for secret in (NOTE, "SZ-2566", "customs") if secret in public]


def test_the_public_edition_leaves_out_what_waits_and_what_counts_elsewhere(
    client_of: Callable[..., Client], approved: Approved, colleague: User, reviewer: User, director: User
):
    one, other = approved(), approved(colleague, quantity=Decimal(90))

    def said(visit: Visit) -> str:
        return client_of(director).get(f"/visits/{visit.reference}/edition/").content.decode()

    assert "packets" not in said(one) + said(other)
    pair = DoubleCount.objects.get()
    actions.settle(double=pair, by=reviewer, version=pair.version, counts=lot_of(other), reason="One seizure.")
    assert "packets" not in said(one)
    assert "90 packets" in said(other)


def test_reading_a_report_costs_the_same_with_many_goods(client_of: Callable[..., Client], officer: User):
    visit, reader, found = report_with(officer), client_of(officer), []
    for more in (1, 20):
        for _number in range(more):
            make_goods(activity_of(visit))
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(f"/visits/{visit.reference}/").status_code == 200
        found.append(len(queries))
    assert found[0] == found[1]


def test_an_amendment_copies_the_goods_of_the_same_lots(published: Visit, officer: User):
    new = amend(visit=published, by=officer)
    rows = [
        list(Seizure.objects.filter(activity__stop__visit=visit).order_by("pk").values_list(
            "lot", "kind", "quantity", "factor", "case_number", "found_at", "note"
        ))
        for visit in (published, new)
    ]  # fmt: skip
    assert rows[0] == rows[1]
    assert len(rows[0]) == 2


def test_what_is_amended_shows_only_once_it_is_approved(
    published: Visit, officer: User, reviewer: User, director: User, client_of: Callable[..., Client]
):
    lot = Seizure.objects.filter(activity__stop__visit=published).earliest("pk").lot
    new = amend(visit=published, by=officer)
    Seizure.objects.filter(activity__stop__visit=new, lot=lot).update(quantity=7)
    assert "100 packets" in client_of(director).get(f"/seizures/{lot}/").content.decode()
    approve(new, reviewer=reviewer, director=director)
    assert "7 packets" in client_of(director).get(f"/seizures/{lot}/").content.decode()
    assert lot.records.count() == 2
