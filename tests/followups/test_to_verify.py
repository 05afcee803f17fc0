"""What is said to be done waits for those who verify it: on their home and in their list."""

import datetime as dt

import pgtrigger
import pytest
from django.utils import timezone

from followups import actions, permissions
from followups.models import FollowUp
from reports.home_oversight import MANY
from tests.factories import UserFactory
from tests.followups.conftest import make_followup, make_many
from tests.followups.test_list import titles
from tests.visits.factories import CenterFactory

LIST = "/follow-ups/?awaiting=me"


def done(visit, by, **fields):
    row = make_followup(visit, **fields)
    return actions.change_state(followup=row, by=by, version=1, state="done", outcome="Camera replaced")


@pytest.fixture
def four(approved_visit, officer, neighbour, reviewer):
    """One still open, and three said to be done: by an officer, by the reviewer, for a center of the reviewer's."""
    center = CenterFactory.create()
    center.staff.add(reviewer)
    make_followup(approved_visit, title="open", owner=neighbour)
    done(approved_visit, neighbour, title="by an officer", owner=neighbour)
    done(approved_visit, reviewer, title="by the reviewer")
    done(approved_visit, officer, title="of the reviewer's center", owner_center=center)


@pytest.fixture
def readers(officer, reviewer, director):
    guest = UserFactory.create(role="reviewer", areas=["TH2706"])
    return {"officer": officer, "reviewer": reviewer, "director": director, "elsewhere": guest}


def pile(page):
    return next((one for one in page.context["piles"] if one.key == "verify"), None)


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("reviewer", ["by an officer"]),
        ("director", ["by an officer", "by the reviewer", "of the reviewer's center"]),
        ("officer", []),
        ("elsewhere", []),
    ],
)
def test_each_is_told_of_what_they_may_verify(four, readers, reader, told, client_of):
    user = readers[reader]
    found, listed = pile(client_of(user).get("/")), titles(client_of(user).get(LIST))
    assert ([task.title for task in found.tasks] if found else [], sorted(listed)) == (told, sorted(told))
    known = FollowUp.objects.visible_to(user).filter(state="done")
    assert {row.title for row in known if not permissions.why_not_verify(user, row)} == set(told)


def test_what_waits_longest_stands_first_with_its_age(approved_visit, neighbour, reviewer, client_of):
    for title, days in (("newer", [3]), ("older", [9]), ("done again", [20, 0])):
        row = make_followup(approved_visit, title=title, state="done", outcome="Replaced")
        for ago in days:
            at = timezone.now() - dt.timedelta(days=ago)
            row.steps.create(source="in_progress", target="done", by=neighbour, words="Replaced", at=at)
    tasks = pile(client_of(reviewer, "en").get("/")).tasks
    said = [("older", "waiting for 9 days", True), ("newer", "waiting for 3 days", False)]
    assert [(task.title, task.note, task.attention) for task in tasks] == [*said, ("done again", "came today", False)]


@pytest.mark.parametrize(("number", "told"), [(MANY, f"{MANY}<"), (MANY + 1, f"{MANY}+<")])
def test_no_more_are_counted_than_can_be_done(number, told, approved_visit, officer, reviewer, client_of):
    about = {"visit": approved_visit, "area_codes": approved_visit.area_codes, "created_by": officer}
    about |= {"state": "done", "outcome": "Replaced", "owner_name": "Works", "due_on": timezone.localdate()}
    with pgtrigger.ignore("followups.FollowUp:first_state"):
        make_many([FollowUp(title=f"Lamp {n}", **about) for n in range(number)])
    assert f'class="pile-count">{told}' in client_of(reviewer).get("/").content.decode()


def test_list_says_what_it_is_and_is_reached_from_that_of_all(four, reviewer, client_of):
    page = client_of(reviewer, "en").get(LIST)
    assert [(chip.label, chip.value) for chip in page.context["chips"]] == [("Awaiting", "my verification")]
    assert 'href="?awaiting=me"' in client_of(reviewer).get("/follow-ups/").content.decode()
