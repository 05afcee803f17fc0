"""Observations with counts, and what is expected, at Ban Laem in Pong Nam Ron."""

import datetime as dt
import uuid
from typing import Any

from accounts.models import User
from labour import actions
from labour.models import Crop, SeasonExpectation, WorkerCount
from places.models import District
from tests.visits.factories import fill, make_activity, make_stop, make_visit
from visits import actions as visit_actions
from visits.models import Activity, Visit

MARCH = dt.date(2023, 3, 12)


def longan() -> Crop:
    return Crop.objects.get_or_create(code="longan", defaults={"name_th": "ลำไย", "name_en": "Longan"})[0]


def count(activity: Activity, **fields: Any) -> WorkerCount:
    """Cambodian longan pickers under s.64, unless told otherwise."""
    values: dict[str, Any] = {"nationality": "KH", "sector": "agriculture", "route": "s64_seasonal"}
    if values["sector"] == fields.get("sector", "agriculture"):
        values["crop"] = longan()
    return WorkerCount.objects.create(activity=activity, **(values | fields))


def draft(author: User, *districts: District, day: dt.date = MARCH, **fields: Any) -> Activity:
    """An observation in a draft that can be sent."""
    visit = fill(make_visit(author, *districts, date_start=day, date_end=day))
    where = fields.pop("where", None) or {}
    values = {"kind": "observation", "narrative": "In the orchard."}
    return make_activity(make_stop(visit, **where), **(values | fields))


def approve(activity: Activity, reviewer: User, director: User) -> Visit:
    visit = activity.stop.visit
    visit.refresh_from_db()
    for step, by in (
        (visit_actions.submit, visit.author),
        (visit_actions.endorse, reviewer),
        (visit_actions.approve, director),
    ):
        visit = step(visit=visit, by=by, version=visit.version)
    return visit


def expect_season(by: User, district: District, **fields: Any) -> SeasonExpectation:
    """Longan from August to January, 200 to 400 people, since fiscal year 2564."""
    values: dict[str, Any] = {
        "work": f"agriculture-{longan().pk}", "month_from": 8, "month_to": 1, "people_low": 200, "people_high": 400,
        "route": "s64_seasonal", "source": "District office", "confidence": "L", "valid_from": 2021,
        "valid_until": None,
    }  # fmt: skip
    return actions.add(district=district, by=by, client_uuid=uuid.uuid4(), **(values | fields))
