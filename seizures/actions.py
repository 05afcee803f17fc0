"""Every write to goods outside a report in hand: their custody, and whether two records are the same goods."""

import datetime
import uuid

from django.db import connection, transaction
from django.utils import timezone

from accounts.access import refuse
from accounts.models import Agency, User
from seizures import permissions
from seizures.models import NEXT, CustodyEvent, DoubleCount, Lot, Seizure, Step, Verdict
from ui.turns import wait_for
from visits.actions import Conflict


@transaction.atomic
def record_step(
    *,
    record: Seizure,
    by: User,
    last: int,
    step: str,
    at: datetime.datetime,
    to_agency: Agency | None,
    to_office: str,
    signed_by: str,
    note: str = "",
    from_agency: Agency | None = None,
    from_office: str = "",
    client_uuid: uuid.UUID | None = None,
) -> CustodyEvent:
    """Add a step to the custody of a lot. `last`: number of the last step that `by` saw, 0 for none.

    The first step says from whom; the others come from who had the goods last. The same `client_uuid` again adds
    nothing. Raises Conflict, Refused, and ValueError for what the chain does not allow.
    """
    key = client_uuid or uuid.uuid4()
    wait_for(key)
    if made := CustodyEvent.objects.filter(client_uuid=key, lot=record.lot_id).first():
        return made
    refuse(permissions.why_not_record(by, record))
    lot = Lot.objects.select_for_update().get(pk=record.lot_id)
    before = lot.events.select_related("recorded_by").last()
    if (before.number if before else 0) != last:
        raise Conflict(by=before.recorded_by if before else None, at=before.recorded_at if before else None)
    if step not in NEXT[before.step if before else ""]:
        raise ValueError(f"{step} does not follow here")
    if at < (before.at if before else record.found_at) or at > timezone.now():
        raise ValueError("a step lies neither before the last one nor ahead")
    if before:
        from_agency, from_office = before.to_agency, before.to_office
    return CustodyEvent.objects.create(
        lot=lot, number=last + 1, step=Step(step), at=at, from_agency=from_agency, from_office=from_office,
        to_agency=to_agency, to_office=to_office, signed_by=signed_by, note=note, recorded_by=by, client_uuid=key,
    )  # fmt: skip


@transaction.atomic
def settle(*, double: DoubleCount, by: User, version: str, counts: Lot | None, reason: str) -> DoubleCount:
    """Say that two records are the same goods, of which `counts` counts, or (None) that they are different.

    A settled pair can be settled anew. `version`: as `by` saw it. Raises Conflict, Refused, ValueError.
    """
    with connection.cursor() as cursor:  # before any row, as the approval of a report does
        cursor.execute("SELECT seizures_lock()")
    rows = DoubleCount.objects.select_for_update(of=("self",)).select_related("first", "second", "settled_by")
    row = rows.get(pk=double.pk)
    refuse(permissions.why_not_settle(by, row))
    first, second = row.first.current_id, row.second.current_id
    if row.version != version or first is None or second is None:
        raise Conflict(by=row.settled_by, at=row.settled_at or row.reopened_at)
    if not reason.strip() or (counts is not None and counts not in (row.first, row.second)):
        raise ValueError("a reason, and one of the two")
    row.verdict = Verdict.SAME if counts else Verdict.DIFFERENT
    row.counts, row.reason = counts, reason.strip()
    row.settled_by, row.settled_at = by, timezone.now()
    row.first_record_id, row.second_record_id = first, second
    row.save()
    return row
