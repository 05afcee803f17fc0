"""The dashboard: every figure leads to the list that it counts, for the reader who sees it."""

import datetime as dt

import pytest
from django.urls import reverse

from followups.models import FollowUp
from reports.coverage import FEW
from tests.factories import UserFactory
from tests.visits.factories import CenterFactory, CheckpointFactory, NtsCategoryFactory
from ui import periods
from visits.models import Visit

PAGE, WORK, FOUND = (reverse(f"reports:{name}") for name in ("dashboard", "dashboard_work", "dashboard_found"))


def number(page, key):
    return next(one for one in page.context["numbers"] if one.key == key)


def rows_behind(browser, url):
    """How many rows the list at `url` shows."""
    context = browser.get(url).context
    return len(context["listed"].places if "listed" in context else context["page"].rows)


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
    course = page.context["courses"][0]
    assert sum(bar.value for bar in course.bars) == course.total == number(page, "visits").value == 11


def test_every_bar_leads_to_its_visits(board):
    for course in board.get(PAGE).context["courses"]:
        assert rows_behind(board, course.url) == course.total
        for bar in course.bars:
            assert rows_behind(board, bar.url) == bar.value


def test_every_cell_of_coverage_leads_to_its_visits(board):
    cells = [cell for row in board.get(PAGE).context["places"] for cell in row.months if cell.url]
    assert sum(cell.visits for cell in cells) == 11
    for cell in cells:
        assert rows_behind(board, cell.url) == cell.visits


def test_every_cell_of_assessments_leads_to_its_visits(board):
    rows = board.get(PAGE).context["said"].rows
    assert [row.visits for row in rows] == [rows_behind(board, row.url) for row in rows]
    for cell in (cell for row in rows for cell in row.cells if cell.url):
        assert rows_behind(board, cell.url) == cell.visits


def test_rows_lead_to_the_page_of_their_place_over_the_same_period(board):
    asked = {"period": "24m"}
    context = board.get(PAGE, asked).context
    pages = [*(row.page_url for row in context["said"].rows), *(row.url for row in context["places"])]
    pages += [row.url for row in context["unseen"]]
    for url in pages:
        assert board.get(url).context["scope"].period.key == "24m", url
    assert "/places/district/2204/?period=24m" in pages
    assert "/places/checkpoint/subtaree/?period=24m" in pages


def test_centers_lead_to_their_list(board):
    centers = board.get(WORK).context["centers"]
    assert centers.total == 1
    for share in centers.by_status:
        assert rows_behind(board, share.url) == share.value


