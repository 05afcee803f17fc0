"""`manage.py rotate_vault_keys`: everything sealed moves under the newest key; then the old one can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vault.registry import sealed_columns
from vault.rotation import turn


class Command(BaseCommand):
    help = "Seal anew whatever is not under the newest key of VAULT_KEYS. Can be stopped and started again."

    def handle(self, *args: Any, **options: Any) -> None:
        lost = 0
        for model, column in sealed_columns():
            turned = turn(model, column)
            name = f"{model._meta.label}.{column}"
            self.stdout.write(f"{name}: {turned.sealed_anew} sealed anew, {turned.up_to_date} up to date")
            for pk in turned.unreadable:
                self.stderr.write(f"{name}: number {pk} opens with none of the keys")
            lost += len(turned.unreadable)
        if lost:
            raise CommandError(f"{lost} could not be opened: keep the old keys.")
        self.stdout.write("Everything is under the newest key; the older ones are needed for old backups only.")
