"""`manage.py load_reference`: the facts the product ships with. Safe to run at any time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

import accounts.reference
import centers.reference
import checklists.reference
import checkpoints.reference
import indicators.reference
import labour.reference
import places.reference
import practices.reference
import seizures.reference
import visits.reference

# From the ground up: later rooms refer to earlier ones.
ROOMS = (
    places.reference.load,
    accounts.reference.load,
    checklists.reference.load,
    centers.reference.load,
    checkpoints.reference.load,
    visits.reference.load,
    labour.reference.load,
    seizures.reference.load,
    practices.reference.load,
    indicators.reference.load,
)


class Command(BaseCommand):
    help = "Create missing reference data: places, checklists, centers, crossings, laws, goods, principles, indicators."
    requires_system_checks = ()  # part of every start: `migrate` has just run them

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        counts: dict[str, int] = {}
        for load in ROOMS:
            counts |= load()
        created = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        self.stdout.write(f"Reference data: created {created}." if created else "Reference data: up to date.")
