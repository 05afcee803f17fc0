"""The dashboard's figures as files: the same numbers, for whoever sees the dashboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.models import AccessEntry, User
from reports.measures import MEASURES
from reports.scope import Scope
from tests.exports.asking import body, sheets_of, table
from tests.labour.factories import count
from tests.visits.factories import make_activity
from visits import actions
from visits.models import Visit

ClientOf = Callable[..., Client]


def ask(client: Client, query: str = "period=fy2566", **choices: Any) -> Any:
    data = {"format": "xlsx", "table": "months", "language": "en", "codes": "on"} | choices
    return client.post(reverse("exports:figures") + f"?{query}", data)


def test_they_are_the_numbers_of_the_measures(approved_visit: Visit, director: User, client_of: ClientOf) -> None:
    scope = Scope(QueryDict("period=fy2566"), director)

    found = sheets_of(ask(client_of(director)))

    for one in MEASURES:
        assert sum(row[one.key] for row in found["By month"]) == one.whole(scope)
    assert len(found["By month"]) == 12
    assert [row["visits"] for row in found["By district"]] == [1]
    assert {row["level_code"] for row in found["Assessments"]} <= {"none", "minor", "major", "not_assessed"}


def test_not_visited_is_said_in_words(approved_visit: Visit, director: User, client_of: ClientOf) -> None:
    found = sheets_of(ask(client_of(director)))["Coverage"]

    assert {row["coverage_code"] for row in found} in ({"nothing", "unvisited"}, {"found", "unvisited"})
    assert all(row["visits"] == 0 for row in found if row["coverage_code"] == "unvisited")


def test_a_table_alone_is_csv(approved_visit: Visit, director: User, client_of: ClientOf) -> None:
    rows = table(ask(client_of(director), format="csv", table="districts"))

    assert rows[1][:2] == ["code", "name"]
    assert rows[2][0] == "TH2204"


@pytest.mark.parametrize(("women", "said"), [(2, "fewer than 5"), (1200, 1201)])
def test_people_are_numbers_and_small_ones_stay_hidden(
    filed_visit: Visit, officer: User, reviewer: User, director: User, client_of: ClientOf, women: int, said: int | str
) -> None:
    count(make_activity(filed_visit.stops.all()[0], kind="observation", narrative="Seen."), women=women, men=1)
    visit = actions.submit(visit=filed_visit, by=officer, version=filed_visit.version)
    visit = actions.endorse(visit=visit, by=reviewer, version=visit.version)
    actions.approve(visit=visit, by=director, version=visit.version)

    found = sheets_of(ask(client_of(director)))["People seen at work"]

    assert found[0]["people"] == said
    assert women > 2 or len(found) == 1


def test_in_a_narrower_scope_people_are_left_out(approved_visit: Visit, director: User, client_of: ClientOf) -> None:
    assert "People seen at work" not in sheets_of(ask(client_of(director), "period=fy2566&at=PERMANENT"))


@pytest.mark.parametrize(("language", "period"), [("en", "Fiscal year 2023"), ("th", "ปีงบประมาณ 2566")])
def test_the_file_says_what_it_is_about(language: str, period: str, director: User, client_of: ClientOf) -> None:
    found = list(sheets_of(ask(client_of(director), "period=fy2566&province=22", language=language)).values())[-1]

    said = [row["said"] for row in found]
    assert said[0].startswith(f"{period} (")
    assert "director" in said[-1]


def test_they_stand_in_the_log(approved_visit: Visit, director: User, client_of: ClientOf) -> None:
    body(ask(client_of(director)))

    entry = AccessEntry.objects.get(what=AccessEntry.What.EXPORT_DATA)
    assert (entry.subject, entry.detail.split()[0], "period=fy2566" in entry.detail) == ("figures", "at", True)


def test_officers_see_no_dashboard_and_export_none(officer: User, client_of: ClientOf) -> None:
    assert ask(client_of(officer)).status_code == 403


def test_a_wrong_choice_is_told(director: User, client_of: ClientOf) -> None:
    assert ask(client_of(director), format="gpkg").status_code == 422


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_dashboard_leads_there(language: str, director: User, client_of: ClientOf) -> None:
    page = client_of(director, language).get("/dashboard/?period=24m").content.decode()

    assert 'href="/exports/figures/?period=24m"' in page
