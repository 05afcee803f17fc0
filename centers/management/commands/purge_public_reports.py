"""`manage.py purge_public_reports`: delete who made public reports, once the time for keeping it is over."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from centers.public_reports import purge


class Command(BaseCommand):
    help = "Delete the personal data of public reports that ended long enough ago; the reports and their numbers stay."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = purge(today=timezone.localdate())
        days = settings.REPORTER_RETENTION_DAYS
        self.stdout.write(f"Personal data deleted: {deleted} (reports ended more than {days} days ago).")
