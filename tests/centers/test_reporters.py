"""Who made a public report: sealed at rest, every look written down, gone when its time is over."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.models import AccessEntry
from centers import public_reports
from centers.models import PublicReport, Reporter
from tests.centers.factories import SOMEBODY, end, make_public_report

TODAY = timezone.localdate()
WORDS = (SOMEBODY["name"], SOMEBODY["contact"], SOMEBODY["note"])


def url(report, page=""):
    return f"{report.get_absolute_url()}reporter/{page}"


def everything_stored():
    """Each column of each table of centers, as text."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith("centers_")]
        for table in tables:
            cursor.execute(f'SELECT t::text, to_jsonb(t)::text FROM "{table}" t')
            yield from (value for row in cursor.fetchall() for value in row)
        cursor.execute("SELECT convert_from(sealed, 'LATIN1') FROM centers_reporter")
        yield from (row[0] for row in cursor.fetchall())


def test_raw_sql_finds_no_word_of_it(report):
    stored = "\n".join(everything_stored())
    assert "Parcels change hands" in stored
    assert not [word for word in WORDS if word in stored]
    assert not [word for word in WORDS if word.encode().hex() in stored]


@pytest.mark.parametrize("person", ["center_staff", "reviewer", "director"])
def test_those_who_may_read_it_and_it_is_written_down(client_of, request, report, person):
    user = request.getfixturevalue(person)
    answer = client_of(user).post(url(report))
    assert SOMEBODY["contact"] in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    entry = AccessEntry.objects.get()
    assert (entry.user, entry.what, entry.subject) == (user, "reporter_read", "pong-nam-ron 2566-0001")


@pytest.mark.parametrize("person", ["officer", "stranger", "partner", "auditor", "admin"])
def test_others_may_not_and_nothing_is_written(client_of, request, report, person):
    answer = client_of(request.getfixturevalue(person)).post(url(report))
    assert answer.status_code == 403
    assert SOMEBODY["name"] not in answer.content.decode()
    assert not AccessEntry.objects.exists()


def test_a_link_does_not_open_it(client_of, center_staff, report):
    assert client_of(center_staff).get(url(report)).status_code == 405


@pytest.mark.parametrize("part", ["", "edit/", "reporter/edit/", "to/acknowledged/", "../"])
def test_no_other_page_shows_it(client_of, reviewer, report, part):
    text = client_of(reviewer).get(f"{report.get_absolute_url()}{part}").content.decode()
    assert not [word for word in WORDS if word in text]


def test_of_an_anonymous_report_there_is_nothing_to_read(client_of, center_staff, center):
    report = make_public_report(center, center_staff)
    assert client_of(center_staff).post(url(report)).context["person"] is None
    assert not AccessEntry.objects.exists()


def test_somebody_gives_a_name_later(client_of, center_staff, center):
    report = make_public_report(center, center_staff)
    answer = client_of(center_staff).post(url(report, "edit/"), {"version": report.version, **SOMEBODY})
    assert answer.status_code == 302
    report.refresh_from_db()
    assert not report.is_anonymous
    assert public_reports.read_person(report=report, by=center_staff) == SOMEBODY


def test_it_is_forgotten_on_request(client_of, center_staff, report):
    client_of(center_staff).post(url(report, "edit/"), {"version": report.version, "forget": "on"})
    assert not Reporter.objects.exists()
    assert PublicReport.objects.get().is_anonymous


def test_nothing_typed_is_not_forgetting(client_of, center_staff, report):
    answer = client_of(center_staff).post(url(report, "edit/"), {"version": report.version})
    assert answer.status_code == 422
    assert Reporter.objects.exists()


def test_a_second_hand_does_not_overwrite(client_of, center_staff, reviewer, report):
    public_reports.correct(report=report, by=reviewer, version=report.version, place="ม.1")
    answer = client_of(center_staff).post(url(report, "edit/"), {"version": report.version, "name": "Somying"})
    assert answer.status_code == 409
    assert public_reports.read_person(report=report, by=center_staff) == SOMEBODY


def test_trigger_an_anonymous_report_has_no_reporter(center, center_staff):
    report = make_public_report(center, center_staff)
    with pytest.raises(IntegrityError, match="is anonymous"):
        Reporter.objects.create(report=report, sealed=b"x")


def test_trigger_a_report_with_a_reporter_is_not_anonymous(report):
    with pytest.raises(IntegrityError, match="has a reporter"):
        PublicReport.objects.update(is_anonymous=True)


def test_constraint_reporter_is_sealed(report):
    with pytest.raises(IntegrityError, match="reporter_is_sealed"):
        Reporter.objects.update(sealed=b"")


def purge() -> str:
    out = StringIO()
    call_command("purge_public_reports", stdout=out)
    return out.getvalue()


def test_the_purge_deletes_what_is_due_and_leaves_the_numbers(settings, center, center_staff):
    settings.REPORTER_RETENTION_DAYS = 30
    due, kept, open_one = (make_public_report(center, center_staff, person=SOMEBODY) for _n in range(3))
    end(due, center_staff, on=TODAY - dt.timedelta(days=31))
    end(kept, center_staff, on=TODAY - dt.timedelta(days=30))
    assert purge() == "Personal data deleted: 1 (reports ended more than 30 days ago).\n"
    assert set(Reporter.objects.values_list("report", flat=True)) == {kept.pk, open_one.pk}
    due.refresh_from_db()
    assert due.purged_at is not None
    assert PublicReport.objects.count() == 3
    assert purge().startswith("Personal data deleted: 0")


def test_the_purge_goes_on_after_its_first_batch(settings, monkeypatch, center, center_staff):
    monkeypatch.setattr(public_reports, "PURGED_AT_ONCE", 2)
    for _ in range(5):
        end(make_public_report(center, center_staff, person=SOMEBODY), center_staff, on=dt.date(2023, 4, 1))
    assert public_reports.purge(today=TODAY) == 5
    assert not Reporter.objects.exists()


def test_the_page_says_when_it_was_deleted(client_of, center_staff, report):
    end(report, center_staff, on=dt.date(2023, 4, 1))
    purge()
    text = client_of(center_staff, "en").get(report.get_absolute_url()).content.decode()
    assert "The personal data were deleted on" in text
    assert "Show who reported" not in text
