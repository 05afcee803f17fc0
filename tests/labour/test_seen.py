"""The most people seen on one visit, and the newest observations of a district: kept, and right for every reader."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from checkpoints import actions as checkpoint_actions
from checkpoints.models import Checkpoint
from labour.against import most_seen
from labour.models import Observed, SeenTally, WorkerCount
from labour.seen import newest
from places.models import District
from tests.factories import UserFactory
from tests.labour.factories import MARCH, approve, count, draft
from tests.visits.factories import CenterFactory, CheckpointFactory, make_activity, make_stop
from visits import actions
from visits.amend import amend
from visits.models import Activity, MissionMember, Visit

FIRST, LAST = dt.date(2023, 3, 1), dt.date(2023, 3, 31)


def seen(user: User, **areas: list[str]) -> dict[str, int]:
    """The most in March, by district."""
    found = most_seen(user, first=FIRST, last=LAST, areas=areas.get("areas", []))
    assert {month for _district, month in found} <= {FIRST}
    return {district: people for (district, _month), people in found.items()}


def observe(by: User, *districts: District, women: int, **fields: Any) -> Activity:
    activity = draft(by, *districts, **fields)
    count(activity, women=women)
    return activity


@pytest.fixture
def decide(reviewer: User, director: User, core_categories: Any) -> Any:
    return lambda activity: approve(activity, reviewer, director)


def test_visits_are_compared_and_stops_of_one_visit_added_up(
    officer: User, director: User, pong_nam_ron: District, decide: Any
):
    decide(observe(officer, pong_nam_ron, women=30))
    two = observe(officer, pong_nam_ron, women=20)
    count(make_activity(make_stop(two.stop.visit), kind="observation"), women=15, unrecorded=2)
    decide(two)
    assert seen(director) == {"2204": 37}
    assert seen(director, areas=["TH2207"]) == {}


def test_nobody_is_told_apart_from_not_looked_at(officer: User, director: User, pong_nam_ron: District, decide: Any):
    only_children = draft(officer, pong_nam_ron)
    count(only_children, children=4)
    decide(only_children)
    assert seen(director) == {"2204": 0}
    assert newest(director, pong_nam_ron, first=FIRST, last=LAST).get() == only_children


def test_they_are_where_the_stop_is_or_the_only_district_of_the_visit(
    officer: User, director: User, pong_nam_ron: District, soi_dao: District, decide: Any
):
    center = CenterFactory.create(code="nts-2207", district=soi_dao)
    unplaced = CheckpointFactory.create(code="unplaced", province=pong_nam_ron.province, district=None)
    both = (pong_nam_ron, soi_dao)
    decide(observe(officer, *both, women=11, where={"center": center}))
    decide(observe(officer, *both, women=12, where={"place": "Orchard", "district": soi_dao}))
    decide(observe(officer, pong_nam_ron, women=13, where={"checkpoint": unplaced}))
    decide(observe(officer, *both, women=14, where={"place": "On the road"}))
    assert seen(director) == {"2204": 13, "2207": 12}
    assert Observed.objects.count() == 3


def test_numbers_told_outside_counts_add_to_those_of_the_same_visit(
    officer: User, director: User, pong_nam_ron: District, decide: Any
):
    one = observe(officer, pong_nam_ron, women=20)
    make_activity(make_stop(one.stop.visit), kind="observation", details={"women": 8, "men": 1})
    decide(one)
    assert SeenTally.objects.get(sector="").people == 20
    assert seen(director) == {"2204": 29}


def test_each_reader_sees_the_most_of_what_they_may_know(
    officer: User, neighbour: User, reviewer: User, director: User, stranger: User, pong_nam_ron: District, decide: Any
):
    guest = UserFactory.create(role=Role.OFFICER, areas=["TH27"])
    decide(observe(officer, pong_nam_ron, women=30))
    hidden = observe(officer, pong_nam_ron, women=700, restricted=True, may_concern_tip=True)
    count(make_activity(make_stop(hidden.stop.visit), kind="observation"), women=40)
    MissionMember.objects.create(visit=hidden.stop.visit, name="Guest", user=guest)
    decide(hidden)
    most = {person.username: seen(person).get("2204") for person in (officer, reviewer, director, neighbour, stranger)}
    assert most == {"officer": 740, "reviewer": 740, "director": 740, "neighbour": 40, "stranger": None}
    assert seen(guest) == {"2204": 740}
    told = {one: newest(one, pong_nam_ron, first=FIRST, last=LAST).count() for one in (officer, neighbour, guest)}
    assert told == {officer: 3, neighbour: 2, guest: 2}


def test_a_report_that_ends_to_count_leaves_the_others(
    officer: User, director: User, pong_nam_ron: District, decide: Any
):
    decide(observe(officer, pong_nam_ron, women=30))
    most = decide(observe(officer, pong_nam_ron, women=50))
    assert seen(director) == {"2204": 50}
    revision = amend(visit=most, by=officer)
    row = WorkerCount.objects.get(activity__stop__visit=revision)
    row.women = 20
    row.save()
    latest = decide(row.activity)
    assert seen(director) == {"2204": 30}
    withdraw(latest, director)
    assert Observed.objects.count() == 1


def withdraw(visit: Visit, by: User) -> None:
    published = actions.publish(visit=visit, by=by, version=visit.version, released_to=[])
    actions.withdraw(visit=published, by=by, version=published.version, reason="To be checked again.")


@pytest.mark.parametrize("place", ["checkpoint", "center"])
def test_people_go_with_a_place_that_lies_in_another_district(
    place: str, officer: User, director: User, pong_nam_ron: District, soi_dao: District, decide: Any
):
    there: Any = CheckpointFactory.create() if place == "checkpoint" else CenterFactory.create()
    activity = observe(officer, pong_nam_ron, women=30, where={place: there})
    decide(activity)
    type(there).objects.filter(pk=there.pk).update(district=soi_dao)
    assert seen(director) == {"2207": 30}
    assert newest(director, soi_dao, first=FIRST, last=LAST).get() == activity
    assert (SeenTally.differing(), Observed.differing()) == (0, 0)


def test_a_place_is_edited_in_turn_with_what_is_counted(admin: User, soi_dao: District):
    """Who approves holds the tallies first and the place then; who edits must not wait the other way round."""
    ban_laem = CheckpointFactory.create()
    with CaptureQueriesContext(connection) as queries:
        move(ban_laem, soi_dao, admin)
    asked = [query["sql"] for query in queries]
    waits = next(number for number, sql in enumerate(asked) if "tallies" in sql)
    locks = next(number for number, sql in enumerate(asked) if "FOR UPDATE" in sql)
    assert waits < locks


def move(checkpoint: Checkpoint, to: District, by: User) -> None:
    checkpoint_actions.edit(place=checkpoint, by=by, version=checkpoint.version, district=to, province=to.province)


def test_the_newest_come_first_and_only_of_the_days_asked_for(
    officer: User, director: User, pong_nam_ron: District, decide: Any
):
    made = [observe(officer, pong_nam_ron, women=9, day=MARCH + dt.timedelta(days=number)) for number in (3, 0, 30)]
    for one in made:
        decide(one)
    assert list(newest(director, pong_nam_ron, first=FIRST, last=LAST)) == [made[0], made[1]]
    until_april = newest(director, pong_nam_ron, first=FIRST, last=dt.date(2023, 4, 30))
    assert list(until_april) == [made[2], made[0], made[1]]
