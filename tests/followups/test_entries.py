"""My actions and those of my area: entries of the list, and what they cost however many there are."""

import datetime as dt

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followups.filters import FollowUpFilters
from followups.models import FollowUp
from tests.factories import DistrictFactory, UserFactory
from tests.followups.conftest import make_followup, make_many
from tests.followups.test_list import titles
from tests.visits.factories import fill, make_visit
from visits import actions


@pytest.fixture
def three(approved_visit, officer, stranger):
    """The officer's own, another one of the area, and one that the officer owns in another area."""
    make_followup(approved_visit, title="own", owner=officer)
    make_followup(approved_visit, title="of the area")
    elsewhere = fill(make_visit(stranger, DistrictFactory.create(code="2706")))
    sent = actions.submit(visit=elsewhere, by=stranger, version=elsewhere.version)
    make_followup(sent, title="own, elsewhere", owner=officer)


@pytest.mark.parametrize(
    ("query", "shown", "tab"),
    [
        ("", ["own", "of the area", "own, elsewhere"], "All"),
        ("owner=me", ["own", "own, elsewhere"], "My actions"),
        ("area=mine", ["own", "of the area"], "Actions of my area"),
        ("owner=me&area=mine", ["own"], "My actions"),
        ("area=yours", ["own", "of the area", "own, elsewhere"], "All"),
    ],
)
def test_each_list_is_an_entry_of_its_own(query, shown, tab, three, client_of, officer):
    answer = client_of(officer, "en").get(f"/follow-ups/?{query}")
    assert titles(answer) == shown
    assert [words for words, _url, current in answer.context["tabs"] if current] == [tab]


def test_shortcuts_stay_within_the_list(three, client_of, officer):
    page = client_of(officer).get("/follow-ups/?owner=me").content.decode()
    assert 'href="?owner=me&amp;overdue=yes"' in page


def fill_up(visit, owner, count):
    due = timezone.localdate() + dt.timedelta(days=3)
    rows = [
        FollowUp(visit=visit, title=f"Repair {n}", due_on=due, owner=owner, created_by=visit.author)
        for n in range(count)
    ]
    make_many(rows)


@pytest.mark.parametrize("query", ["", "owner=me", "area=mine", "overdue=yes", "state=open", "q=repair"])
def test_costs_the_same_for_10_and_1000(query, client_of, officer, approved_visit):
    client = client_of(officer)

    def cost(count: int) -> int:
        fill_up(approved_visit, officer, count)
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/follow-ups/?{query}")
        return len(caught)

    assert cost(10) == cost(990)


def test_next_page_goes_on_where_the_first_ended(client_of, officer, approved_visit):
    fill_up(approved_visit, officer, 60)
    client = client_of(officer)
    first = client.get("/follow-ups/?owner=me")
    second = client.get("/follow-ups/", {"owner": "me", "after": first.context["page"].next})
    assert len({*titles(first), *titles(second)}) == 60


def test_search_uses_its_index(officer, approved_visit):
    fill_up(approved_visit, UserFactory.create(), 10)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = FollowUpFilters(QueryDict("q=ซ่อม 7"), officer).apply(FollowUp.objects.all())
    assert "followup_title" in rows.order_by().explain()


@pytest.mark.parametrize(("name", "offered"), [("reviewer", True), ("director", True), ("officer", False)])
def test_those_in_charge_find_what_is_to_be_verified(name, offered, three, client_of, request):
    page = client_of(request.getfixturevalue(name)).get("/follow-ups/")
    assert ("?awaiting=me" in [chip.url for chip in page.context["shortcuts"]]) is offered
