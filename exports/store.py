"""The files of exports: private, under MEDIA_ROOT, written beside their place and moved there whole."""

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from xlsxwriter.exceptions import XlsxWriterException

from visits.store import locate, sync_folder

FOLDER = "exports"


class Unwritten(Exception):
    """The disk does not take the file: it is full, or nothing may be written to it."""


def folder() -> Path:
    found = Path(settings.MEDIA_ROOT) / FOLDER
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


@contextmanager
def beside(extension: str) -> Iterator[Path]:
    """A place to write a file, in a folder of its own, which is gone afterwards with whatever lies there.

    Raises Unwritten.
    """
    try:
        place = folder() / f".{uuid.uuid4().hex}"
        try:
            place.mkdir(mode=0o700)
            path = place / f"export.{extension}"
            path.touch(mode=0o600)
            yield path
        finally:
            shutil.rmtree(place, ignore_errors=True)
    except (OSError, XlsxWriterException, sqlite3.Error) as error:
        raise Unwritten from error


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
    """Remove what is older than the moment `before` and named by no row: what a killed worker left. How many."""
    gone = [one for one in folder().iterdir() if f"{FOLDER}/{one.name}" not in named and one.stat().st_mtime < before]
    for one in gone:
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
    return len(gone)
