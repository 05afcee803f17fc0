"""Tallies say what counting the reports would say, for every reader, after every step of a report."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Case, Count, Value, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from centers.models import Center
from checkpoints.models import Checkpoint, Kind
from places.models import District
from tests.factories import AgencyFactory, DistrictFactory, ProvinceFactory, UserFactory
from tests.visits.factories import CenterFactory, CheckpointFactory, NtsCategoryFactory, make_visit
from visits.models import Assessment, Counted, MissionMember, NtsCategory, Stop, Tally, Visit
from visits.models.tally import cut_of
from visits.queries import assessments_readable_by
from visits.tallies import Tallies
from visits.workflow import State

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


def told(user: User, cut: str = "") -> dict[str, Any]:
    tallies = Tallies(user, first=FIRST, last=LAST, cut=cut)
    places = tallies.count(Counted.CHECKPOINT, Counted.CENTER, by=("counted", "subject"))
    return {
        "months": {month: count.visits for month, count in tallies.count(Counted.REPORTS, by=("month",)).items()},
        "districts": {key: count.visits for key, count in tallies.count(Counted.DISTRICT, by=("subject",)).items()},
        "levels": {
            key: count.visits
            for key, count in tallies.count(Counted.LEVEL, by=("subject", "category", "level")).items()
        },
        "places": {key: (count.visits, count.found, count.last_day) for key, count in places.items()},
    }


def counted(user: User, **stopped: Any) -> dict[str, Any]:
    """The same, counted report by report: of those with such a stop, where one is asked for."""
    visits = Visit.objects.visible_to(user).approved().order_by()
    if stopped:
        visits = visits.filter(pk__in=Stop.objects.filter(**stopped).values("visit"))
    said = assessments_readable_by(user).filter(visit__in=visits.values("pk"))
    troubled = set(said.filter(level__in=["minor", "major"]).values_list("visit", flat=True))
    places: dict[Any, set[Any]] = {}
    for stop in Stop.objects.filter(visit__in=visits.values("pk")).select_related("visit"):
        where = ("checkpoint", stop.checkpoint_id) if stop.checkpoint_id else ("center", stop.center_id)
        places.setdefault(where, set()).add((stop.visit_id, stop.visit.date_end))
    levels = (
        said.order_by().values_list("visit__districts", "category", "level").annotate(Count("visit", distinct=True))
    )
    return {
        "months": dict(visits.values_list(TruncMonth("date_start")).annotate(Count("pk"))),
        "districts": dict(visits.values_list("districts").annotate(Count("pk"))),
        "levels": {row[:3]: row[3] for row in levels},
        "places": {
            where: (len(seen), len({key for key, _day in seen} & troubled), max(day for _key, day in seen))
            for where, seen in places.items()
            if where[1]
        },
    }


@pytest.fixture
def world(
    officer: User, reviewer: User, director: User, pong_nam_ron: District, soi_dao: District, ban_laem: Checkpoint
) -> dict[str, User]:
    """Twelve approved visits in three districts and four months, of two authors; readers who see them differently."""
    trat = DistrictFactory.create(code="2301", province=ProvinceFactory.create(code="23"))
    people = {"officer": officer, "reviewer": reviewer, "director": director}
    people["abroad"] = UserFactory.create(role=Role.OFFICER, areas=["TH2301"])  # writes outside the own area as well
    people["guest"] = UserFactory.create(role=Role.REVIEWER, areas=["TH23"])  # on missions in and outside the area
    people["nobody"] = UserFactory.create(role=Role.REVIEWER, areas=[])
    center = CenterFactory.create()
    drugs, tip = NtsCategoryFactory.create(code="DRUG"), NtsCategoryFactory.create(code="TIP", is_sensitive=True)
    for row in range(12):
        author = (officer, people["abroad"])[row % 2]
        day = dt.date(2026, 1 + row % 4, 10 + row)
        districts = [(pong_nam_ron,), (soi_dao,), (trat,), (pong_nam_ron, trat)][row % 4]
        visit = make_visit(author, *districts, date_start=day, date_end=day)
        if row % 3 == 0:
            MissionMember.objects.create(visit=visit, name="Guest", user=people["guest"])
        Stop.objects.create(visit=visit, checkpoint=ban_laem)
        Stop.objects.create(visit=visit, **({"checkpoint": ban_laem} if row % 2 else {"center": center}))
        level = ("none", "minor", "major")[row % 3]
        Assessment.objects.create(visit=visit, category=drugs, level="none", basis="seen")
        Assessment.objects.create(visit=visit, category=tip, level=level, basis="seen", restricted=row % 4 != 1)
        approve(visit, people)
    return people


def approve(visit: Visit, people: dict[str, User]) -> None:
    now, rows = timezone.now(), Visit.objects.filter(pk=visit.pk)
    rows.update(state=State.SUBMITTED, submitted_at=now, submitted_by=visit.author)
    rows.update(state=State.ENDORSED, endorsed_at=now, endorsed_by=people["reviewer"])
    rows.update(state=State.APPROVED, approved_at=now, approved_by=people["director"])


@pytest.mark.parametrize("reader", ["reviewer", "director", "guest", "nobody"])
def test_tallies_are_the_reports_counted(world, reader):
    assert told(world[reader]) == counted(world[reader])


@pytest.mark.parametrize("reader", ["reviewer", "director", "guest", "nobody"])
def test_cuts_are_the_reports_with_such_a_stop(world, reader, ban_laem):
    user, center = world[reader], Center.objects.get()
    assert told(user, cut_of(checkpoint=ban_laem.pk)) == counted(user, checkpoint=ban_laem)
    assert told(user, cut_of(center=center.pk)) == counted(user, center=center)
    assert told(user, cut_of(at=ban_laem.kind)) == counted(user, checkpoint__kind=ban_laem.kind)


def test_a_checkpoint_of_another_kind_is_counted_as_such(world, ban_laem, soi_dao):
    director, was = world["director"], ban_laem.kind
    other = CheckpointFactory.create(code="other", kind=was)
    visit = make_visit(world["officer"], soi_dao, date_start=dt.date(2026, 1, 7), date_end=dt.date(2026, 1, 7))
    Stop.objects.create(visit=visit, checkpoint=other)
    Stop.objects.create(visit=visit, checkpoint=ban_laem)
    customs = AgencyFactory.create()
    MissionMember.objects.create(visit=visit, name="Guest", agency=customs)
    approve(visit, world)
    ban_laem.kind = Kind.TEMPORARY
    ban_laem.save()
    visits = {kind: sum(told(director, cut_of(at=kind))["months"].values()) for kind in (was, Kind.TEMPORARY)}
    assert visits == {was: 1, Kind.TEMPORARY: 13}
    assert told(director, cut_of(at=was)) == counted(director, checkpoint__kind=was)
    pairs = {kind: sum(told(director, cut_of(at=kind, agency=customs.pk))["months"].values()) for kind in visits}
    assert pairs == {was: 1, Kind.TEMPORARY: 1}
    assert Tally.differing() == 0


def test_reports_that_begin_and_end_to_count_in_one_statement_are_counted_once(world):
    begun = make_visit(world["officer"], date_start=dt.date(2026, 1, 5), date_end=dt.date(2026, 1, 5))
    ended = Visit.objects.approved().filter(area_codes=begun.area_codes, date_start__month=1)[0]
    rows, now = Visit.objects.filter(pk__in=[begun.pk, ended.pk]), timezone.now()
    approve(begun, world)
    assert Tally.differing() == 0
    Visit.objects.filter(pk=begun.pk).update(superseded_at=now)
    rows.update(superseded_at=Case(When(superseded_at=None, then=Value(now)), default=None))
    assert set(rows.values_list("pk", "superseded_at")) == {(begun.pk, None), (ended.pk, now)}
    assert Tally.differing() == 0


@pytest.mark.parametrize("reader", ["officer", "abroad"])
def test_author_sees_own_reports_outside_the_area(world, reader):
    ours, theirs = told(world[reader]), counted(world[reader])
    assert (ours["months"], ours["districts"]) == (theirs["months"], theirs["districts"])
    assert {where: (row[0], row[2]) for where, row in ours["places"].items()} == {
        where: (row[0], row[2]) for where, row in theirs["places"].items()
    }


def test_there_is_something_to_count_for_everybody_but_one(world):
    visits = {name: sum(told(user)["months"].values()) for name, user in world.items()}
    assert visits == {"officer": 12, "reviewer": 12, "director": 12, "abroad": 9, "guest": 8, "nobody": 0}


@pytest.mark.parametrize("role", [Role.PARTNER, Role.AUDITOR, Role.ADMIN])
def test_others_are_told_nothing(world, role):
    reader = UserFactory.create(role=role, areas=["TH"])
    assert told(reader) == {"months": {}, "districts": {}, "levels": {}, "places": {}}


def test_restricted_findings_are_not_told_to_a_guest_from_elsewhere(world, officer, soi_dao, ban_laem):
    visit = make_visit(officer, soi_dao, date_start=dt.date(2026, 9, 1), date_end=dt.date(2026, 9, 1))
    MissionMember.objects.create(visit=visit, name="Guest", user=world["guest"])
    Stop.objects.create(visit=visit, checkpoint=ban_laem)
    tip = NtsCategory.objects.get(code="TIP")
    Assessment.objects.create(visit=visit, category=tip, level="major", basis="seen", restricted=True)
    before = told(world["guest"])
    approve(visit, world)
    after = told(world["guest"])
    assert after["levels"] == before["levels"]
    assert [row[:2] for row in after["places"].values()] != [row[:2] for row in before["places"].values()]
    assert after == counted(world["guest"])


def test_withdrawn_report_counts_no_longer(world):
    rows, now = Visit.objects.filter(pk=Visit.objects.earliest("pk").pk), timezone.now()
    director = world["director"]
    rows.update(state=State.PUBLISHED, published_at=now, published_by=director)
    assert sum(told(director)["months"].values()) == 12
    rows.update(state=State.WITHDRAWN, withdrawn_at=now, withdrawn_by=director, withdraw_reason="Checked again.")
    assert sum(told(director)["months"].values()) == 11
    assert told(director) == counted(director)


def test_replaced_report_counts_no_longer(world):
    Visit.objects.filter(pk=Visit.objects.earliest("pk").pk).update(superseded_at=timezone.now())
    assert sum(told(world["director"])["months"].values()) == 11
    assert told(world["director"]) == counted(world["director"])


def test_removed_report_counts_no_longer(world):
    """Only one that holds nothing can be removed at all."""
    author, day = world["officer"], dt.date(2026, 5, 1)
    bare = Visit.objects.create(author=author, reference="NTS-2569-9999", date_start=day, date_end=day)
    approve(bare, world)
    assert told(author)["months"][day] == 1
    bare.delete()
    assert day not in told(author)["months"]


def test_rebuilding_changes_nothing(world):
    columns = [field.name for field in Tally._meta.fields if field.name != "id"]
    before = sorted(map(str, Tally.objects.values_list(*columns)))
    Tally.rebuild()
    assert sorted(map(str, Tally.objects.values_list(*columns))) == before


@pytest.mark.django_db(transaction=True)
def test_reports_approved_at_the_same_moment_are_both_counted(world):
    waiting = [make_visit(world["officer"]) for _ in range(2)]
    together = Barrier(2)

    def decide(visit: Visit) -> None:
        try:
            together.wait(20)
            with transaction.atomic():
                approve(visit, world)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(decide, waiting))
    assert sum(told(world["director"])["months"].values()) == 14
    assert told(world["director"]) == counted(world["director"])
