"""Every write to a coordination center: what it is, where it stands, how it fares, who sits in it."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction

from accounts.access import refuse
from accounts.models import User
from centers.models import Center, CenterMember
from centers.permissions import check_edit, check_retire, why_not_create
from places import actions
from places.changes import lock, save

edit = partial(actions.edit, check=check_edit)
correct_position = partial(actions.correct_position, check=check_edit)
record_status = partial(actions.record_status, check=check_edit)
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
