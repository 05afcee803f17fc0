"""What visits say of how ready a coordination center is."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from centers.readiness import readings
from checklists.models import ChecklistVersion, Purpose
from tests.checklists.factories import make_published
from tests.visits.factories import CenterFactory, fill, make_activity, make_stop, make_visit
from tests.visits.questions import answer
from tests.visits.reading.conftest import move
from visits.models import Activity, NtsCategory, Visit


@pytest.fixture
def version(admin: User) -> ChecklistVersion:
    return make_published(admin, code="center-check", purpose=Purpose.READINESS)


@pytest.fixture
def review(
    version: ChecklistVersion, officer: User, reviewer: User, director: User, core_categories: list[NtsCategory]
) -> Callable[..., Visit]:
    """A review of the center of Pong Nam Ron on a day, approved unless told otherwise."""

    def made(day: dt.date, *, restricted: bool = False, is_approved: bool = True) -> Visit:
        visit = fill(make_visit(officer, date_start=day, date_end=day))
        stop = make_stop(visit, checkpoint=None, center=CenterFactory.create())
        activity = make_activity(stop, kind="center_review")
        answer(activity, version, generator="yes", fuel="full", hours=8)
        Activity.objects.filter(pk=activity.pk).update(restricted=restricted)
        if not is_approved:
            return visit
        return move(visit, "submit", "endorse", "approve", reviewer=reviewer, director=director)

    return made


def test_approved_reviews_stand_in_the_course_of_the_center(review: Callable[..., Visit], officer: User):
    later, first = review(dt.date(2023, 4, 5)), review(dt.date(2023, 1, 5))
    found = readings(CenterFactory.create(), officer)
    assert [one.on for one in found] == [first.date_start, later.date_start]
    assert found[0].url == first.get_absolute_url()
    assert found[0].scores["power"] == 100


def test_what_the_reader_may_not_read_is_no_part_of_it(
    review: Callable[..., Visit], officer: User, stranger: User, django_assert_num_queries: Any
):
    review(dt.date(2023, 1, 5), restricted=True)
    review(dt.date(2023, 2, 5), is_approved=False)
    review(dt.date(2023, 3, 5))
    center = CenterFactory.create()
    assert officer.area_codes
    with django_assert_num_queries(2):  # the center's own checks, the visits' reviews
        assert [one.on for one in readings(center, officer)] == [dt.date(2023, 3, 5)]
    assert readings(center, stranger) == []
