"""`manage.py purge_exports`: every night, from cron or a systemd timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from exports.work import expire


class Command(BaseCommand):
    help = "Delete the files of exports whose seven days are over; that they were made stays in the access log."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Exports expired: {expire(now=timezone.now())}.")
