"""People at work on the dashboard: of the reports that the reader may know of, small numbers hidden."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from accounts.roles import Role
from checklists import sheets
from checklists.document import Document, Kind, Section
from checklists.models import Purpose
from labour.figures import Figures, figures
from labour.models import WorkerCount
from places.models import District
from tests.checklists.factories import ask, make_published
from tests.factories import UserFactory
from tests.labour.factories import approve, count, draft
from visits.amend import amend
from visits.models import Activity, ActivitySheet

FIRST, LAST = dt.date(2023, 3, 1), dt.date(2023, 3, 31)


def read(user: User, first: dt.date = FIRST, last: dt.date = LAST) -> Figures | None:
    with translation.override("en"):
        return figures(user, first=first, last=last)


def said(found: Figures | None) -> dict[str, dict[str, str] | None]:
    assert found is not None
    with translation.override("en"):
        return {
            one.title: None if one.cells is None else {label: str(number) for label, number, _share in one.cells}
            for one in found.margins
        }


@pytest.fixture
def observed(officer: User, pong_nam_ron: District, core_categories: Any, reviewer: User, director: User) -> Activity:
    """98 Cambodian pickers, 12 from Laos in a factory, 3 of whom nobody knows more."""
    activity = draft(officer, pong_nam_ron)
    count(activity, women=46, men=52, children=31)
    count(activity, nationality="LA", sector="factory", route="mou", unrecorded=12)
    count(activity, nationality="unknown", sector="trade", route="unknown", men=3)
    approve(activity, reviewer, director)
    return activity


def test_people_by_nationality_sex_work_and_route(observed: Activity, director: User):
    found = read(director)
    assert found is not None
    assert (str(found.total), found.visits) == ("113", 1)
    assert said(found) == {
        "Nationality": {"Cambodia": "98", "Laos": "not shown", "not known": "fewer than 5"},
        "Sex": {"men": "55", "women": "46", "sex not recorded": "12"},
        "Kind of work": {"agriculture": "98", "factory work": "not shown", "trade and services": "fewer than 5"},
        "Permit route": {"s.64 seasonal": "98", "MoU": "not shown", "not known": "fewer than 5"},
    }


@pytest.mark.parametrize(
    ("first", "last", "sees"), [("02-01", "02-28", False), ("03-01", "03-31", True), ("04-01", "04-30", False)]
)
def test_only_within_the_months_asked_for(observed: Activity, director: User, first: str, last: str, sees: bool):
    days = [dt.date.fromisoformat(f"2023-{day}") for day in (first, last)]
    assert (read(director, *days) is not None) == sees


@pytest.mark.parametrize(("areas", "sees"), [(["TH2204"], True), (["TH22"], True), (["TH27"], False), ([], False)])
def test_only_in_the_areas_of_the_reader(observed: Activity, areas: list[str], sees: bool):
    reader = UserFactory.create(role=Role.DIRECTOR, areas=areas)
    assert (read(reader) is not None) == sees


def test_what_may_concern_trafficking_is_not_counted_for_others(
    observed: Activity, officer: User, reviewer: User, director: User, neighbour: User, pong_nam_ron: District
):
    hidden = draft(officer, pong_nam_ron, may_concern_tip=True, restricted=True)
    count(hidden, women=700)
    approve(hidden, reviewer, director)
    totals = [str(found.total) for found in map(read, (director, officer, neighbour)) if found]
    assert totals == ["813", "813", "113"]


def test_an_amended_report_counts_once(observed: Activity, officer: User, reviewer: User, director: User):
    new = amend(visit=observed.stop.visit, by=officer)
    row = WorkerCount.objects.get(activity__stop__visit=new, nationality="KH")
    row.women = 50
    row.save()
    approve(row.activity, reviewer, director)
    found = read(director)
    assert found is not None
    assert str(found.total) == "117"


def test_numbers_of_earlier_fields_and_of_a_checklist_count(
    officer: User, reviewer: User, director: User, admin: User, pong_nam_ron: District, core_categories: Any
):
    old = draft(officer, pong_nam_ron, details={"women": 20, "men": 10, "origin": ["KH", "LA"], "permit_route": "mou"})
    asked = draft(officer, pong_nam_ron)
    tell(asked, admin, {"women": 8, "men": 7.0, "origin": ["MM"], "sector": "household"})
    both = draft(officer, pong_nam_ron, details={"women": 1000})
    count(both, women=40)  # who wrote rows, wrote them instead
    for one in (old, asked, both):
        approve(one, reviewer, director)
    found = read(director)
    assert found is not None
    assert (str(found.total), found.visits) == ("85", 3)
    assert said(found)["Nationality"] == {"Cambodia": "40", "not known": "30", "Myanmar": "15"}
    assert said(found)["Kind of work"] == {"agriculture": "40", "work not recorded": "30", "domestic work": "15"}


@pytest.mark.parametrize("nonsense", ["many", True, -4, [3], {"a": 1}, 1e300])
def test_a_checklist_may_ask_anything_by_these_names(
    nonsense: Any, officer: User, reviewer: User, director: User, admin: User, pong_nam_ron: District,
    core_categories: Any,
):  # fmt: skip
    asked = draft(officer, pong_nam_ron)
    tell(asked, admin, {"women": nonsense})
    approve(asked, reviewer, director)
    assert read(director) is None


def tell(activity: Activity, admin: User, answers: dict[str, Any]) -> None:
    questions = (ask("women", Kind.NUMBER),)
    document = Document((Section("people", "คน", "People", questions=questions),))
    version = make_published(admin, code="own-list", purpose=Purpose.OBSERVATION, document=document)
    sheet = sheets.fill(version=version, answers={}, by=activity.stop.visit.author, client_uuid=uuid.uuid4())
    type(sheet).objects.filter(pk=sheet.pk).update(answers=answers)
    ActivitySheet.objects.create(activity=activity, sheet=sheet)


def test_the_dashboard_shows_them(
    officer: User, reviewer: User, director: User, pong_nam_ron: District, core_categories: Any, client_of: Any
):
    one = draft(officer, pong_nam_ron, day=timezone.localdate() - dt.timedelta(days=3))
    count(one, women=46, men=3)
    approve(one, reviewer, director)
    words = " ".join(client_of(director, "en").get(reverse("reports:dashboard_found")).content.decode().split())
    assert "49 people on 1 visit." in words
    assert "<span>men</span> <b>fewer than 5</b>" in words


def test_the_figures_cost_the_same_for_many(
    observed: Activity, officer: User, reviewer: User, director: User, pong_nam_ron: District
):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(director)
        return len(queries)

    approve(draft(officer, pong_nam_ron, details={"women": 20}), reviewer, director)
    read(director)  # who knows their areas from here on
    few = cost()
    for number in range(6):
        one = draft(officer, pong_nam_ron, details={"women": 9} if number % 2 else {})
        count(one, women=10 + number, nationality="MM") if number < 3 else None
        approve(one, reviewer, director)
    assert cost() == few <= 7
