from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Model
from django.utils import timezone

from visits.models import Document, Photo, Rendition

FOLDERS = ("incoming", "originals", "renditions", "documents")


class Command(BaseCommand):
    help = "Remove files that nothing names, neither a report nor its history: what a crash or a removal left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="leave files younger than this (%(default)s)")
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *, days: int, dry_run: bool, **options: Any) -> None:
        before = (timezone.now() - timedelta(days=days)).timestamp()
        named, removed, size = set(names()), 0, 0
        root = Path(settings.MEDIA_ROOT)
        for path in (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()):
            if path.stat().st_mtime >= before or str(path.relative_to(root)) in named:
                continue
            removed, size = removed + 1, size + path.stat().st_size
            if not dry_run:
                path.unlink()
        self.stdout.write(f"{removed} files, {size} bytes {'could be removed' if dry_run else 'removed'}.")


def names() -> Iterator[str]:
    """Every path that a row or the history of one names."""
    columns: list[tuple[type[Model], str]] = [
        (Photo, "original"),
        (Document, "path"),
        (Rendition, "path"),
        (apps.get_model("visits", "PhotoEvent"), "original"),
        (apps.get_model("visits", "DocumentEvent"), "path"),
    ]
    for model, column in columns:
        yield from model._default_manager.values_list(column, flat=True).iterator()
