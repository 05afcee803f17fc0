"""`manage.py make_practices --practices N`: any amount of made-up practices from a fixed seed, for benches."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from reports.demo.cast import make_cast
from reports.demo.many_practices import write_practices
from reports.demo.people import make_people, refuse_in_production


class Command(BaseCommand):
    help = "Make N published practices from a fixed seed (demonstration data)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--practices", type=int, required=True, help="how many")
        parser.add_argument("--password", default="demo-password", help="for the accounts, where they do not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_in_production()
        cast = make_cast(make_people(options["password"]))
        written = write_practices(options["practices"], author=cast.officer, by=cast.reviewer)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"{written} practices made.")
