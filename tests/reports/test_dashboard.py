"""The dashboard: every figure leads to the list that it counts, for the reader who sees it."""

import datetime as dt

import pytest
from django.urls import reverse

from followups.models import FollowUp
from tests.factories import UserFactory
from tests.visits.factories import CenterFactory, CheckpointFactory, NtsCategoryFactory
from ui import periods
from visits.models import Visit

PAGE = reverse("reports:dashboard")


def number(page, key):
    return next(one for one in page.context["numbers"] if one.key == key)


def rows_behind(browser, url):
    """How many rows the list at `url` shows."""
    context = browser.get(url).context
    return len(context["places"] if "places" in context else context["page"].rows)


@pytest.fixture
def board(client_of, director, reviewer, officer, soi_dao, many_visits, recent_visit, submitted_visit, today):
    """The director's browser: eleven approved visits, one in review, one overdue action, one unseen place."""
    many_visits(10)
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    CenterFactory.create(status="functional")
    due = {"owner": officer, "created_by": officer}
    FollowUp.objects.create(visit=recent_visit, title="Signs", due_on=today - dt.timedelta(days=3), **due)
    FollowUp.objects.create(visit=recent_visit, title="Lamps", due_on=today + dt.timedelta(days=3), **due)
    return client_of(director)


@pytest.mark.parametrize("key", ["waiting", "overdue", "visits", "unseen"])
def test_number_leads_to_the_list_that_it_counts(board, key):
    figure = number(board.get(PAGE), key)
    assert rows_behind(board, figure.url) == figure.value


def test_numbers_say_of_how_many_and_when(board):
    basis = {one.key: one.basis for one in board.get(PAGE).context["numbers"]}
    assert basis["waiting"] == "of 1 reports in review, today"
    assert basis["overdue"].startswith("of 2 open, on ")
    assert basis["visits"].endswith("Last 12 months")


def test_reviewer_is_led_to_the_report_that_waits(client_of, reviewer, submitted_visit):
    browser = client_of(reviewer)
    waiting = number(browser.get(PAGE), "waiting")
    assert rows_behind(browser, waiting.url) == waiting.value == 1


def test_bars_add_up_to_the_visits_of_the_period(board):
    page = board.get(PAGE)
    assert sum(bar.value for bar in page.context["bars"]) == number(page, "visits").value == 11


def test_every_bar_leads_to_its_visits(board):
    for bar in board.get(PAGE).context["bars"]:
        assert rows_behind(board, bar.url) == bar.value


def test_every_cell_of_coverage_leads_to_its_visits(board):
    cells = [cell for row in board.get(PAGE).context["places"] for cell in row.months if cell.url]
    assert sum(cell.visits for cell in cells) == 11
    for cell in cells:
        assert rows_behind(board, cell.url) == cell.visits


def test_every_cell_of_assessments_leads_to_its_visits(board):
    rows = board.get(PAGE).context["districts"]
    assert [row.visits for row in rows] == [rows_behind(board, row.url) for row in rows]
    for cell in (cell for row in rows for cell in row.cells if cell.url):
        assert rows_behind(board, cell.url) == cell.visits


def test_centers_lead_to_their_list(board):
    for share in board.get(PAGE).context["centers"]:
        assert rows_behind(board, share.url) == share.value


def test_nothing_found_is_not_the_same_as_not_visited(client_of, director, recent_visit, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    rows = {row.title: row.months for row in client_of(director).get(PAGE).context["places"]}
    assert rows["Ban Laem"][-1].mark == "nothing"
    assert {month.mark for month in rows["Ban Laem"][:-2]} == {"unvisited"}


def test_not_assessed_is_not_nil(client_of, director, recent_visit):
    NtsCategoryFactory.create(code="TIP", sort=1)
    row = client_of(director).get(PAGE).context["districts"][0]
    assert [str(cell.level) for cell in row.cells] == ["not_assessed", "none"]


def test_worst_assessment_is_shown_first(client_of, director, many_visits):
    many_visits(4)
    cell = client_of(director).get(PAGE).context["districts"][0].cells[0]
    assert (str(cell.level), cell.visits) == ("minor", 2)


def test_reviewer_of_other_area_counts_nothing(client_of, recent_visit):
    stranger = UserFactory.create(role="reviewer", areas=["TH27"])
    page = client_of(stranger).get(PAGE)
    assert number(page, "visits").value == 0
    assert page.context["districts"] == []
    assert {cell.mark for row in page.context["places"] for cell in row.months} == {"unvisited"}


def test_replaced_revision_is_not_counted(client_of, director, recent_visit, today):
    Visit.objects.filter(pk=recent_visit.pk).update(superseded_at=recent_visit.approved_at)
    assert number(client_of(director).get(PAGE), "visits").value == 0


def test_place_unseen_for_longest_comes_first(client_of, director, recent_visit, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    assert [place.title for place in client_of(director).get(PAGE).context["unseen"]] == ["Subtaree"]


def test_answer_is_bounded(board, pong_nam_ron):
    for row in range(12):
        CheckpointFactory.create(code=f"point-{row}", district=pong_nam_ron)
    page = board.get(PAGE)
    assert len(page.context["places"]) == 8
    assert len(board.get(PAGE, {"rows": "all"}).context["places"]) == page.context["place_count"] == 15


@pytest.mark.parametrize("person", ["officer", "center_staff", "partner", "auditor", "admin"])
def test_dashboard_is_not_for(client_of, request, person):
    assert client_of(request.getfixturevalue(person)).get(PAGE).status_code == 403


def test_fiscal_year_starts_in_october():
    period = periods.fiscal(2023)
    assert (period.start, period.end, len(period.months)) == (dt.date(2022, 10, 1), dt.date(2023, 9, 30), 12)


def test_last_months_are_whole_months():
    period = periods.read(None, dt.date(2026, 11, 22))
    assert (period.start, period.end) == (dt.date(2025, 12, 1), dt.date(2026, 11, 30))


def test_unknown_period_is_the_last_twelve_months(board):
    assert board.get(PAGE, {"period": "%00"}).context["period"].key == "12m"
