"""`manage.py make_data --visits N --followups M`: any amount of made-up visits and follow-up actions from a
fixed seed, for benches and tests."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from reports import rollups
from reports.demo.archive import Archive
from reports.demo.cast import make_cast
from reports.demo.many_actions import write_followups
from reports.demo.people import make_people, refuse_in_production


class Command(BaseCommand):
    help = "Make N plausible visits from a fixed seed (demonstration data)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--visits", type=int, required=True, help="how many")
        parser.add_argument("--followups", type=int, default=0, help="how many actions besides, on these visits")
        parser.add_argument("--seed", type=int, default=2566)
        parser.add_argument(
            "--until", type=datetime.date.fromisoformat, default=None, help="last day, ISO; today unless told"
        )
        parser.add_argument("--password", default="demo-password", help="for the accounts, where they do not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_in_production()
        if options["visits"] < 1:
            raise CommandError("--visits must be 1 or more.")
        until = options["until"] or timezone.localdate()
        cast = make_cast(make_people(options["password"]))
        Archive(options["visits"]).write(cast, seed=options["seed"], until=until)
        rollups.rebuild()
        if options["followups"]:
            write_followups(options["followups"], cast.officer, seed=options["seed"], on=until)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"{options['visits']} visits made.")
