"""What public reports and readiness checks add up to."""

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from centers import figures
from centers.models import Center, PublicReport, ReportTally
from tests.centers.factories import end, make_check, make_public_report, take
from tests.visits.factories import CenterFactory, at


@pytest.fixture
def reports(center, other_center, center_staff, reviewer):
    """Four: one waits, one is acknowledged after a day and resolved, one after three, one elsewhere after nothing."""
    make_public_report(center, center_staff, category="TIP")
    quick, slow = (make_public_report(center, center_staff, channel="line") for _n in range(2))
    take(take(quick, "acknowledged", center_staff), "resolved", center_staff, words="Done")
    take(slow, "acknowledged", center_staff, on=dt.date(2023, 3, 15))
    make_public_report(other_center, reviewer, received_at=at(20, 9))
    return ReportTally.objects.all()


def test_reports_are_counted(reports, center, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = figures.received(reports.filter(center=center))
    assert found == figures.Received(received=3, waiting=1, referred=0, resolved=1, median_days=2.0)


def test_a_period_without_reports_has_no_median(reports, director):
    found = figures.received(figures.tallied(director, dt.date(2024, 3, 1), dt.date(2024, 3, 31)))
    assert (found.received, found.median_days) == (0, None)


@pytest.mark.parametrize(("person", "number"), [("director", 4), ("center_staff", 3), ("stranger", 0), ("officer", 0)])
def test_everybody_is_told_of_the_reports_they_may_know_of(person, number, reports, request):
    user = request.getfixturevalue(person)
    found = figures.received(figures.tallied(user, dt.date(2023, 3, 1), dt.date(2023, 3, 31)))
    assert found.received == number == PublicReport.objects.visible_to(user).count()


@pytest.mark.parametrize(("days", "middle"), [({}, None), ({3: 1}, 3.0), ({1: 1, 3: 1}, 2.0), ({0: 5, 9: 4}, 0.0)])
def test_the_middle_of_so_many_days(days, middle):
    assert figures.median(Counter(days)) == middle


def test_reports_are_resolved_in_the_month_in_which_they_were(center, center_staff):
    """Whenever they were received; closed ones and what is corrected since do not stand there."""
    rows = [make_public_report(center, center_staff) for _n in range(4)]
    days = dt.date(2023, 3, 31), dt.date(2023, 4, 1), dt.date(2023, 4, 30)
    for row, day in zip(rows, days, strict=False):
        end(row, center_staff, on=day)
    take(take(rows[3], "acknowledged", center_staff), "closed", center_staff, on=days[1], words="Nothing")
    told = ReportTally.objects.filter(resolved__gt=0).order_by("month")
    assert list(told.values_list("month", "resolved", "reports")) == [
        (dt.date(2023, 3, 1), 1, 0),
        (dt.date(2023, 4, 1), 2, 0),
    ]
    assert ReportTally.differing() == 0


def test_kinds_add_up(reports, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = figures.kinds(reports)
    assert {column: [(part.code, part.value) for part in parts] for column, parts in found.items()} == {
        "category": [("DRUG", 3), ("TIP", 1)],
        "channel": [("hotline", 2), ("line", 2)],
    }


def test_centers_with_most_waiting_stand_first(reports, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = figures.by_center(reports, rows=5)
    assert [(row.code, row.received, row.waiting, row.resolved) for row in found] == [
        ("pong-nam-ron", 3, 1, 1),
        ("soi-dao", 1, 1, 0),
    ]


def test_readiness_counts_the_newest_check_while_it_is_fresh(
    center, other_center, center_staff, reviewer, version, django_assert_num_queries
):
    today = timezone.localdate()
    CenterFactory.create(code="never-checked")
    make_check(center, center_staff, version, on=today - dt.timedelta(days=60), order=0)
    make_check(center, center_staff, version, on=today - dt.timedelta(days=90))
    make_check(other_center, reviewer, version, on=today - dt.timedelta(days=91))
    with django_assert_num_queries(1):
        found = figures.readiness(Center.objects.all(), today)
    assert (found.centers, found.checked, found.stale) == (3, 1, 2)
    assert found.mean == pytest.approx(42.86)
