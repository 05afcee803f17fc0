"""Every write to public reports: recorded, corrected, taken a step further; and to who reported."""

import datetime as dt
import json
import uuid
from typing import Any, TypedDict

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.access import log_access, refuse
from accounts.models import AccessEntry, User
from centers import workflow
from centers.models import Center, PublicReport, Reporter, ReportStep
from centers.permissions import why_not_record, why_not_reports
from centers.workflow import ENDED, ReportState
from places.changes import Conflict
from ui.dates import fiscal_year
from ui.turns import wait_for
from vault.box import seal, unseal

PURGED_AT_ONCE = 500


class Person(TypedDict):
    """Who reported, as far as it is known."""

    name: str
    contact: str
    note: str


@transaction.atomic
def record(
    *, center: Center, by: User, client_uuid: uuid.UUID, person: Person | None = None, **fields: Any
) -> PublicReport:
    """Record what the public reported to `center`, under its next number. Sent twice, it is one. Raises Refused.

    `person`: None where the report is anonymous.
    """
    refuse(why_not_record(by, center))
    wait_for(f"public report of {center.pk}")  # no number is given twice, a retry finds its first
    made = PublicReport.objects.filter(client_uuid=client_uuid, center=center).first()
    if made is not None:
        return made
    year = fiscal_year(timezone.localdate(fields["received_at"]))
    last = center.public_reports.filter(fiscal_year=year).aggregate(last=Max("running"))["last"]
    report = PublicReport.objects.create(
        center=center,
        fiscal_year=year,
        running=(last or 0) + 1,
        client_uuid=client_uuid,
        is_anonymous=person is None,
        recorded_by=by,
        changed_by=by,
        **fields,
    )
    if person is not None:
        Reporter.objects.create(report=report, sealed=seal(json.dumps(person)))
    ReportStep.objects.create(report=report, target=ReportState.RECEIVED, on=report.received_on, by=by)
    return report


@transaction.atomic
def correct(*, report: PublicReport, by: User, version: int, **fields: Any) -> PublicReport:
    """Correct what was recorded. Raises Conflict or Refused."""
    locked = lock(report, by=by, version=version)
    for name, value in fields.items():
        setattr(locked, name, value)
    return save(locked, by=by)


@transaction.atomic
def take_step(
    *, report: PublicReport, to: str, on: dt.date, by: User, version: int, agency: str = "", words: str = ""
) -> PublicReport:
    """Take a report one step further. `on`: the day it was taken; `agency`: whom it goes to; `words`: outcome, reason.

    Raises Conflict, Refused, and ValueError where the workflow has no such step, or it lacks an agency or words.
    """
    locked = lock(report, by=by, version=version)
    step = workflow.find(locked.state, to)
    if step is None or (step.needs_words and not words) or (step.needs_agency and not agency):
        raise ValueError(f"no such step: {locked.state} to {to}")
    locked.state = step.target
    locked.acknowledged_on = locked.acknowledged_on or on
    locked.ended_on = on if step.target in ENDED else None
    locked.referred_to = agency or locked.referred_to
    ReportStep.objects.create(report=locked, target=step.target, on=on, agency=agency, words=words, by=by)
    return save(locked, by=by)


@transaction.atomic
def keep_person(*, report: PublicReport, person: Person | None, by: User, version: int) -> PublicReport:
    """Correct who reported, or forget it (None): the report is anonymous then. Raises Conflict or Refused."""
    locked = lock(report, by=by, version=version)
    if person is None:
        Reporter.objects.filter(report=locked).delete()
    locked.is_anonymous = person is None
    save(locked, by=by)
    if person is not None:
        Reporter.objects.update_or_create(report=locked, defaults={"sealed": seal(json.dumps(person))})
    return locked


@transaction.atomic
def read_person(*, report: PublicReport, by: User) -> Person | None:
    """Who reported, written to the access log first; None where it is not known. Raises Refused."""
    refuse(why_not_reports(by, report.center))
    kept = Reporter.objects.filter(report=report).first()
    if kept is None:
        return None
    log_access(by=by, what=AccessEntry.What.REPORTER_READ, subject=report.reference)
    person: Person = json.loads(unseal(kept.sealed))
    return person


def purge(*, today: dt.date) -> int:
    """Forget who made reports that ended more than REPORTER_RETENTION_DAYS before `today`; answers how many."""
    last, done = today - dt.timedelta(days=settings.REPORTER_RETENTION_DAYS), 0
    while forgotten := purge_some(last):
        done += forgotten
    return done


@transaction.atomic
def purge_some(last: dt.date) -> int:
    due = Reporter.objects.filter(report__ended_on__lt=last).select_for_update(skip_locked=True, of=("self",))
    reports = dict(due.values_list("pk", "report_id")[:PURGED_AT_ONCE])
    Reporter.objects.filter(pk__in=reports).delete()
    PublicReport.objects.filter(pk__in=reports.values()).update(purged_at=timezone.now())
    return len(reports)


def lock(report: PublicReport, *, by: User, version: int) -> PublicReport:
    """The row of `report`, locked until the transaction ends. Raises Conflict unless it still has `version`."""
    refuse(why_not_reports(by, report.center))
    rows = PublicReport.objects.select_for_update(of=("self",)).select_related("center__district", "changed_by")
    locked = rows.get(pk=report.pk)
    if locked.version != version:
        raise Conflict(by=locked.changed_by, at=locked.changed_at)
    return locked


def save(report: PublicReport, *, by: User) -> PublicReport:
    """Save `report` as its next version."""
    report.version, report.changed_by = report.version + 1, by
    report.save()
    return report
