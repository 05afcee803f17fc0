"""`manage.py purge_imports`: every night, from cron or a systemd timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from imports.actions import forget_undecided


class Command(BaseCommand):
    help = "Discard the files that were checked more than a day ago and never imported, with all that they say."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Imports discarded: {forget_undecided(now=timezone.now())}.")
