"""The coordination centers that are known to be established, as reference data."""

from datetime import date

from django.db import transaction

from centers.models import Center, CenterStatusEvent
from places.models import District
from places.reference import Row, create_missing, ids, point, read

KEPT = ("code", "name_th", "name_en", "aliases", "confidence", "position_radius_km", "position_source", "status")


@transaction.atomic
def load() -> dict[str, int]:
    """Create the centers that are missing, with their first status. Returns how many."""
    rows = read("centers", "centers")
    district = ids(District)

    def build(row: Row) -> Row:
        return {
            **{name: row[name] for name in KEPT},
            "district_id": district[row["district"]],
            "point": point(row),
            "status_on": date.fromisoformat(row["on"]),
        }

    made = create_missing(Center, rows, build)
    first = {row["code"]: row for row in rows}
    CenterStatusEvent.objects.bulk_create(
        [
            CenterStatusEvent(
                center=center,
                status=center.status,
                on=date.fromisoformat(first[center.code]["on"]),
                source=first[center.code]["source"],
                note=first[center.code]["note"],
            )
            for center in made
        ]
    )
    return {"centers": len(made)}
