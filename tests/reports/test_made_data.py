"""Made-up data: the same from the same seed, as much as is asked for, and never in production."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from reports.demo.plausible import plausible_visits
from reports.demo.rising import rising_visits
from reports.notable import last_full_month
from reports.rollups import rollups
from visits.models import Visit


@pytest.fixture
def reference(db: None) -> None:
    call_command("load_reference", stdout=StringIO())


@pytest.mark.parametrize("today", [dt.date(2027, 1, 1), dt.date(2027, 3, 1), dt.date(2028, 2, 29)])
def test_what_departs_was_approved_in_its_month(reference, today):
    days = [plan.first_day for plan in rising_visits(until=today)]
    assert max(days).replace(day=1) == last_full_month(today)
    assert max(days) + dt.timedelta(days=11) < today


def test_the_same_seed_makes_the_same_visits(reference):
    until = dt.date(2026, 3, 1)
    first, second = (list(plausible_visits(30, seed=7, until=until)) for _ in range(2))
    assert first == second
    assert first != list(plausible_visits(30, seed=8, until=until))


def test_made_up_visits_say_so_and_count_as_they_should(reference):
    call_command("make_data", "--visits", "25", "--until", "2026-03-01", stdout=StringIO())
    assert Visit.objects.filter(is_demo=True).count() == 25
    assert all(visit.area_codes[:1] == ["TH"] for visit in Visit.objects.all())


def test_very_many_are_copies_of_a_pattern_with_all_that_hangs_on_it(reference):
    call_command("make_data", "--visits", "420", "--until", "2026-03-01", stdout=StringIO())
    visits = Visit.objects.all()
    assert (visits.count(), visits.values("reference").distinct().count()) == (420, 420)
    assert all(visit.get_absolute_url() for visit in visits)
    assert {one.__name__: one.differing() for one in rollups() if one.differing()} == {}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("command", [["load_demo"], ["make_data", "--visits", "3"]])
def test_refused_under_production_settings(command, settings, db):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command(*command)
    assert not User.objects.exists()
