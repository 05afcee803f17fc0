"""The list: what is in it, how it is narrowed, and what it costs."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from places.models import District
from tests.visits.factories import make_visit
from tests.visits.reading.conftest import move
from visits.models import Visit
from visits.workflow import State


def references(answer) -> list[str]:
    return [row.reference for row in answer.context["rows"]]


def many(author: User, district: District, count: int) -> None:
    """`count` drafts of `author`, one a day back from 2024."""
    day = dt.date(2024, 1, 1)
    rows = [
        Visit(
            reference=f"NTS-2560-{n:04d}", author=author, title_en=f"Visit {n}", client_uuid=uuid.uuid4(),
            date_start=day - dt.timedelta(days=n), date_end=day,
        )
        for n in range(1, count + 1)
    ]  # fmt: skip
    made = Visit.objects.bulk_create(rows)
    through = Visit.districts.through
    through.objects.bulk_create([through(visit_id=row.pk, district_id=district.pk) for row in made])


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("query", ["", "q=visit", "province=22&state=draft&fy=2567"])
def test_list_costs_the_same_at_10_and_1000_visits(query, client_of, officer, pong_nam_ron):
    client = client_of(officer)
    many(officer, pong_nam_ron, 10)
    few = queries_of(client, f"/visits/?{query}")
    Visit.objects.all().delete()
    many(officer, pong_nam_ron, 1000)
    assert queries_of(client, f"/visits/?{query}") == few
    assert few <= 9


def test_the_18th_page_costs_as_much_as_the_first(client_of, officer, pong_nam_ron):
    many(officer, pong_nam_ron, 1000)
    client = client_of(officer)
    first = client.get("/visits/")
    address, seen = "", references(first)
    for _page in range(17):
        address = f"/visits/?after={first.context['page'].next}"
        first = client.get(address)
        seen += references(first)
    assert len(seen) == len(set(seen)) == 900
    assert queries_of(client, address) == queries_of(client, "/visits/")


def test_newest_first(client_of, officer, pong_nam_ron):
    many(officer, pong_nam_ron, 3)
    assert references(client_of(officer).get("/visits/")) == ["NTS-2560-0001", "NTS-2560-0002", "NTS-2560-0003"]


@pytest.fixture
def two(officer, reviewer, director, pong_nam_ron, soi_dao, submitted_visit):
    """A submitted visit of March 2023 in Pong Nam Ron, and a draft study of November 2023 in Soi Dao."""
    day = dt.date(2023, 11, 20)
    study = make_visit(officer, soi_dao, kind="study", title_en="Markets", date_start=day, date_end=day)
    return submitted_visit, study


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("q=follow", [0]),
        ("q=MARKETS", [1]),
        ("q=NTS-2567", [1]),
        ("state=submitted", [0]),
        ("state=draft&state=submitted", [1, 0]),
        ("fy=2566", [0]),
        ("fy=2567", [1]),
        ("month=2023-03", [0]),
        ("from=2023-03-12", [1]),
        ("to=2023-03-11", [0]),
        ("from_day=12&from_month=3&from_year=2566", [1]),
        ("province=22", [1, 0]),
        ("district=2207", [1]),
        ("kind=study", [1]),
        ("category=DRUG&level=none", [0]),
        ("category=DRUG&level=major", []),
        ("author=me", [1, 0]),
        ("author=reviewer", []),
        ("checkpoint=ban-laem", [0]),
        ("elsewhere=2204", []),
        ("project=nts-mekong", [0]),
        ("awaiting=me", []),
    ],
)
def test_filters(query, which, two, client_of, officer):
    shown = references(client_of(officer).get(f"/visits/?{query}"))
    assert shown == [two[n].reference for n in which]


@pytest.mark.parametrize(
    "query",
    ["state=nonsense", "fy=abc", "fy=99999999", "month=2023-99", "month=9999-12", "from=x", "province=zz", "level=x",
     "category=%00", "q=%00", "author=%00", "checkpoint=x", "center=x", "elsewhere=x", "project=x", "after=zzz",
     "before=%00"],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(query, two, client_of, officer):
    assert len(references(client_of(officer).get(f"/visits/?{query}"))) == 2


@pytest.mark.parametrize("name", ["officer", "nobody"])
def test_an_author_of_whom_the_reader_sees_nothing_is_as_one_who_is_not_there(name, two, client_of, director):
    answer = client_of(director).get(f"/visits/?state=draft&author={name}")
    chips = [(chip.value, chip.url) for chip in answer.context["chips"]]
    assert (references(answer), chips) == ([], [("draft", f"?author={name}"), (name, "?state=draft")])
    assert "Person officer" not in answer.content.decode()


def test_reviewer_finds_what_awaits_them(two, client_of, reviewer):
    assert references(client_of(reviewer).get("/visits/?awaiting=me")) == [two[0].reference]


def test_a_chip_says_its_value_and_leads_to_the_list_without_it(two, client_of, officer):
    answer = client_of(officer).get("/visits/?state=submitted&province=22&after=zzz")
    chips = {chip.label: (chip.value, chip.url) for chip in answer.context["chips"]}
    assert chips["Province"] == ("Chanthaburi", "?state=submitted")
    assert chips["State"] == ("awaiting review", "?province=22")


def test_the_filter_form_shows_what_is_in_force(two, client_of, officer):
    answer = client_of(officer).get("/visits/?filters=open&state=submitted&from=2023-03-01")
    assert answer.context["form"]["from"].initial == dt.date(2023, 3, 1)
    assert '<option value="submitted" selected>' in answer.content.decode()


def test_an_empty_list_offers_the_first_step(client_of, officer):
    assert 'href="/visits/new/"' in client_of(officer).get("/visits/").content.decode()


def test_replaced_revisions_are_not_listed(approved_visit, client_of, officer):
    Visit.objects.filter(pk=approved_visit.pk).update(superseded_at=approved_visit.approved_at)
    assert references(client_of(officer).get("/visits/")) == []


@pytest.mark.parametrize("person", ["partner", "auditor", "admin"])
def test_who_has_no_part_in_visits_sees_no_list(person, request, client_of):
    assert client_of(request.getfixturevalue(person)).get("/visits/").status_code == 403


def test_partner_reads_what_was_released_to_them(published_visit, client_of, partner):
    answer = client_of(partner).get("/visits/editions/")
    assert references(answer) == [published_visit.reference]
    assert answer.context["rows"][0].url == f"/visits/{published_visit.reference}/edition/"


def test_partner_reads_nothing_that_was_released_to_another(filed_visit, reviewer, director, partner, client_of):
    move(filed_visit, "submit", "endorse", "approve", "publish", reviewer=reviewer, director=director)
    client = client_of(partner)
    assert references(client.get("/visits/editions/")) == []
    assert client.get(f"/visits/{filed_visit.reference}/edition/").status_code == 404


VISIBLE = {
    "officer": set(State),  # the author
    "neighbour": {State.APPROVED, State.PUBLISHED},
    "center_staff": {State.APPROVED, State.PUBLISHED},
    "reviewer": set(State) - {State.DRAFT},
    "director": set(State) - {State.DRAFT},
    "partner": {State.PUBLISHED},
    "stranger": set(),
    "auditor": set(),
    "admin": set(),
}
ROUTE = ("submit", "endorse", "approve", "publish", "withdraw")


@pytest.mark.parametrize("person", VISIBLE)
def test_who_may_know_of_a_report_at_each_step(person, request, filed_visit, officer, reviewer, director, partner):
    user, seen = request.getfixturevalue(person), set()

    def look(visit: Visit) -> Visit:
        if Visit.objects.visible_to(user).filter(pk=visit.pk).exists():
            seen.add(State(visit.state))
        return visit

    look(make_visit(officer, state=State.PLANNED))
    look(filed_visit)
    visit = filed_visit
    for step in ("submit", "return", *ROUTE):
        visit = look(move(visit, step, reviewer=reviewer, director=director, partner=partner))
    assert seen == VISIBLE[person]


def test_reviewers_elsewhere_know_nothing_of_it(submitted_visit):
    from accounts.roles import Role
    from tests.factories import UserFactory

    for role in (Role.REVIEWER, Role.DIRECTOR, Role.CENTER):
        user = UserFactory.create(role=role, areas=["TH27"])
        assert not Visit.objects.visible_to(user).exists()


def test_a_mission_member_sees_the_draft(visit, stranger):
    visit.members.create(user=stranger, name="Guest")
    assert Visit.objects.visible_to(stranger).get() == visit
