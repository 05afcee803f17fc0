"""The numbers of patrol records from their tallies are those of the list, for every reader and at every step."""

import datetime as dt
import uuid
from itertools import product

import pytest
from django.http import QueryDict

from accounts.models import User
from accounts.roles import Role
from centers.models import Center
from checkpoints.models import Checkpoint
from patrols import actions, figures
from patrols.comparing import OPEN, RESTRICTED
from patrols.filters import PatrolFilters
from patrols.models import Patrol, PatrolTally, Side
from patrols.permissions import get_patrol
from patrols.tallies import Where, counts, records, untold
from tests.factories import DistrictFactory, ProvinceFactory, UserFactory
from tests.patrols.conftest import sign
from tests.patrols.factories import make_patrol_activity, said
from tests.reports.test_tallies import approve as approve_bare
from tests.seizures.factories import approve
from tests.visits.factories import CenterFactory, CheckpointFactory, fill, make_stop, make_visit
from visits import actions as steps
from visits.amend import amend
from visits.models import Activity, MissionMember, Visit

READERS = {
    "officer": (Role.OFFICER, ["TH2204", "TH2207"]),
    "colleague": (Role.OFFICER, ["TH2204"]),
    "staff": (Role.CENTER, ["TH2207"]),
    "of_trat": (Role.OFFICER, ["TH23"]),
    "reviewer": (Role.REVIEWER, ["TH"]),
    "local": (Role.REVIEWER, ["TH2207"]),
    "of_both": (Role.REVIEWER, ["TH22", "TH23"]),
    "guest": (Role.REVIEWER, ["TH27"]),
    "director": (Role.DIRECTOR, ["TH"]),
    "partner": (Role.PARTNER, []),
    "nobody": (Role.REVIEWER, []),
}
WHOLE = ["", "fy=2566", "from=2023-03-01&to=2023-03-31", "from=2023-04-01&district=2207", "province=23",
         "to=9999-12-31", "state=ours", "fy=2566&state=theirs", "state=both", "state=ours&state=theirs&province=22",
         "state=ours&state=both", "state=theirs&state=both", "differing=yes&province=22", "differing=yes&state=both",
         "differing=yes&state=ours"]  # fmt: skip
OTHERWISE = ["from=2023-03-02&to=2023-03-20", "from=2023-03-02&state=ours"]


@pytest.fixture
def people(db) -> dict[str, User]:
    return {
        name: UserFactory.create(username=f"reading_{name}", role=role, areas=areas)
        for name, (role, areas) in READERS.items()
    }


def check(people: dict[str, User]) -> dict[str, figures.Counts]:
    """What each reader is told of everything; the numbers agree with the list however it is narrowed."""
    assert PatrolTally.differing() == 0
    told: dict[str, figures.Counts] = {}
    for name, asked in product(people, WHOLE + OTHERWISE):
        filters = PatrolFilters(QueryDict(asked), people[name])
        found = counts(filters)
        assert found == figures.count(filters.rows()), (name, asked)
        told[name] = told.get(name, found)
    for user in people.values() if Checkpoint.objects.exists() else ():
        check_places(user)
    return told


def check_places(user: User) -> list[int]:
    """Records of two months at each checkpoint and center, which are those of the list."""
    places = [*Checkpoint.objects.order_by("code"), *Center.objects.order_by("code")]
    asked = [f"{place._meta.model_name}={place.code}&from=2023-03-01&to=2023-04-30" for place in places]
    days = dt.date(2023, 3, 1), dt.date(2023, 4, 30)
    found = records(user, [Where(*days, **{place._meta.model_name: place.pk}) for place in places])
    lists = [PatrolFilters(QueryDict(one), user) for one in asked]
    assert found == [one.rows().count() for one in lists], user.username
    assert [counts(one) for one in lists] == [figures.count(one.rows()) for one in lists], user.username
    return found


def seen(people: dict[str, User]) -> set[str]:
    return {name for name, found in check(people).items() if found.records}


def sign_both(patrol: Patrol, by: User) -> None:
    """Ours as it is, theirs half an hour later: what differs is of the circle."""
    sign(get_patrol(by, patrol.code), by)
    assert PatrolTally.differing() == 0
    late = said(started_at=said().facts["started_at"] + dt.timedelta(minutes=30))
    actions.save_account(patrol=get_patrol(by, patrol.code), side=Side.COUNTERPART, by=by, revision=0, said=late)
    sign(get_patrol(by, patrol.code), by, Side.COUNTERPART)


