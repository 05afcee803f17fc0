"""Lists, calendar and letter cost the same number of queries for ten actions and for a thousand."""

import datetime as dt
import json

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followups import calendar, letters, notices, owners
from followups.models import FollowUp
from followups.models.contact import Notice
from practices.models import Practice
from tests.followups.conftest import make_many
from tests.practices.factories import make_practice
from tests.visits.reading.test_list_plan import nodes, plans, write
from visits.models import MissionMember, Visit

PAGES = {"list": "", "mine": "?owner=me", "area": "?area=mine", "district": "?district=2204"}


@pytest.fixture
def practice(officer, pong_nam_ron) -> Practice:
    return make_practice(officer, pong_nam_ron)


def make(count: int, visit, practice, owner) -> None:
    """Half of the report, half of the practice, all due soon."""
    day = timezone.localdate() + dt.timedelta(days=3)
    said = {"title": "Repair the camera", "owner": owner, "created_by": owner, "due_on": day}
    of_practice = {"practice": practice.code, "area_codes": practice.area_codes}
    make_many(FollowUp(**said, **(of_practice if number % 2 else {"visit": visit})) for number in range(count))


def counted(ask) -> int:
    with CaptureQueriesContext(connection) as caught:
        ask()
    return len(caught)


@pytest.fixture
def grow(approved_visit, practice, officer):
    """What `ask` costs with ten actions and with a thousand."""

    def costs(ask) -> list[int]:
        assert officer.area_codes  # asked once in a request, whatever is listed
        found = []
        for count in (10, 990):
            make(count, approved_visit, practice, officer)
            found.append(counted(ask))
        return found

    return costs


@pytest.mark.parametrize("query", ["finished=yes", "state=done", "month=2026-03&finished=yes"])
def test_finished_ones_are_read_from_an_index_in_the_order_of_the_list(query, approved_visit, reviewer, client_of):
    first, said = dt.date(2024, 1, 1), {"owner": reviewer, "created_by": reviewer, "state": "done", "outcome": "Done"}
    of_report = {"visit": approved_visit, "area_codes": approved_visit.area_codes}
    with pgtrigger.ignore():
        FollowUp.objects.bulk_create(
            FollowUp(title="Repair the camera", due_on=first + dt.timedelta(days=n % 1000), **said, **of_report)
            for n in range(4000)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE followups_followup")
    (plan,) = plans(client_of(reviewer), f"/follow-ups/?{query}")
    assert [one["Index Name"] for one in nodes(plan) if one.get("Index Name", "").startswith("followup_")] in (
        ["followup_due"],
        ["followup_state_due"],
    )
    assert "Sort" not in [one["Node Type"] for one in nodes(plan)]


def test_those_newly_asked_for_are_told_by_the_index_of_due_dates(approved_visit, reviewer, client_of):
    first, said = dt.date(2024, 1, 1), {"owner": reviewer, "created_by": reviewer}
    of_report = {"visit": approved_visit, "area_codes": approved_visit.area_codes}
    with pgtrigger.ignore():
        FollowUp.objects.bulk_create(
            FollowUp(title="Repair the camera", due_on=first + dt.timedelta(days=n % 1000), **said, **of_report)
            for n in range(4000)
        )
        FollowUp.objects.filter(due_on__lt=dt.date(2025, 6, 1)).update(created_at="2024-01-01T12:00+07:00")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE followups_followup")
    (plan,) = plans(client_of(reviewer), f"/follow-ups/?opened={timezone.localdate():%Y-%m}")
    (walked,) = [one for one in nodes(plan) if one.get("Index Name", "").startswith("followup_")]
    assert walked["Index Name"] == "followup_due"
    assert "created_at" in walked["Index Cond"]
    assert "Sort" not in [one["Node Type"] for one in nodes(plan)]


@pytest.mark.parametrize("name", PAGES)
def test_a_list(name, grow, officer, client_of):
    client = client_of(officer)
    few, many = grow(lambda: client.get(f"/follow-ups/{PAGES[name]}"))
    assert few == many <= 8


def test_the_calendar(grow, officer):
    few, many = grow(lambda: calendar.calendar_of(officer, host="x"))
    assert few == many == 1


def test_the_letter(grow, officer):
    """It tells of fifty and counts the others, which takes one query more."""
    officer.email = "officer@example.org"
    officer.save()
    week = notices.week_of(timezone.localdate())
    notice = Notice.objects.create(user=officer, kind=Notice.Kind.DIGEST, week=week)
    few, many = grow(lambda: letters.write(notice))
    assert (few, many) == (2, 3)


def test_handing_over(grow, officer, reviewer, client_of):
    client = client_of(reviewer)
    few, many = grow(lambda: client.get(f"/follow-ups/reassign/{officer.pk}/"))
    assert few == many


def test_who_may_be_given_an_action_is_asked_of_its_report_alone(approved_visit, officer, reviewer, pong_nam_ron):
    """Else every report of every user is read: half a minute with a million."""
    write((officer, reviewer), 3000, "ตรวจเยี่ยม", "TH22", "TH2204")
    others = Visit.objects.exclude(pk=approved_visit.pk)
    with pgtrigger.ignore():
        MissionMember.objects.bulk_create(MissionMember(visit=visit, user=officer) for visit in others)
        of_districts = Visit.districts.through
        of_districts.objects.bulk_create(of_districts(visit=visit, district=pong_nam_ron) for visit in others)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tables = {model._meta.db_table for model in (Visit, MissionMember, of_districts)}
    for asked in (owners.people_around(approved_visit), owners.centers_around(approved_visit)):
        (plan,) = json.loads(asked.explain(format="json"))
        read = [one for one in nodes(plan["Plan"]) if one.get("Relation Name") in tables]
        assert read
        assert not [one for one in read if one["Node Type"] == "Seq Scan"]
