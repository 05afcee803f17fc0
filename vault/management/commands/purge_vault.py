"""`manage.py purge_vault`, once a day: what has expired is erased; its code and who opened it stay."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from vault.actions import purge


class Command(BaseCommand):
    help = "Erase the identities whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Vault: {purge(on=timezone.localdate())} erased.")
