"""The files of exports: private, under MEDIA_ROOT, written beside their place and moved there whole."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from visits.store import locate, sync_folder

FOLDER = "exports"


def folder() -> Path:
    found = Path(settings.MEDIA_ROOT) / FOLDER
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


@contextmanager
def beside(extension: str) -> Iterator[Path]:
    """A place to write a file, which is gone afterwards unless it was kept."""
    path = folder() / f".{uuid.uuid4().hex}.{extension}"
    path.touch(mode=0o600)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def keep(path: Path) -> tuple[str, int]:
    """Make what was written safe on the disk, under a name that nobody guesses: its path and its size."""
    kept = f"{FOLDER}/{uuid.uuid4().hex}{path.suffix}"
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.rename(locate(kept))
    sync_folder(folder())
    return kept, locate(kept).stat().st_size


def remove(path: str) -> None:
    locate(path).unlink(missing_ok=True)


def sweep(named: set[str], *, before: float) -> int:
    """Remove files older than the moment `before` that no row names: what a killed worker left. How many."""
    gone = [one for one in folder().iterdir() if f"{FOLDER}/{one.name}" not in named and one.stat().st_mtime < before]
    for one in gone:
        one.unlink(missing_ok=True)
    return len(gone)
