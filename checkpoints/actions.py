"""Every write to a border point. What people record is dated, signed and kept."""

from functools import partial
from typing import Any

from django.db import transaction

from accounts.models import User
from checkpoints.models import Checkpoint
from checkpoints.permissions import check_edit
from places import actions

edit = partial(actions.edit, check=check_edit)
correct_position = partial(actions.correct_position, check=check_edit)
record_status = partial(actions.record_status, check=check_edit)
retire = partial(actions.retire, check=check_edit)


@transaction.atomic
def create(*, by: User, **fields: Any) -> Checkpoint:
    """Add a border point; its code comes from the English name. Raises Refused outside the areas of `by`."""
    checkpoint = Checkpoint(**fields, code=actions.free_code(Checkpoint, fields["name_en"]))
    check_edit(by, checkpoint)
    checkpoint.save()
    return checkpoint