def test_nothing_found_is_not_the_same_as_not_visited(client_of, director, recent_visit, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    rows = {row.title: row.months for row in client_of(director).get(PAGE).context["places"]}
    assert rows["Ban Laem"][-1].mark == "nothing"
    assert {month.mark for month in rows["Ban Laem"][:-2]} == {"unvisited"}


def test_not_assessed_is_not_nil(client_of, director, recent_visit):
    NtsCategoryFactory.create(code="TIP", sort=1)
    row = client_of(director).get(PAGE).context["said"].rows[0]
    assert [str(cell.level) for cell in row.cells] == ["not_assessed", "none"]


def test_worst_assessment_is_shown_first(client_of, director, many_visits):
    many_visits(4)
    cell = client_of(director).get(PAGE).context["said"].rows[0].cells[0]
    assert (str(cell.level), cell.visits) == ("minor", 2)


def test_reviewer_of_other_area_counts_nothing(client_of, recent_visit):
    stranger = UserFactory.create(role="reviewer", areas=["TH27"])
    page = client_of(stranger).get(PAGE)
    assert number(page, "visits").value == 0
    assert page.context["said"].rows == []


def test_of_places_elsewhere_nobody_says_that_they_were_not_visited(client_of, recent_visit, ban_laem, soi_dao):
    CheckpointFactory.create(code="subtaree", name_en="Subtaree", district=soi_dao)
    browser = client_of(UserFactory.create(role="reviewer", areas=["TH2207", "TH27"]))
    page = browser.get(PAGE)
    assert [row.title for row in page.context["places"]] == ["Subtaree"]
    unseen = number(page, "unseen")
    assert (unseen.value, unseen.basis) == (1, "of 1 places in use, for over 180 days")
    assert [place.title for place in browser.get(unseen.url).context["listed"].places] == ["Subtaree"]


def test_centers_are_those_of_the_areas_of_the_reader(client_of, pong_nam_ron, soi_dao):
    for district in (pong_nam_ron, soi_dao):
        CenterFactory.create(code=f"nts-{district.code}", district=district, status="functional")
    browser = client_of(UserFactory.create(role="reviewer", areas=["TH2207", "TH27"]))
    centers = browser.get(WORK).context["centers"]
    assert (centers.total, centers.readiness.stale) == (1, 1)
    for url in (centers.by_status[0].url, centers.stale_url):
        assert [row.code for row in browser.get(url).context["page"].rows] == ["nts-2207"]


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
    for page in (PAGE, WORK, FOUND):
        assert client_of(request.getfixturevalue(person)).get(page).status_code == 403


def test_fiscal_year_starts_in_october():
    period = periods.fiscal(2023)
    assert (period.start, period.end, len(period.months)) == (dt.date(2022, 10, 1), dt.date(2023, 9, 30), 12)


def test_last_months_are_whole_months():
    period = periods.read(None, dt.date(2026, 11, 22))
    assert (period.start, period.end) == (dt.date(2025, 12, 1), dt.date(2026, 11, 30))


def test_unknown_period_is_the_last_twelve_months(board):
    assert board.get(PAGE, {"period": "%00"}).context["period"].key == "12m"


def test_levels_in_all_are_those_of_reports_not_of_districts(client_of, director, many_visits, soi_dao):
    many_visits(4)
    browser = client_of(director)
    (row,) = browser.get(PAGE).context["said"].totals
    assert [(str(cell.level), cell.visits) for cell in row.cells] == [
        ("major", 0), ("minor", 2), ("none", 2), ("not_assessed", 0),
    ]  # fmt: skip
    for cell in row.cells:
        assert not cell.visits or rows_behind(browser, cell.url) == cell.visits


def test_area_narrows_everything(board, soi_dao):
    page = board.get(PAGE, {"district": "2207"})
    assert [one.value for one in page.context["numbers"]] == [0, 0, 0, 1]
    assert [row.title for row in page.context["places"]] == [place.title for place in page.context["unseen"]]


def test_form_leads_to_the_short_address(board):
    answer = board.get(PAGE, {"period": "24m", "area": "2207", "category": "", "at": "", "agency": ""})
    assert answer.url == f"{PAGE}?period=24m&district=2207"


def test_form_says_what_is_asked(board):
    page = board.get(PAGE, {"period": "2026-01_2026-02", "district": "2207", "filters": "open"})
    assert page.context["form"]["area"].value() == "2207"
    assert page.context["form"]["period"].value() == "2026-01_2026-02"


def test_figures_say_which_filters_they_do_not_know(client_of, director, drugs, recent_visit):
    browser = client_of(director, "en")
    for page in (PAGE, WORK, FOUND):
        assert "Not narrowed by: NTS category" in browser.get(page, {"category": "DRUG"}).content.decode()
        assert "Not narrowed by" not in browser.get(page, {"district": "2204"}).content.decode()


def test_follow_ups_lead_to_their_lists(client_of, director, officer, recent_visit, today):
    made = {"visit": recent_visit, "owner": officer, "created_by": officer}
    for days, state in ((-9, "done"), (5, "done"), (-3, "open"), (3, "open"), (-2, "dropped")):
        row = FollowUp.objects.create(title="Signs", due_on=today + dt.timedelta(days=days), **made)
        if state != "open":
            row.steps.create(source="open", target=state, by=officer, words="Seen.")
            FollowUp.objects.filter(pk=row.pk).update(state=state, outcome="Seen.")
    browser = client_of(director)
    period = f"{today - dt.timedelta(days=40):%Y-%m}_{today + dt.timedelta(days=40):%Y-%m}"
    block = browser.get(WORK, {"period": period}).context["followups"]
    assert {one.key: one.value for one in block.numbers} == {"opened": 5, "due": 5, "open": 2, "dropped": 1}
    assert [share.value for share in block.parts] == [1, 1, 1]
    assert block.found.percent == 33
    for one in (*block.numbers, *block.parts):
        assert rows_behind(browser, one.url) == one.value, one.label


def test_no_joint_patrol_is_said_in_words(board):
    page = board.get(WORK)
    assert [one.value for one in page.context["patrols"]] == [0, 0, 0, 0, 0]
    assert "No joint patrol that you may read is recorded. Last 12 months" in page.content.decode()


def test_of_months_to_come_nobody_says_that_they_were_not_visited(board, today):
    last = periods.add_months(today, 2)
    page = board.get(PAGE, {"period": f"{today:%Y-%m}_{last:%Y-%m}"})
    rows = {row.title: [month.mark for month in row.months] for row in page.context["places"]}
    assert (rows["Ban Laem"][1:], rows["Subtaree"]) == (["ahead", "ahead"], ["unvisited", "ahead", "ahead"])
    for course in page.context["courses"]:
        assert [bool(bar.url) for bar in course.bars] == [True, False, False]
    assert "still to come" in page.content.decode()


def test_each_figure_says_which_filters_it_does_not_know(client_of, director, drugs, recent_visit):
    page = client_of(director, "en").get(PAGE, {"at": "PERMANENT"}).content.decode()
    assert "Follow-ups overdue are not narrowed by: Kind of checkpoint" in page
    assert "Places not visited are not narrowed by" not in page
    page = client_of(director, "en").get(PAGE, {"category": "DRUG"}).content.decode()
    assert "Places not visited are not narrowed by: NTS category" in page


def test_where_there_are_no_places_none_is_said_to_be_visited(client_of, director, soi_dao, recent_visit):
    page = client_of(director, "en").get(PAGE, {"district": soi_dao.code}).content.decode()
    assert page.count("There are no places in use here.") == 2
    assert "Every place in use was visited" not in page


@pytest.mark.parametrize(("number", "offered"), [(FEW, False), (FEW + 1, True)])
def test_all_places_are_offered_where_there_are_more(client_of, director, pong_nam_ron, number, offered):
    for row in range(number):
        CheckpointFactory.create(code=f"point-{row}", district=pong_nam_ron)
    assert ("rows=all#coverage" in client_of(director).get(PAGE).content.decode()) is offered
