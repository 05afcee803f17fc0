"""`manage.py import_boundaries FILE.geojson --source "..."`: official outlines for districts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from places import boundaries
from places.models import District


class Command(BaseCommand):
    help = "Give districts the outlines of a GeoJSON file, matched by code or by name. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="where the outlines come from, with their licence")
        parser.add_argument("--province", default="", help="only districts of this province: its two digits")

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"].strip()
        if not 0 < len(source) <= 200:
            raise CommandError("--source is a text of 1 to 200 characters.")
        try:
            features = boundaries.read(options["file"])
        except (boundaries.BadBoundaries, OSError) as error:
            raise CommandError(f"Nothing imported. {error}") from error
        matches = boundaries.match(features, province=options["province"])
        changed = self.write(matches, source)
        for line in matches.unmatched:
            self.stderr.write(f"not matched: {line}")
        self.stdout.write(
            f"Outlines: {changed} set, {len(matches.found) - changed} unchanged, {len(matches.unmatched)} not matched."
            f" By code {matches.by_code}, by name {len(matches.found) - matches.by_code}."
        )

    @transaction.atomic
    def write(self, matches: boundaries.Matches, source: str) -> int:
        """Set what differs; returns how many. Two queries."""
        before = District.objects.in_bulk([district.pk for district in matches.found])
        changed = []
        for district, feature in matches.found.items():
            row = before[district.pk]
            same = row.outline is not None and row.outline.equals_exact(feature.outline)
            if not same or row.outline_source != source:
                row.outline, row.outline_source = feature.outline, source
                changed.append(row)
        return District.objects.bulk_update(changed, ["outline", "outline_source"]) if changed else 0
