"""What the database keeps counted is what a recount finds: after every writer at once, and for every reader."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import StringIO
from itertools import product
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from checkpoints import actions as checkpoint_actions
from checkpoints.models import Checkpoint
from followups import actions as followup_actions
from followups.figures import AtPlace, at_places, performance
from followups.filters import FollowUpFilters
from followups.models import FollowUp, FollowUpStep, FollowUpTally, OutcomeTally, PlaceTally
from followups.tallies import escalated_in_areas, open_actions
from labour.against import most_seen
from labour.figures import figures as people_at_work
from labour.models import WorkerCount
from labour.observed import Sight
from labour.seen import newest, sights
from patrols import actions as patrol_actions
from patrols.figures import count as count_patrols
from patrols.filters import PatrolFilters
from patrols.models import Patrol, PatrolTally
from patrols.permissions import get_patrol
from patrols.tallies import counts as patrol_counts
from places.models import District
from reports.rollups import rollups
from reports.scope import Scope
from seizures import actions as goods_actions
from seizures.figures import totals, totals_of, within
from seizures.filters import SeizureFilters
from seizures.models import DoubleCount, GoodsTally, Lot, Standing
from tests.centers.factories import make_public_report, take
from tests.factories import UserFactory
from tests.labour.factories import count
from tests.patrols.conftest import sign
from tests.patrols.factories import said
from tests.seizures.factories import activity_of, approve, report_with
from tests.visits.factories import CenterFactory, CheckpointFactory, NtsCategoryFactory, at
from visits import actions
from visits.amend import amend
from visits.filters import Filters
from visits.models import Activity, MissionMember, Visit
from visits.queries import activities_readable_by
from visits.tallies import not_approved
from visits.workflow import State

FIRST, LAST, DUE = dt.date(2023, 3, 1), dt.date(2023, 3, 31), dt.date(2023, 4, 5)
TODAY = dt.date(2023, 4, 20)
READERS = ("officer", "colleague", "reviewer", "director", "center_staff", "guest", "partner", "admin")


def filed(author: User, *districts: District, hour: int, restricted: bool = False) -> Visit:
    """A draft with goods, people at work and two actions."""
    visit = report_with(author, *districts, found_at=at(11, hour), case_number="จบ. 12/2566" if hour < 12 else "")
    activity = activity_of(visit)
    activity.kind, activity.restricted = "observation", restricted
    activity.save()
    count(activity, women=6, men=hour)
    count(activity, nationality="LA", sector="factory", route="mou", unrecorded=12)
    for number in range(2):
        FollowUp.objects.create(
            visit=visit, title=f"Repair {number}", owner_name="District", due_on=DUE + dt.timedelta(days=14 * number),
            created_by=author,
        )  # fmt: skip
    return visit


@pytest.fixture
def people(officer, reviewer, director, center_staff, partner, admin) -> dict[str, User]:
    """`guest`: of another province, went along once."""
    return {
        "officer": officer,
        "colleague": UserFactory.create(username="colleague", role=Role.OFFICER, areas=["TH2204"]),
        "guest": UserFactory.create(username="guest", role=Role.REVIEWER, areas=["TH27"]),
        "reviewer": reviewer, "director": director, "center_staff": center_staff, "partner": partner, "admin": admin,
    }  # fmt: skip


@pytest.fixture
def approved(people, pong_nam_ron, soi_dao) -> list[Visit]:
    """Six, two of them restricted, the first in two districts and with a guest; the goods of two may be the same."""
    NtsCategoryFactory.create()
    made = []
    for number in range(6):
        districts = (pong_nam_ron, soi_dao) if number == 0 else ((pong_nam_ron, soi_dao)[number % 2],)
        author = people[("officer", "colleague")[number % 2]]
        visit = filed(author, *districts, hour=10 + number, restricted=number in (0, 3))
        if number == 0:
            MissionMember.objects.create(visit=visit, name="Guest", user=people["guest"])
        made.append(approve(visit, reviewer=people["reviewer"], director=people["director"]))
    return made


@pytest.fixture
def patrols(approved) -> list[Patrol]:
    """The record of a patrol on each report; our account is signed off on two."""
    made = [patrol_actions.start(activity=activity_of(one), by=one.author, said=said()) for one in approved]
    for patrol in made[2:4]:
        sign_ours(patrol)
    return made


def sign_ours(patrol: Patrol) -> None:
    sign(get_patrol(patrol.created_by, patrol.code), patrol.created_by)


def test_everything_kept_is_what_a_recount_finds(approved, patrols):
    assert [one.__name__ for one in rollups() if one.differing()] == []
    for one in (GoodsTally, FollowUpTally, PlaceTally):
        assert one.objects.exists()
    assert PatrolTally.objects.filter(checkpoint__code="ban-laem").exists()


@pytest.mark.parametrize("name", READERS)
def test_open_actions_are_those_of_the_list(name, people, approved):
    user = people[name]
    FollowUp.objects.filter(visit=approved[1]).update(owner=people["admin"])
    seen = FollowUp.objects.visible_to(user).unresolved()
    counted = seen.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=TODAY)))
    assert open_actions(user, on=TODAY) == counted
    for areas in (["TH22"], ["TH2204"], ["TH27"]):
        inside = seen.filter(area_codes__contains=areas)
        assert open_actions(user, on=TODAY, areas=areas)["open"] == inside.count()


@pytest.mark.parametrize("name", READERS)
def test_actions_long_overdue_are_those_of_the_list(name, people, approved):
    user = people[name]
    FollowUp.objects.filter(visit=approved[1]).update(owner=people["admin"])
    on = TODAY + dt.timedelta(days=30)
    listed = FollowUp.objects.visible_to(user).in_areas_of(user).escalated(on=on)
    assert escalated_in_areas(user, on=on) == listed.count()


def finish_some(approved: list[Visit]) -> None:
    """Of six actions one is done in time, one late, one done twice, one verified, one dropped; one is due later."""
    rows = list(FollowUp.objects.filter(visit__in=approved[:3]).order_by("visit", "sort", "pk"))
    early, late = at(12, 4), at(20, 4)
    for row, days in ((rows[0], [early]), (rows[2], [late]), (rows[3], [late, early]), (rows[4], [early])):
        FollowUp.objects.filter(pk=row.pk).update(state="done", outcome="Repaired.", due_on=dt.date(2023, 4, 15))
        for day in days:
            FollowUpStep.objects.create(followup=row, source="open", target="done", words="Repaired.", at=day)
    FollowUp.objects.filter(pk=rows[4].pk).update(state="verified")
    FollowUp.objects.filter(pk=rows[1].pk).update(state="dropped", outcome="No longer needed.")
    FollowUp.objects.filter(pk=rows[5].pk).update(due_on=dt.date(2023, 5, 30))


@pytest.mark.parametrize("name", READERS)
def test_how_actions_went_is_what_the_list_says(name, people, approved, soi_dao):
    user = people[name]
    finish_some(approved)
    FollowUp.objects.filter(visit=approved[1]).update(owner=people["admin"])
    FollowUp.objects.filter(visit=approved[0], state="done").update(district=soi_dao)
    filed(people["officer"], soi_dao, hour=20)
    assert OutcomeTally.differing() == 0
    month = dt.date(2023, 4, 1), dt.date(2023, 4, 30)
    for areas in ({}, {"province": "22"}, {"district": "2204"}, {"district": "2207"}):
        codes = [f"TH{code}" for code in areas.values()]
        found = performance(user, first=month[0], last=month[1], areas=codes, today=TODAY)
        due = {"month": "2023-04", **areas}

        def listed(asked: dict[str, str]) -> int:
            query = QueryDict(mutable=True)
            query.update(asked)
            return FollowUpFilters(query, user).rows().count()

        assert found.due == listed({**due, "finished": "yes"})
        assert found.on_time == listed({**due, "closed": "on_time"})
        assert found.late == listed({**due, "closed": "late"})
        assert found.dropped == listed({**due, "state": "dropped"})
        assert found.open == listed(due)
        today = timezone.localdate()
        opened = performance(user, first=today.replace(day=1), last=today, areas=codes, today=TODAY).opened
        assert opened == listed({"opened": f"{today:%Y-%m}", "finished": "yes", **areas})


@pytest.mark.parametrize("name", READERS)
def test_actions_at_a_checkpoint_are_those_of_the_list(name, people, approved):
    user, there = people[name], CheckpointFactory.create(code="suan-som")
    finish_some(approved)
    FollowUp.objects.filter(visit=approved[1]).update(owner=people["admin"], checkpoint=there)
    for checkpoint in Checkpoint.objects.all():
        assert actions_there(user, checkpoint) == listed_there(user, checkpoint)


@pytest.mark.parametrize("name", READERS)
def test_goods_are_those_of_the_register(name, people, approved):
    user = people[name]
    assert totals_of(user, FIRST, LAST) == totals(within(user, FIRST, LAST))
    inside = within(user, FIRST, LAST).filter(activity__stop__visit__area_codes__contains=["TH2204"])
    assert totals_of(user, FIRST, LAST, areas=["TH2204"]) == totals(inside)


@pytest.mark.parametrize(
    "asked",
    [
        "", "kind=cigarettes", "kind=fuel", "category=tobacco", "district=2207", "fy=2566", "from=2023-03-01",
        "from=2023-03-01&to=2023-03-31", "from=2023-03-02&to=2023-03-31", "from=2023-04-01", "to=2023-02-28",
        "checkpoint=ban-laem", "checkpoint=ban-laem&fy=2566&standing=counts", "standing=waiting", "standing=double",
        "standing=counts&district=2204", "standing=counts&standing=waiting",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["officer", "reviewer", "guest"])
def test_totals_of_the_register_are_those_of_its_rows(name, asked, people, approved):
    settle_some()
    filters = SeizureFilters(QueryDict(asked), people[name])
    assert filters.totals() == totals(filters.rows())


def settle_some() -> None:
    """One counts once more, one is the same as another; the rest still wait."""
    first, second = Lot.objects.order_by("pk")[:2]
    Lot.objects.filter(pk=first.pk).update(standing=Standing.COUNTS)
    Lot.objects.filter(pk=second.pk).update(standing=Standing.DOUBLE)


def test_totals_of_whole_months_ask_no_record(people, approved):
    settle_some()
    found = SeizureFilters(QueryDict("from=2023-03-01&to=2023-03-31&standing=counts"), people["reviewer"])
    assert found.terms
    with CaptureQueriesContext(connection) as queries:
        assert found.totals()
    assert [one["sql"] for one in queries if 'FROM "seizures_seizure"' in one["sql"]] == []


@pytest.mark.parametrize("name", READERS)
def test_people_at_work_are_those_of_the_reports(name, people, approved):
    user = people[name]
    visits = Visit.objects.visible_to(user).approved().order_by().values("pk")
    rows = WorkerCount.objects.filter(
        activity__in=activities_readable_by(user).filter(stop__visit__in=visits).values("pk")
    )
    found = people_at_work(user, first=FIRST, last=LAST)
    workers = sum(row.workers for row in rows)
    assert (found.total.value if found else 0) == workers
    assert (found.visits if found else 0) == rows.values("activity__stop__visit").distinct().count()


@pytest.mark.parametrize("name", READERS)
def test_patrols_are_those_of_the_list(name, people, patrols):
    for asked in ("", "fy=2566", "from=2023-03-01&to=2023-03-31&district=2204", "province=27"):
        filters = PatrolFilters(QueryDict(asked), people[name])
        assert patrol_counts(filters) == count_patrols(filters.rows()), asked


@pytest.mark.parametrize("name", READERS)
def test_the_most_people_seen_are_those_of_the_reports(name, people, approved, pong_nam_ron, soi_dao):
    user = people[name]
    for areas in ([], ["TH22"], ["TH2204"], ["TH27"]):
        found = most_seen(user, first=FIRST, last=LAST, areas=areas)
        assert found == recount(user, areas)
    for district in (pong_nam_ron, soi_dao):
        best = max((one.people for one in sights_there(user, district) if one.sector != "factory"), default=None)
        rows = seen_rows(user).filter(stop__checkpoint__district=district)
        assert best == max((6 + (one.worker_counts.get(nationality="KH").men or 0) for one in rows), default=None)
        newest_first = rows.order_by("-stop__visit__date_start", "-pk")
        assert list(newest(user, district, first=FIRST, last=LAST)) == list(newest_first)


def seen_rows(user: User) -> QuerySet[Activity]:
    visits = Visit.objects.visible_to(user).approved().order_by()
    return activities_readable_by(user).filter(kind="observation", stop__visit__in=visits.values("pk"))


def recount(user: User, areas: list[str]) -> dict[tuple[str, dt.date], int]:
    """The most people on one report, by the district of the checkpoint: there is one stop a report."""
    found: dict[tuple[str, dt.date], int] = {}
    for one in seen_rows(user).filter(stop__visit__area_codes__contains=areas):
        where = (one.stop.where.district.code, FIRST)
        found[where] = max(found.get(where, 0), sum(row.workers for row in one.worker_counts.all()))
    return found


def sights_there(user: User, district: District) -> list[Sight]:
    return sights(user, district, first=FIRST, last=LAST, crops=[])


@pytest.mark.parametrize("name", READERS)
def test_reports_not_approved_are_those_of_the_list(name, people, approved, pong_nam_ron):
    user = people[name]
    filed(people["officer"], pong_nam_ron, hour=20)
    for visit in approved[:2]:
        published = actions.publish(visit=visit, by=people["director"], version=visit.version, released_to=[])
        actions.withdraw(visit=published, by=people["director"], version=published.version, reason="To be checked.")
    rows = Visit.objects.visible_to(user).current().exclude(state__in=[State.APPROVED, State.PUBLISHED])
    kept = Scope(QueryDict(), user).withdrawn
    found = not_approved(user, Filters(QueryDict(), user), first=FIRST, last=LAST, areas=[], kept=kept)
    assert found == {"in_review": 0, "dated": rows.count()}


def test_checking_tells_what_differs_and_rebuilding_mends_it(approved):
    call_command("rebuild_rollups", "--check", stdout=StringIO())
    GoodsTally.objects.update(records=99)
    with pytest.raises(CommandError):
        call_command("rebuild_rollups", "--check", stdout=StringIO())
    assert GoodsTally.objects.filter(records=99).exists()
    call_command("rebuild_rollups", stdout=StringIO())
    call_command("rebuild_rollups", "--check", stdout=StringIO())


def together(steps: list[Callable[[], Any]]) -> None:
    """Every step in a thread and connection of its own, all from the same moment."""
    start = Barrier(len(steps))

    def run(step: Callable[[], Any]) -> None:
        try:
            start.wait(30)
            step()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        list(pool.map(run, steps))


def move(checkpoint: Checkpoint, to: District, by: User) -> None:
    checkpoint_actions.edit(place=checkpoint, by=by, version=checkpoint.version, district=to, province=to.province)


def close(action: FollowUp, by: User) -> None:
    followup_actions.change_state(followup=action, by=by, version=action.version, state="done", outcome="Repaired.")


def take_back(visit: Visit, by: User) -> None:
    published = actions.publish(visit=visit, by=by, version=visit.version, released_to=[])
    actions.withdraw(visit=published, by=by, version=published.version, reason="To be checked again.")


def place_at(action: FollowUp, checkpoint: Checkpoint) -> None:
    FollowUp.objects.filter(pk=action.pk).update(checkpoint=checkpoint)


def add_to(visit: Visit, by: User) -> None:
    FollowUp.objects.create(visit=visit, title="Lamps", owner_name="District", due_on=DUE, created_by=by)


def actions_there(user: User, checkpoint: Checkpoint) -> AtPlace:
    return at_places(user, [(FIRST, TODAY, "checkpoint", checkpoint.pk)], on=timezone.localdate())[0]


def listed_there(user: User, checkpoint: Checkpoint) -> AtPlace:
    """The same, of the list."""
    due = f"from={FIRST}&to={TODAY}&"
    asked = (f"{due}finished=yes", f"{due}closed=on_time", "", "overdue=yes")
    rows = [FollowUpFilters(QueryDict(f"checkpoint={checkpoint.code}&{one}"), user).rows() for one in asked]
    return AtPlace(*(one.count() for one in rows))


def amend_and_approve(visit: Visit, people: dict[str, User]) -> None:
    approve(amend(visit=visit, by=visit.author), reviewer=people["reviewer"], director=people["director"])


def begin_and_sign(activity: Activity, by: User) -> None:
    sign_ours(patrol_actions.start(activity=activity, by=by, said=said()))


@pytest.mark.django_db(transaction=True)
def test_kept_right_by_writers_at_the_same_time(people, approved, patrols, pong_nam_ron, soi_dao):
    director, reviewer, officer = people["director"], people["reviewer"], people["officer"]
    waiting = [
        filed(officer, one, hour=17 + number) for number, one in enumerate((pong_nam_ron, pong_nam_ron, soi_dao))
    ]
    open_ones = list(FollowUp.objects.filter(visit__in=approved[2:5]).select_related("created_by"))
    double = DoubleCount.objects.open().earliest("pk")
    there = CheckpointFactory.create(code="suan-som")
    center = CenterFactory.create()
    center.staff.add(people["center_staff"])
    reported = [make_public_report(center, people["center_staff"]) for _row in range(3)]
    together(
        [
            *(partial(approve, visit, reviewer=reviewer, director=director) for visit in waiting),
            *(partial(begin_and_sign, activity_of(visit), visit.author) for visit in waiting),
            *(partial(sign_ours, patrols[number]) for number in (1, 5)),
            *(partial(close, action, action.created_by) for action in open_ones),
            *(partial(place_at, action, there) for action in open_ones[::2]),
            *(partial(add_to, visit, officer) for visit in (approved[0], approved[1], waiting[0])),
            partial(take_back, approved[1], director),
            partial(amend_and_approve, approved[5], people),
            partial(move, waiting[0].stops.get().where, soi_dao, people["admin"]),
            partial(
                goods_actions.settle,
                double=double, by=reviewer, version=double.version, counts=double.first, reason="Both took part.",
            ),
            *(partial(take, one, "acknowledged", people["center_staff"]) for one in reported),
            partial(make_public_report, center, people["center_staff"]),
        ]
    )  # fmt: skip
    assert {one.__name__: one.differing() for one in rollups() if one.differing()} == {}
    assert open_actions(director, on=TODAY)["open"] == FollowUp.objects.visible_to(director).unresolved().count()
    assert totals_of(director, FIRST, LAST) == totals(within(director, FIRST, LAST))
    patrols_of_all = PatrolFilters(QueryDict(""), director)
    assert patrol_counts(patrols_of_all) == count_patrols(patrols_of_all.rows())
    assert most_seen(director, first=FIRST, last=LAST, areas=[]) == recount(director, [])
    for user, checkpoint in product((director, officer), Checkpoint.objects.all()):
        assert actions_there(user, checkpoint) == listed_there(user, checkpoint)
