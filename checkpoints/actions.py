"""Every write to a border point. What people record is dated, signed and kept."""

import uuid
from functools import partial
from typing import Any

from accounts.models import User
from checkpoints.models import Checkpoint
from checkpoints.permissions import check_edit
from places import actions

edit = partial(actions.edit, check=check_edit)
correct_position = partial(actions.correct_position, check=check_edit)
record_status = partial(actions.record_status, check=check_edit)
retire = partial(actions.retire, check=check_edit)


def create(*, by: User, client_uuid: uuid.UUID | None = None, **fields: Any) -> Checkpoint:
    """Add a border point; its code comes from the English name. Raises Refused outside the areas of `by`.

    The same `client_uuid` again answers the one added first.
    """
    named = fields["name_en"]
    return actions.add(Checkpoint, named=named, by=by, check=check_edit, client_uuid=client_uuid, **fields)
