"""Photographs on a report, made whole: stored by the real action, their sizes by the real job."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from tests.visits.media import samples
from visits import actions, media
from visits.models import Document, Photo, SectionSave, Visit


@pytest.fixture(autouse=True)
def media_root(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def run_jobs(db: None) -> Callable[[], None]:
    def run() -> None:
        call_command("work", batch=True)

    return run


@pytest.fixture
def add_photo(officer: User) -> Callable[..., Photo]:
    """Put a photograph on a report through the section, as its author does."""

    def add(visit: Visit, upload: Any = None, by: User | None = None, **fields: Any) -> Photo:
        made: list[Photo] = []
        author = by or officer

        def write(locked: Visit) -> None:
            made.append(media.store_photo(visit=locked, by=author, upload=upload or samples.photo(), **fields))

        save = SectionSave.objects.filter(visit=visit, section="photos").first()
        actions.save_section(visit=visit, section="photos", by=author, version=save.version if save else 0, write=write)
        visit.refresh_from_db()
        return made[0]

    return add


@pytest.fixture
def photo(visit: Visit, add_photo: Callable[..., Photo], run_jobs: Callable[[], None]) -> Photo:
    """An ordinary photograph of officials, with its served sizes, on the draft."""
    made = add_photo(visit, consent=Photo.Consent.OFFICIAL)
    run_jobs()
    return made


@pytest.fixture
def restricted_photo(visit: Visit, add_photo: Callable[..., Photo], run_jobs: Callable[[], None]) -> Photo:
    made = add_photo(visit, consent=Photo.Consent.OFFICIAL, may_concern_tip=True)
    run_jobs()
    return made


@pytest.fixture
def document(visit: Visit, officer: User) -> Document:
    return media.store_document(visit=visit, by=officer, upload=samples.pdf(), title="Order of the Bureau")
