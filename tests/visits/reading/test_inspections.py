"""What the page of a border point says of its inspections."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override

from accounts.models import User
from checklists.models import ChecklistVersion
from checkpoints.models import Checkpoint
from tests.visits.factories import CheckpointFactory, fill, make_visit
from tests.visits.questions import answer, inspection_list
from tests.visits.reading.conftest import move
from visits.inspections import NEWEST, charts, inspections_of, newest_facts
from visits.models import Activity, NtsCategory, Visit


@pytest.fixture
def version(admin: User) -> ChecklistVersion:
    return inspection_list(admin)


@pytest.fixture
def inspect(
    version: ChecklistVersion, officer: User, reviewer: User, director: User, core_categories: list[NtsCategory]
) -> Callable[..., Visit]:
    """An approved inspection of Ban Laem on a day, with these answers; `details` as they were stored of old."""

    def made(day: dt.date, *, details: Any = None, restricted: bool = False, **answers: Any) -> Visit:
        visit = fill(make_visit(officer, date_start=day, date_end=day))
        activity = Activity.objects.get(stop__visit=visit)
        if details is None:
            answer(activity, version, observed_opens="08:00", **({"rating": 2} | answers))
        Activity.objects.filter(pk=activity.pk).update(details=details or {}, restricted=restricted)
        return move(visit, "submit", "endorse", "approve", reviewer=reviewer, director=director)

    return made


def place() -> Checkpoint:
    return CheckpointFactory.create()


def test_sheets_and_fields_of_old_make_one_course(inspect: Callable[..., Visit], officer: User):
    inspect(dt.date(2023, 1, 5), details={"rating": "1", "people_in": 50})
    inspect(dt.date(2023, 4, 5), rating=3, people_in=80)
    found = inspections_of(place(), officer)
    assert [(row.number("rating"), row.number("people_in")) for row in found] == [(3, 80), (1, 50)]
    assert [chart.key for chart in charts(found)] == ["ratings", "people"]


def test_only_approved_open_and_visible_ones_count(
    inspect: Callable[..., Visit], officer: User, stranger: User, version: ChecklistVersion
):
    inspect(dt.date(2023, 1, 5))
    inspect(dt.date(2023, 2, 5), restricted=True)
    draft = fill(make_visit(officer))
    answer(Activity.objects.get(stop__visit=draft), version)
    assert [row.day for row in inspections_of(place(), officer)] == [dt.date(2023, 1, 5)]
    assert inspections_of(place(), stranger) == []


def test_the_page_costs_the_same_with_many(
    inspect: Callable[..., Visit], officer: User, client_of: Any, django_assert_max_num_queries: Any
):
    inspect(dt.date(2023, 1, 5), people_in=1)
    client, url = client_of(officer, "en"), place().get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(50) as one:
        page = client.get(url).content.decode()
    assert "2 gaps" in page
    assert '<figure class="chart"' not in page
    for month in range(1, 13):
        inspect(dt.date(2024, month, 5), people_in=month)
    with django_assert_max_num_queries(len(one)):
        page = client.get(url).content.decode()
    assert page.count('<figure class="chart"') == 2
    assert len(inspections_of(place(), officer)) == NEWEST


def test_nobody_reads_of_inspections_without_reports(
    inspect: Callable[..., Visit], client_of: Any, admin: User, stranger: User
):
    inspect(dt.date(2023, 1, 5), people_in=4711)
    inspect(dt.date(2023, 2, 5), people_in=4712)
    for person in (admin, stranger):
        page = client_of(person, "en").get(place().get_absolute_url()).content.decode()
        assert "4,711" not in page
        assert "2 gaps" not in page


def test_the_newest_says_who_was_on_duty_by_agency(inspect: Callable[..., Visit], officer: User):
    def present() -> str:
        with override("en"):
            return dict(newest_facts(inspections_of(place(), officer)[0]))["Agencies present"]

    inspect(dt.date(2023, 1, 5), details={"agencies_present": "Immigration and customs"})
    assert present() == "Immigration and customs"
    inspect(dt.date(2023, 4, 5), agencies=["immigration", "customs"], staff_immigration=6, staff_military=9)
    assert present() == "immigration 6, customs"
