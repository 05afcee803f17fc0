"""The checklists that the product ships with, in use from the start."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from checklists.models import Checklist, ChecklistVersion, VersionState
from places.reference import create_missing, read

NAMES = ("code", "name_th", "name_en", "purpose")


@transaction.atomic
def load() -> dict[str, int]:
    """Create the checklists that are missing, with their first version in use. Returns how many."""
    rows = read("checklists", "checklists")
    made = create_missing(Checklist, rows, lambda row: {name: row[name] for name in NAMES})
    asked: dict[str, Any] = {row["code"]: {"sections": row["sections"]} for row in rows}
    versions = ChecklistVersion.objects.bulk_create(
        [ChecklistVersion(checklist=one, number=1, questions=asked[one.code]) for one in made]
    )
    if versions:
        rows_of = ChecklistVersion.objects.filter(pk__in=[one.pk for one in versions])
        rows_of.update(state=VersionState.PUBLISHED, published_at=timezone.now())
    return {"checklists": len(made)}
