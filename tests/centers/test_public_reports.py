"""Public reports: who reads them, how they are recorded, found and taken further; what the database refuses."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, InternalError
from django.utils import timezone

from centers import actions, public_reports
from centers.models import PublicReport, Reporter, ReportStep
from tests.centers.factories import end, make_public_report, take
from tests.factories import ProvinceFactory
from tests.visits.factories import at


def typed(center, **changes):
    facts = {"channel": "line", "category": "TIP", "district": center.district_id, "place": "ม.4", "summary": "แคมป์"}
    names = ("day", "month", "year", "time")
    moment = {f"received_at_{name}": value for name, value in zip(names, ("12", "3", "2566", "09:30"), strict=True)}
    return facts | moment | {"anonymous": "yes", "client_uuid": str(uuid.uuid4())} | changes


def new(center):
    return f"{center.get_absolute_url()}reports/new/"


def test_staff_record_a_report_of_their_center(client_of, center_staff, center):
    answer = client_of(center_staff).post(new(center), typed(center))
    report = PublicReport.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    assert (report.number, report.state, report.is_anonymous) == ("2566-0001", "received", True)
    assert report.received_at == at(12, 9, 30)
    assert report.steps.get().target == "received"


def test_numbers_run_by_center_and_fiscal_year(center_staff, reviewer, center, other_center):
    october = at(12, 9).replace(month=10)
    made = [make_public_report(center, center_staff), make_public_report(center, center_staff)]
    made += [make_public_report(center, center_staff, received_at=october), make_public_report(other_center, reviewer)]
    assert [report.reference for report in made] == [
        "pong-nam-ron 2566-0001",
        "pong-nam-ron 2566-0002",
        "pong-nam-ron 2567-0001",
        "soi-dao 2566-0001",
    ]


def test_sent_twice_it_is_one_and_with_other_words_another(client_of, center_staff, center):
    browser, words = client_of(center_staff), typed(center)
    for _ in range(2):
        browser.post(new(center), words)
    assert PublicReport.objects.count() == 1
    browser.post(new(center), words | {"summary": "อีกเรื่อง"})
    assert PublicReport.objects.count() == 2


def test_a_named_report_needs_a_name_or_a_contact(client_of, center_staff, center):
    answer = client_of(center_staff, "en").post(new(center), typed(center, anonymous="no", note="evening"))
    assert answer.status_code == 422
    assert "Enter a name or a way to reach the person" in answer.content.decode()
    assert not PublicReport.objects.exists()


def test_what_is_typed_of_an_anonymous_person_is_not_kept(client_of, center_staff, center):
    client_of(center_staff).post(new(center), typed(center, name="Somchai"))
    assert PublicReport.objects.get().is_anonymous
    assert not Reporter.objects.exists()


def test_errors_of_both_halves_are_shown_at_once(client_of, center_staff, center):
    answer = client_of(center_staff, "en").post(new(center), typed(center, summary="", anonymous=""))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "What is reported: Fill this in." in text
    assert "Does the person give a name?: Choose an answer." in text


def test_a_moment_of_the_future_is_refused(client_of, center_staff, center):
    year = str(timezone.localdate().year + 1)
    assert client_of(center_staff).post(new(center), typed(center, received_at_year=year)).status_code == 422


WHO = [("center_staff", 200), ("reviewer", 200), ("director", 200), ("officer", 403), ("stranger", 403)]
WHO += [("partner", 403), ("auditor", 403), ("admin", 403)]


@pytest.mark.parametrize(("person", "status"), WHO)
def test_who_reads_a_report(client_of, request, report, person, status):
    browser = client_of(request.getfixturevalue(person))
    assert browser.get(report.get_absolute_url()).status_code == status
    assert browser.get(f"{report.center.get_absolute_url()}reports/").status_code == status


def test_staff_of_another_center_read_none_of_it(client_of, center_staff, reviewer, other_center):
    theirs = make_public_report(other_center, reviewer)
    browser = client_of(center_staff)
    assert browser.get(theirs.get_absolute_url()).status_code == 403
    assert browser.post(f"{theirs.get_absolute_url()}to/acknowledged/").status_code == 403
    assert list(browser.get("/centers/reports/").context["page"].rows) == []


def test_a_report_is_not_reached_by_the_address_of_another_center(client_of, reviewer, report, other_center):
    url = report.get_absolute_url().replace(report.center.code, other_center.code)
    assert client_of(reviewer).get(url).status_code == 404


def test_officers_see_the_numbers_only(client_of, officer, admin, center_staff, center):
    make_public_report(center, center_staff, received_at=timezone.now() - dt.timedelta(days=3))
    text = client_of(officer, "en").get(center.get_absolute_url()).content.decode()
    assert "Public reports" in text
    assert f"{center.get_absolute_url()}reports/" not in text
    assert "Public reports" not in client_of(admin, "en").get(center.get_absolute_url()).content.decode()


def test_each_filter_narrows_the_list(client_of, reviewer, center_staff, center, other_center):
    first = make_public_report(center, center_staff, category="TIP", channel="line")
    make_public_report(other_center, reviewer, received_at=at(20, 9))
    take(first, "acknowledged", reviewer)
    browser = client_of(reviewer)
    here, there = "pong-nam-ron 2566-0001", "soi-dao 2566-0001"
    expected = {
        "": [there, here],
        "state=received": [there],
        "category=TIP": [here],
        "channel=line": [here],
        "center=soi-dao": [there],
        "from=2023-03-13": [there],
        "to=2023-03-12": [here],
    }
    for query, references in expected.items():
        page = browser.get(f"/centers/reports/?{query}").context["page"]
        assert [row.reference for row in page.rows] == references, query


@pytest.mark.parametrize("query", ["from=soon", "to=9999-12-31", "state=lost", "center=nowhere", "after=x"])
def test_nonsense_in_the_address_is_no_filter(client_of, reviewer, report, query):
    assert len(client_of(reviewer).get(f"/centers/reports/?{query}").context["page"].rows) == 1


@pytest.mark.parametrize("query", ["province=27", "district=2207", "center=soi-dao"])
def test_a_place_without_public_reports_has_an_empty_list_and_its_chip(
    client_of, center_staff, other_center, report, query
):
    ProvinceFactory.create(code="27")
    answer = client_of(center_staff).get(f"/centers/reports/?{query}")
    assert (answer.context["page"].rows, len(answer.context["found"].chips)) == ([], 1)


def test_the_lists_cost_the_same_for_one_report_and_for_sixty(
    client_of, reviewer, center_staff, center, report, django_assert_num_queries
):
    browser, own = client_of(reviewer), f"{center.get_absolute_url()}reports/"
    for count in (0, 60):
        for _ in range(count):
            make_public_report(center, center_staff)
        with django_assert_num_queries(7):  # session, user, areas; three lists to choose from; the rows
            browser.get("/centers/reports/")
        with django_assert_num_queries(5):  # session, user, areas; the center; the rows
            browser.get(own)


def step(report, state, **data):
    day = {"on_day": "14", "on_month": "3", "on_year": "2566"}
    return f"{report.get_absolute_url()}to/{state}/", {"version": report.version, **day, **data}


def test_a_report_is_acknowledged_referred_and_resolved(client_of, center_staff, report):
    browser = client_of(center_staff)
    for state, data in (("acknowledged", {}), ("referred", {"agency": "สภ."}), ("resolved", {"words": "จับกุมแล้ว"})):
        report.refresh_from_db()
        assert browser.post(*step(report, state, **data))["Location"] == report.get_absolute_url()
    report.refresh_from_db()
    assert (report.state, report.referred_to, report.days_to_acknowledge) == ("resolved", "สภ.", 2)
    assert list(report.steps.values_list("target", flat=True)) == ["resolved", "referred", "acknowledged", "received"]


@pytest.mark.parametrize(("state", "label"), [("referred", "Which agency"), ("resolved", "What came of it")])
def test_a_step_without_its_words_is_explained(client_of, center_staff, reviewer, report, state, label):
    report = take(report, "acknowledged", reviewer)
    answer = client_of(center_staff, "en").post(*step(report, state))
    assert answer.status_code == 422
    assert f"{label}: Fill this in." in answer.content.decode()


def test_a_step_before_the_last_one_is_explained(client_of, center_staff, report):
    answer = client_of(center_staff).post(*step(report, "acknowledged", on_day="11"))
    assert answer.status_code == 422
    assert ReportStep.objects.count() == 1


def test_a_step_that_somebody_else_took_is_said(client_of, center_staff, reviewer, report):
    take(report, "acknowledged", reviewer)
    answer = client_of(center_staff, "en").post(*step(report, "acknowledged"))
    assert answer.status_code == 409
    assert "Nothing was changed" in answer.content.decode()


def test_two_steps_from_one_state_do_not_cross(client_of, center_staff, reviewer, report):
    old = take(report, "acknowledged", reviewer)
    public_reports.correct(report=old, by=reviewer, version=old.version, summary="Better told.")
    answer = client_of(center_staff, "en").post(*step(old, "closed", words="No time"))
    assert answer.status_code == 409
    assert "No time" in answer.content.decode()
    assert PublicReport.objects.get().state == "acknowledged"


def test_no_state_is_404(client_of, center_staff, report):
    assert client_of(center_staff).get(f"{report.get_absolute_url()}to/lost/").status_code == 404


def test_a_mistake_is_corrected_and_leaves_no_trace_of_its_words(client_of, center_staff, center, report):
    data = typed(center, version=report.version, summary="Without the name.")
    answer = client_of(center_staff).post(f"{report.get_absolute_url()}edit/", data)
    assert answer["Location"] == report.get_absolute_url()
    assert PublicReport.objects.get().summary == "Without the name."
    columns = {field.name for field in report.events.model._meta.get_fields()}
    assert not columns & {"summary", "place"}


def test_a_correction_on_top_of_another_is_held(client_of, center_staff, reviewer, center, report):
    public_reports.correct(report=report, by=reviewer, version=report.version, place="ม.1")
    data = typed(center, version=report.version, summary="Mine.")
    answer = client_of(center_staff, "en").post(f"{report.get_absolute_url()}edit/", data)
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()


def test_reports_of_a_retired_center_can_be_ended_but_not_added(client_of, director, reviewer, report):
    actions.retire(place=report.center, reason="Merged", by=director, version=report.center.version)
    browser = client_of(reviewer)
    assert browser.get(new(report.center)).status_code == 403
    assert browser.post(*step(report, "acknowledged")).status_code == 302


@pytest.mark.parametrize("change", [{"state": "resolved"}, {"state": "referred", "referred_to": "x"}])
def test_trigger_known_step(report, change):
    with pytest.raises(IntegrityError, match="no step from received"):
        PublicReport.objects.update(**change)


def test_trigger_first_state(center, center_staff):
    with pytest.raises(IntegrityError, match="cannot start as closed"):
        make_public_report(center, center_staff, state="closed")


@pytest.mark.parametrize("change", [{"running": 7}, {"fiscal_year": 2570}, {"recorded_at": at(1, 1)}])
def test_trigger_frozen_number(report, change):
    with pytest.raises(InternalError, match="Cannot update"):
        PublicReport.objects.update(**change)


def test_trigger_kept_report(report):
    with pytest.raises(InternalError, match="Cannot delete"):
        PublicReport.objects.filter(pk=report.pk)._raw_delete("default")


@pytest.mark.parametrize("change", [lambda rows: rows.update(words="x"), lambda rows: rows._raw_delete("default")])
def test_trigger_append_only(report, change):
    with pytest.raises(InternalError, match=r"Cannot (update|delete)"):
        change(ReportStep.objects.all())


BROKEN: dict[str, dict[str, Any]] = {
    "channel_known": {"channel": "pigeon"},
    "category_known": {"category": "NONE"},
    "says_something": {"summary": ""},
    "not_in_future": {"received_at": at(1, 1).replace(year=2999)},
    "acknowledged_on": {"acknowledged_on": dt.date(2023, 3, 14)},
    "ended_on": {"ended_on": dt.date(2023, 3, 14)},
}


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_public_report(report, name):
    with pytest.raises(IntegrityError, match=f"public_report_{name}"):
        PublicReport.objects.update(**BROKEN[name])


def test_constraint_public_report_acknowledged_after_received(report, center_staff):
    with pytest.raises(IntegrityError, match="acknowledged_after_received"):
        take(report, "acknowledged", center_staff, on=dt.date(2023, 3, 11))


def test_constraint_public_report_ended_after_acknowledged(report, center_staff):
    with pytest.raises(IntegrityError, match="ended_after_acknowledged"):
        end(report, center_staff, on=dt.date(2023, 3, 12))


def test_constraint_public_report_numbered_once(report, center_staff):
    with pytest.raises(IntegrityError, match="numbered_once"):
        PublicReport.objects.bulk_create([_copy(report)])


def _copy(report):
    return PublicReport(
        **{field.attname: getattr(report, field.attname) for field in report._meta.fields if field.name != "id"}
        | {"client_uuid": uuid.uuid4()}
    )


def test_constraint_report_step_names_agency(report, center_staff):
    with pytest.raises(IntegrityError, match="report_step_names_agency"):
        ReportStep.objects.create(report=report, target="referred", on=dt.date(2023, 3, 14), by=center_staff)


def test_constraint_report_step_says_outcome(report, center_staff):
    with pytest.raises(IntegrityError, match="report_step_says_outcome"):
        ReportStep.objects.create(report=report, target="closed", on=dt.date(2023, 3, 14), by=center_staff)


def test_constraint_report_step_not_in_future(report, center_staff):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(IntegrityError, match="report_step_not_in_future"):
        ReportStep.objects.create(report=report, target="acknowledged", on=tomorrow, by=center_staff)
