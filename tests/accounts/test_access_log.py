"""The access log: written once, read by the auditor alone."""

import datetime as dt

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from accounts.access import log_access
from accounts.models import AccessEntry
from accounts.roles import Role
from tests.factories import UserFactory

What = AccessEntry.What


@pytest.fixture
def entries(officer, reviewer):
    AccessEntry.objects.create(
        user=officer,
        what=What.EXPORT_PDF,
        subject="NTS-2565-0009",
        at=timezone.make_aware(dt.datetime(2022, 12, 31, 23, 30)),
    )
    log_access(by=reviewer, what=What.RESTRICTED_READ, subject="NTS-2566-0001", detail="finding 3")
    log_access(by=officer, what=What.EXPORT_PDF, subject="NTS-2566-0002")


def shown(response):
    return [entry.subject for entry in response.context["page"].rows]


def test_auditor_sees_who_did_what_newest_first(entries, auditor, client_of):
    response = client_of(auditor).get("/access-log/")
    assert shown(response) == ["NTS-2566-0002", "NTS-2566-0001", "NTS-2565-0009"]
    assert "Person reviewer" in response.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_else_does(role, client_of, db):
    assert client_of(UserFactory.create(role=role)).get("/access-log/").status_code == 403


def test_it_is_read_only(auditor, client_of):
    assert client_of(auditor).post("/access-log/").status_code == 405


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("person=REVIEWER", ["NTS-2566-0001"]),
        ("what=export_pdf", ["NTS-2566-0002", "NTS-2565-0009"]),
        ("subject=nts-2566-0001", ["NTS-2566-0001"]),
        ("since_day=1&since_month=1&since_year=2022&until=2022-12-31", ["NTS-2565-0009"]),
        ("person=reviewer&what=export_pdf", []),
    ],
)
def test_filters_narrow_it_down(query, found, entries, auditor, client_of):
    assert shown(client_of(auditor).get(f"/access-log/?{query}")) == found


@pytest.mark.parametrize("query", ["what=nonsense", "since=2023-02-30", "since=2023-02-02&until=2023-02-01"])
def test_a_wrong_filter_is_said_at_the_field(query, auditor, client_of):
    assert client_of(auditor).get(f"/access-log/?{query}").status_code == 422


def test_pages_follow_each_other_with_their_filters(officer, auditor, client_of):
    for number in range(60):
        log_access(by=officer, what=What.EXPORT_PDF, subject=f"NTS-{number:04}")
    browser = client_of(auditor)
    first = browser.get("/access-log/?what=export_pdf").context["page"]
    second = browser.get(f"/access-log/?what=export_pdf&after={first.next}")
    assert shown(second) == [f"NTS-{number:04}" for number in reversed(range(10))]


@pytest.mark.parametrize("rows", [1, 50])
def test_it_costs_the_same_however_long(rows, officer, auditor, client_of, django_assert_num_queries):
    for number in range(rows):
        log_access(by=officer, what=What.EXPORT_PDF, subject=f"NTS-{number:04}")
    browser = client_of(auditor)
    with django_assert_num_queries(3):  # session, person, the page
        browser.get("/access-log/")


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_it(change, entries):
    rows = AccessEntry.objects.all()
    with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
        rows.update(subject="other") if change == "update" else rows._raw_delete(rows.db)
    assert AccessEntry.objects.filter(subject="NTS-2566-0001").exists()


def test_a_long_detail_is_cut_not_refused(officer):
    log_access(by=officer, what=What.EXPORT_PDF, subject="NTS-1", detail="x" * 500)
    assert len(AccessEntry.objects.get().detail) == 200
