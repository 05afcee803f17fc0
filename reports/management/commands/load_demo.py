"""`manage.py load_demo`: the demonstration's accounts, the Chanthaburi visit, its practices, and made-up visits."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from reports.demo.bulk import write_visits
from reports.demo.cast import make_cast
from reports.demo.centers import make_centers
from reports.demo.centers_at_work import make_work
from reports.demo.filing import file_chanthaburi
from reports.demo.goods import make_goods
from reports.demo.indicators import make_indicators
from reports.demo.inspections import answer_inspections, inspecting_visits, look_again
from reports.demo.labour import expect_seasons, observing_visits
from reports.demo.patrols import record_patrol
from reports.demo.people import make_people, refuse_in_production
from reports.demo.plausible import adopting_visit, plausible_visits, unfinished_visits
from reports.demo.practices import make_practices
from reports.demo.rising import rising_visits
from reports.demo.vault import hide
from visits.models import Visit

VISITS = 180
SEED = 2566


class Command(BaseCommand):
    help = "Load the demonstration; what is there already stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default=os.environ.get("DEMO_PASSWORD", "chanthaburi-2566"))
        parser.add_argument("--visits", type=int, default=VISITS, help="made-up visits beside the one of Chanthaburi")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_in_production()
        with transaction.atomic():
            people = make_people(options["password"])
            if not Visit.objects.filter(is_demo=True).exists():
                today = timezone.localdate()
                make_centers(today=today)
                make_work(people, today=today)
                cast = make_cast(people)
                write_visits(plausible_visits(options["visits"], seed=SEED, until=today), cast)
                write_visits(unfinished_visits(seed=SEED, until=today), cast)
                write_visits([adopting_visit(seed=SEED)], cast)
                write_visits(inspecting_visits(until=today), cast)
                answer_inspections(seed=SEED)
                write_visits(rising_visits(until=today), cast)
                expect_seasons(people["reviewer"])
                write_visits(observing_visits(seed=SEED, until=today), cast)
                make_goods(people)
                visit = file_chanthaburi(people)
                record_patrol(visit, people)
                make_practices(people, visit)
                look_again()
            hide(people)
            make_indicators(people, seed=SEED, today=timezone.localdate())
        self.stdout.write(f"Demonstration: {Visit.objects.filter(is_demo=True).count()} visits.")
