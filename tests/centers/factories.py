"""Readiness checks and public reports, made by the real actions."""

import datetime as dt
import uuid
from typing import Any

from accounts.models import User
from centers import actions, public_reports
from centers.models import Center, PublicReport, ReadinessCheck
from centers.public_reports import Person
from checklists.models import ChecklistVersion
from tests.visits.factories import at

SOMEBODY: Person = {"name": "Somchai Made-up", "contact": "081-999-0000", "note": "Call in the evening."}
GOOD = {"generator": "yes", "fuel": "full", "hours": 8, "order": 3}  # power 100, staff 75: 85.71 per cent in all


def make_check(center: Center, by: User, version: ChecklistVersion, *, on: dt.date, **answers: Any) -> ReadinessCheck:
    """A check with good answers, but for those named."""
    said: dict[str, Any] = {"answers": GOOD | answers, "with_whom": "", "client_uuid": uuid.uuid4()}
    return actions.check_readiness(center=center, version=version, on=on, by=by, **said)


def make_public_report(center: Center, by: User, *, person: Person | None = None, **fields: Any) -> PublicReport:
    """A call to the hotline on 12 March 2023, anonymous unless told otherwise."""
    values: dict[str, Any] = {
        "received_at": at(12, 9),
        "channel": "hotline",
        "category": "DRUG",
        "district": center.district,
        "summary": "Parcels change hands behind the market.",
        "client_uuid": uuid.uuid4(),
    }
    return public_reports.record(center=center, by=by, person=person, **(values | fields))


def take(report: PublicReport, to: str, by: User, **fields: Any) -> PublicReport:
    """One step, on the day after it was received unless told otherwise."""
    values: dict[str, Any] = {"on": dt.date(2023, 3, 13)} | fields
    return public_reports.take_step(report=report, to=to, by=by, version=report.version, **values)


def end(report: PublicReport, by: User, *, on: dt.date) -> PublicReport:
    """Acknowledged the day after it came, resolved on `on`."""
    report = take(report, "acknowledged", by)
    return take(report, "resolved", by, on=on, words="Nothing was found.")
