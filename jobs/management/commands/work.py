from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from jobs.queues import QUEUES
from jobs.worker import run_batch, run_for_ever


class Command(BaseCommand):
    help = "Run background jobs: for ever (of every queue, or of one), or those that are due now (--batch)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="run what is due, then end")
        parser.add_argument("--queue", choices=QUEUES, help="take jobs of this queue alone")
        parser.add_argument(
            "--interval",
            type=float,
            default=0.5,
            help="seconds between looks at an empty queue (%(default)s)",
        )

    def handle(self, *, batch: bool, interval: float, queue: str | None, **options: Any) -> None:
        if batch:
            run_batch()
        else:
            run_for_ever(interval=interval, queues=[queue] if queue else QUEUES)
