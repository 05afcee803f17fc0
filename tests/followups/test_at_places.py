"""Actions at checkpoints and centers from their tallies are those of the list, for every reader and at every step."""

import datetime as dt
from itertools import product

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from followups.figures import at_places
from followups.filters import FollowUpFilters
from followups.models import FollowUp, PlaceTally
from tests.factories import UserFactory
from tests.practices.factories import make_practice
from tests.visits.factories import CenterFactory, CheckpointFactory, NtsCategoryFactory, fill, make_stop, make_visit
from visits import actions
from visits.models import MissionMember

READERS = {
    "officer": (Role.OFFICER, ["TH2204"]),
    "colleague": (Role.OFFICER, ["TH2204"]),
    "staff": (Role.CENTER, ["TH2204"]),
    "owner": (Role.OFFICER, ["TH27"]),
    "reviewer": (Role.REVIEWER, ["TH"]),
    "of_soi_dao": (Role.REVIEWER, ["TH2207"]),
    "guest": (Role.REVIEWER, ["TH27"]),
    "director": (Role.DIRECTOR, ["TH"]),
    "partner": (Role.PARTNER, []),
    "nobody": (Role.REVIEWER, []),
}
TODAY = timezone.localdate()
SOON, LONG_AGO = TODAY + dt.timedelta(days=9), TODAY - dt.timedelta(days=40)
DAYS = LONG_AGO.replace(day=1), SOON


@pytest.fixture
def people(db) -> dict[str, User]:
    NtsCategoryFactory.create()
    return {
        name: UserFactory.create(username=f"reading_{name}", role=role, areas=areas)
        for name, (role, areas) in READERS.items()
    }


@pytest.fixture
def places(pong_nam_ron) -> dict[str, object]:
    """The visit stops twice at Ban Laem, at the center, and at neither."""
    return {
        "ban-laem": CheckpointFactory.create(code="ban-laem", district=pong_nam_ron),
        "suan-som": CheckpointFactory.create(code="suan-som", district=pong_nam_ron),
        "nts-2204": CenterFactory.create(code="nts-2204", district=pong_nam_ron),
    }


@pytest.fixture
def visit(people, places, pong_nam_ron):
    visit = make_visit(people["officer"], pong_nam_ron)
    MissionMember.objects.create(visit=visit, name="Guest", user=people["guest"])
    for where in ({}, {"checkpoint": None, "center": places["nts-2204"]}, {"checkpoint": None, "place": "Market"}):
        make_stop(visit, **where)
    return fill(visit)


def make(visit, **fields) -> FollowUp:
    said = {"title": "Lamps", "owner_name": "District", "due_on": SOON, "visit": visit}
    by = {} if "created_by" in fields else {"created_by": visit.author}
    return FollowUp.objects.create(**said | by | fields)


def listed(user: User, place, **asked: str) -> int:
    query = QueryDict(mutable=True)
    query.update({place._meta.model_name: place.code, **asked})
    return FollowUpFilters(query, user).rows().count()


def told(user: User, *places) -> list[tuple[int, int, int, int]]:
    """Due, done on time, open, overdue."""
    asked = [(*DAYS, place._meta.model_name, place.pk) for place in places]
    found = at_places(user, asked, on=TODAY)
    return [(one.due, one.on_time, one.open, one.overdue) for one in found]


def check(people, places) -> dict[str, list[int]]:
    """Who is told of how many that are due at each place; all agree with the list."""
    assert PlaceTally.differing() == 0
    found: dict[str, list[int]] = {name: [] for name in people}
    days = {"from": DAYS[0].isoformat(), "to": DAYS[1].isoformat()}
    for name, place in product(people, places.values()):
        user = people[name]
        every, in_time = listed(user, place, **days, finished="yes"), listed(user, place, **days, closed="on_time")
        unresolved, overdue = listed(user, place), listed(user, place, overdue="yes")
        assert told(user, place) == [(every, in_time, unresolved, overdue)], (name, place.code)
        found[name].append(every)
    return found


