"""Sweeping removes what nothing names, and nothing else."""

import os
from pathlib import Path

from django.core.management import call_command

from visits.models import Document, Photo
from visits.store import keep, locate


def age(path: Path) -> Path:
    os.utime(path, (0, 0))
    return path


def test_only_old_files_that_nothing_names_are_removed(photo: Photo, document: Document):
    kept = [age(locate(path)) for path in (photo.original, document.path, photo.renditions.all()[0].path)]
    left_behind = age(locate(keep([b"left behind"], folder="originals", extension="jpg").path))
    young = locate(keep([b"being saved just now"], folder="originals", extension="jpg").path)
    call_command("sweep_media")
    assert all(path.exists() for path in (*kept, young))
    assert not left_behind.exists()


def test_the_original_of_a_removed_photograph_is_kept_for_its_history(photo: Photo):
    original, small = age(locate(photo.original)), age(locate(photo.renditions.all()[0].path))
    photo.delete()
    call_command("sweep_media", dry_run=True)
    assert small.exists()
    call_command("sweep_media")
    assert original.exists()
    assert not small.exists()
