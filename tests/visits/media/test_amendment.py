"""An amendment shares the files of the report it amends, and loses none."""

from collections.abc import Callable
from typing import Any

from accounts.models import User
from tests.visits.factories import fill
from visits import actions
from visits.amend import amend
from visits.models import Photo, Visit


def test_an_amendment_has_its_pictures_even_where_they_were_not_made_yet(
    visit: Visit, core_categories: Any, add_photo: Callable[..., Photo], run_jobs: Callable[[], None],
    officer: User, reviewer: User, director: User,
):  # fmt: skip
    photo = add_photo(visit)
    row = fill(visit)
    row = actions.submit(visit=row, by=officer, version=row.version)
    row = actions.endorse(visit=row, by=reviewer, version=row.version)
    row = actions.approve(visit=row, by=director, version=row.version)
    copy = amend(visit=row, by=officer).photos.get()
    run_jobs()
    assert copy.original == photo.original
    assert set(copy.renditions.values_list("name", "path")) == set(photo.renditions.values_list("name", "path"))
    assert copy.renditions.count() == 3
