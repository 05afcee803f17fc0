"""Border points of the four borders, as reference data with their confidence.

A status is a dated event with its source; where nothing is known there is none, and the point says so.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from checkpoints.models import Checkpoint, StatusEvent
from places.models import Country, District, Province
from places.reference import Row, create_missing, ids, point, read

KEPT = ("code", "kind", "name_th", "name_en", "aliases", "subdistrict_code", "counterpart", "confidence")
POSITION_SOURCE = "ข้อมูลตั้งต้นของระบบ · starting data"


@transaction.atomic
def load() -> dict[str, int]:
    """Create the points that are missing, with what is known of their status. Returns how many."""
    rows = read("checkpoints", "checkpoints")
    histories = read_histories()
    country, province, district = ids(Country), ids(Province), ids(District)

    def build(row: Row) -> Row:
        history = histories.get(row.get("history", ""), [])
        return {
            **{name: row[name] for name in KEPT},
            "province_id": province[row["province"]],
            "district_id": district[row["district"]],
            "counterpart_country_id": country.get(row["counterpart_country"] or ""),
            "point": point(row),
            "position_radius_km": row["position_radius_km"],
            "position_source": POSITION_SOURCE if row["lat"] is not None else "",
            **(now(history) if history else {}),
        }

    made = create_missing(Checkpoint, rows, build)
    named = {row["code"]: row.get("history", "") for row in rows}
    StatusEvent.objects.bulk_create(
        [
            StatusEvent(checkpoint=checkpoint, **{**event, "on": date.fromisoformat(event["on"])})
            for checkpoint in made
            for event in histories.get(named[checkpoint.code], [])
        ]
    )
    return {"checkpoints": len(made)}


def read_histories() -> dict[str, list[dict[str, Any]]]:
    """Statuses by the name of a history, oldest first: status, on (ISO), source, note."""
    path = Path(settings.BASE_DIR) / "checkpoints" / "data" / "histories.json"
    histories: dict[str, list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return histories


def now(history: list[dict[str, Any]]) -> Row:
    """The newest known status, with its date."""
    newest = max(history, key=lambda event: event["on"])
    return {"status": newest["status"], "status_on": date.fromisoformat(newest["on"])}
