"""Every write to a coordination center: what it is, where it stands, how ready it is, who sits in it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import refuse
from accounts.models import User
from centers.models import Center, CenterMember, ReadinessCheck
from centers.permissions import check_edit, check_retire, why_not_correct, why_not_create
from checklists import sheets
from checklists.models import ChecklistVersion
from places import actions
from places.changes import lock, save

edit = partial(actions.edit, check=check_edit)
correct_position = partial(actions.correct_position, check=check_edit)
record_status = partial(actions.record_status, check=check_edit)
unsay_status = partial(actions.unsay_status, check=check_edit)
unadd = partial(actions.unadd, check=check_edit)
retire = partial(actions.retire, check=check_retire)


def create(*, by: User, client_uuid: uuid.UUID | None = None, **fields: Any) -> Center:
    """Add a center; its code comes from the district. Raises Refused, also outside the areas of `by`.

    The same `client_uuid` again answers the one added first.
    """
    refuse(why_not_create(by))
    named = fields["district"].name_en
    return actions.add(Center, named=named, by=by, check=check_edit, client_uuid=client_uuid, **fields)


@transaction.atomic
def keep_roster(
    *, center: Center, seats: Iterable[CenterMember], removed: Iterable[CenterMember], by: User, version: int
) -> Center:
    """Save new and changed seats and remove others. Raises Conflict or Refused."""
    locked = lock(center, version)
    check_edit(by, locked)
    for seat in seats:
        seat.center = locked
        seat.save()
    locked.members.filter(pk__in=[seat.pk for seat in removed]).delete()
    save(locked)
    return locked


@transaction.atomic
def verify_roster(*, center: Center, by: User, version: int) -> Center:
    """Say that the roster is right as of today. Raises Conflict where it was changed since `version`, or Refused."""
    locked = lock(center, version)
    check_edit(by, locked)
    locked.roster_verified_on, locked.roster_verified_by = timezone.localdate(), by
    save(locked)
    return locked


@transaction.atomic
def check_readiness(
    *,
    center: Center,
    version: ChecklistVersion,
    answers: Mapping[str, Any],
    on: dt.date,
    with_whom: str,
    by: User,
    client_uuid: uuid.UUID,
) -> ReadinessCheck:
    """Record a check of `center` on a day. Sent twice, it is one. Raises Refused.

    `answers`: of a valid SheetForm over `version`.
    """
    locked = lock(center)
    check_edit(by, locked)
    sheet = sheets.fill(version=version, answers=answers, by=by, client_uuid=client_uuid)
    said = {"center": locked, "on": on, "with_whom": with_whom, "recorded_by": by}
    return ReadinessCheck.objects.get_or_create(sheet=sheet, defaults=said)[0]


@transaction.atomic
def correct_readiness(
    *, check: ReadinessCheck, answers: Mapping[str, Any], on: dt.date, with_whom: str, by: User, revision: int
) -> ReadinessCheck:
    """Correct a check on the day it was entered. Raises Conflict where it was changed since `revision`, or Refused."""
    locked = ReadinessCheck.objects.select_for_update(of=("self",)).select_related("center", "sheet").get(pk=check.pk)
    refuse(why_not_correct(by, locked))
    sheets.change(sheet=locked.sheet, answers=answers, by=by, revision=revision)
    locked.on, locked.with_whom = on, with_whom
    locked.save(update_fields=["on", "with_whom"])
    return locked