def test_an_amendment_elsewhere_moves_the_record_for_those_only_who_know_of_it(people, soi_dao, pong_nam_ron):
    officer, director, reviewer = people["officer"], people["director"], people["reviewer"]
    visit = fill(make_visit(officer, pong_nam_ron, soi_dao))
    patrol = actions.start(activity=make_patrol_activity(visit), by=officer, said=said())
    assert seen(people) == {"officer"}
    visit = steps.submit(visit=visit, by=officer, version=visit.version)
    reviewing = {"reviewer", "local", "of_both", "director"}
    assert seen(people) == {"officer", *reviewing}
    visit = steps.endorse(visit=visit, by=reviewer, version=visit.version)
    visit = steps.approve(visit=visit, by=director, version=visit.version)
    assert seen(people) == {"officer", "colleague", "staff", *reviewing}
    sign_both(patrol, officer)
    told = check(people)
    assert check_places(director) == [1]
    assert (told["local"].both, told["local"].differing, told["staff"].differing) == (1, 1, 0)

    second = amend(visit=visit, by=officer)
    make_stop(second, checkpoint=None, center=CenterFactory.create(district=soi_dao))
    make_stop(second, checkpoint=CheckpointFactory.create(code="suan-som", district=soi_dao))
    make_stop(second)  # at Ban Laem again
    trat = DistrictFactory.create(code="2301", province=ProvinceFactory.create(code="23"))
    second.districts.set([pong_nam_ron, trat])
    Visit.objects.filter(pk=second.pk).update(date_start="2023-04-02", date_end="2023-04-03")
    Activity.objects.filter(stop__visit=second, lineage=patrol.lineage).update(restricted=True)
    assert seen(people) == {"officer", "colleague", "staff", *reviewing}
    second = steps.submit(visit=second, by=officer, version=second.version)
    assert check(people)["of_trat"].records == 0
    second = steps.send_back(visit=second, by=reviewer, version=second.version, reason="Which pillars?")
    check(people)
    second = approve(second, reviewer=reviewer, director=director)
    # Soi Dao knows of the first revision alone; of the second the circle does, for what it says is restricted.
    assert seen(people) == {"officer", "staff", *reviewing}
    assert (check_places(people["staff"]), check_places(director)) == ([1, 0, 0], [1, 1, 1])

    published = steps.publish(visit=second, by=director, version=second.version, released_to=[people["partner"]])
    check(people)
    steps.withdraw(visit=published, by=director, version=published.version, reason="To be checked.")
    assert seen(people) == {"officer", "colleague", "staff", *reviewing}


def test_who_went_along_knows_of_more_than_their_areas_tell(people, pong_nam_ron):
    officer = people["officer"]
    visit = fill(make_visit(officer, pong_nam_ron))
    MissionMember.objects.create(visit=visit, name="Guest", user=people["guest"])
    MissionMember.objects.create(visit=visit, name="Colleague", user=people["colleague"])
    activity = make_patrol_activity(visit, restricted=True)
    patrol = actions.start(activity=activity, by=officer, said=said())
    approve(visit, reviewer=people["reviewer"], director=people["director"])
    sign_both(patrol, officer)
    told = check(people)
    # In the circle as a member who writes reports; the guest, who does not, sees nothing of what is restricted.
    assert (told["colleague"].records, told["colleague"].differing, told["guest"].records) == (1, 1, 0)
    assert list(untold(people["colleague"])) == [patrol]
    assert not untold(people["director"]).exists()


def test_what_differs_is_counted_for_those_who_may_know_of_the_fact(people, patrol):
    for fact in sorted(OPEN | RESTRICTED):
        Patrol.objects.update(differing=[fact])
        told = [counts(PatrolFilters(QueryDict(""), people[name])).differing for name in ("director", "colleague")]
        assert told == [1, int(fact in OPEN)], fact


def test_figures_are_of_the_tallies_where_only_months_and_areas_narrow_them(people, patrol):
    PatrolTally.objects.update(records=99, ours=99, theirs=99)
    told = {asked: counts(PatrolFilters(QueryDict(asked), people["director"])).records for asked in WHOLE + OTHERWISE}
    assert [told[asked] for asked in (*WHOLE[:3], "state=ours", "fy=2566&state=theirs")] == [99] * 5
    place = PatrolFilters(QueryDict("checkpoint=ban-laem&from=2023-03-01"), people["director"])
    assert counts(place).records == 99
    assert max(told[asked] for asked in OTHERWISE) == 1


def test_a_record_that_is_moved_or_goes_is_counted_no_more(people, patrol):
    Patrol.objects.update(reference="FV-2566-9999")
    assert seen(people) == set()
    Patrol.objects.update(reference=patrol.reference)
    assert check(people)["director"].records == 1
    patrol.accounts.all().delete()
    Patrol.objects.all().delete()
    assert not PatrolTally.objects.exists()


def test_a_report_that_goes_takes_its_record_out_of_the_figures(people, officer):
    bare = Visit.objects.create(
        reference="FV-2566-9998", author=officer, date_start="2023-03-11", date_end="2023-03-12", area_codes=["TH"]
    )
    code = "JP-2566-9998"
    Patrol.objects.create(code=code, lineage=uuid.uuid4(), reference=bare.reference, created_by=officer)
    approve_bare(bare, people)
    assert check(people)["director"].records == 1
    bare.delete()
    assert not PatrolTally.objects.exists()


@pytest.mark.parametrize(("name", "queries"), [("director", 1), ("officer", 2)])
def test_who_knows_of_more_costs_one_query_more(name, queries, patrol, request, django_assert_num_queries):
    user: User = request.getfixturevalue(name)
    assert user.area_codes
    march = dt.date(2023, 3, 1), dt.date(2023, 3, 31)
    with django_assert_num_queries(queries):
        assert records(user, [Where(*march, ["TH22"]), Where(*march, ["TH23"])]) == [1, 0]
    with django_assert_num_queries(queries):
        assert counts(PatrolFilters(QueryDict(""), user)).records == 1
