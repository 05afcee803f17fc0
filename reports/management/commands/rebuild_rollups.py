"""`manage.py rebuild_rollups [--check]`: counts anew what the database keeps counted; or only compares."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.rollups import rollups


class Command(BaseCommand):
    help = "Count the rollups behind figures anew. With --check: write nothing, and fail where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="recount and compare only")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for one in rollups():
            differing = one.differing()
            if not options["check"]:
                one.rebuild()
            wrong += differing
            self.stdout.write(f"{one._meta.db_table}: {one._default_manager.count()} lines, {differing} differed")
        if wrong and options["check"]:
            raise CommandError("They differ from what they count. Run manage.py rebuild_rollups.")