def who(people, places) -> set[str]:
    return {name for name, found in check(people, places).items() if any(found)}


def test_every_step_of_a_report_is_told_to_those_who_know_of_it(people, places, visit, soi_dao):
    officer, reviewer, director = people["officer"], people["reviewer"], people["director"]
    make(visit)
    make(visit, checkpoint=places["suan-som"], owner=people["owner"], due_on=LONG_AGO)
    make(visit, district=soi_dao)
    assert who(people, places) == {"officer", "guest"}
    visit = actions.submit(visit=visit, by=officer, version=visit.version)
    deciding = {"officer", "guest", "owner", "reviewer", "director"}
    assert who(people, places) == deciding
    visit = actions.send_back(visit=visit, by=reviewer, version=visit.version, reason="Which lamps?")
    visit.stops.filter(center__isnull=False).delete()
    assert check(people, places)["director"] == [1, 1, 0]
    make_stop(visit, checkpoint=None, center=places["nts-2204"])
    visit = actions.submit(visit=visit, by=officer, version=visit.version)
    visit = actions.endorse(visit=visit, by=reviewer, version=visit.version)
    visit = actions.approve(visit=visit, by=director, version=visit.version)
    assert who(people, places) == deciding | {"colleague", "staff"}
    assert check(people, places)["colleague"] == [1, 1, 1]
    assert PlaceTally.objects.count() == 3
    visit = actions.publish(visit=visit, by=director, version=visit.version, released_to=[people["partner"]])
    assert "partner" in who(people, places)
    actions.withdraw(visit=visit, by=director, version=visit.version, reason="To be checked.")
    assert who(people, places) == deciding


@pytest.fixture
def approved(people, visit):
    visit = actions.submit(visit=visit, by=people["officer"], version=visit.version)
    visit = actions.endorse(visit=visit, by=people["reviewer"], version=visit.version)
    return actions.approve(visit=visit, by=people["director"], version=visit.version)


def test_what_becomes_of_an_action_is_counted_where_it_lies(people, places, approved, soi_dao):
    rows = FollowUp.objects.filter(pk=make(approved).pk)
    assert check(people, places)["colleague"] == [1, 0, 1]
    rows.update(checkpoint=places["suan-som"])
    assert check(people, places)["colleague"] == [0, 1, 0]
    rows.update(checkpoint=None, district=soi_dao)
    assert check(people, places)["colleague"] == [0, 0, 0]
    rows.update(district=None, center=places["nts-2204"], due_on=LONG_AGO)
    assert told(people["colleague"], places["nts-2204"]) == [(1, 0, 1, 1)]
    rows.update(state="done", outcome="Done.", due_on=SOON)
    rows.get().steps.create(source="open", target="done", words="Done.", by=people["officer"])
    check(people, places)
    assert told(people["colleague"], places["nts-2204"]) == [(1, 1, 0, 0)]
    rows.update(state="verified")
    check(people, places)
    rows.get().delete()
    assert check(people, places)["director"] == [0, 0, 0]
    assert not PlaceTally.objects.exists()


def test_actions_of_a_practice_count_at_their_place(people, places, approved, pong_nam_ron):
    practice = make_practice(people["officer"], pong_nam_ron)
    make(None, practice=practice.code, created_by=practice.author, checkpoint=places["suan-som"])
    assert check(people, places)["officer"] == [0, 1, 0]
    assert not PlaceTally.objects.exists()


def test_numbers_are_of_the_tallies(people, places, approved):
    make(approved)
    PlaceTally.objects.update(due=90, on_time=80, unresolved=70)
    assert told(people["director"], places["ban-laem"], places["suan-som"]) == [(90, 80, 70, 0), (0, 0, 0, 0)]


def test_any_number_of_places_costs_the_same(people, places, approved):
    def cost(*there) -> int:
        user = User.objects.get(pk=people["director"].pk)
        assert user.area_codes
        with CaptureQueriesContext(connection) as caught:
            told(user, *there)
        return len(caught)

    assert cost(*places.values()) == cost(places["ban-laem"]) == 3
