"""Every write to a border point. What people record is dated, signed and kept."""

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from checkpoints.models import Checkpoint, ProposalState, StatusProposal
from checkpoints.permissions import check_edit
from places import actions
from places.changes import Conflict

edit = partial(actions.edit, check=check_edit)
correct_position = partial(actions.correct_position, check=check_edit)
record_status = partial(actions.record_status, check=check_edit)
unsay_status = partial(actions.unsay_status, check=check_edit)
unadd = partial(actions.unadd, check=check_edit)
retire = partial(actions.retire, check=check_edit)


def create(*, by: User, client_uuid: uuid.UUID | None = None, **fields: Any) -> Checkpoint:
    """Add a border point; its code comes from the English name. Raises Refused outside the areas of `by`.

    The same `client_uuid` again answers the one added first.
    """
    named = fields["name_en"]
    return actions.add(Checkpoint, named=named, by=by, check=check_edit, client_uuid=client_uuid, **fields)


@transaction.atomic
def propose(
    *, place: Checkpoint, key: uuid.UUID, status: str, on: dt.date, source: str, note: str, by: User
) -> StatusProposal | None:
    """Put a status before the keepers of `place`. `key`: of what proposes it.

    Proposed again, it takes the place of what waits; what was decided on already is not asked again: None.
    """
    said = {"checkpoint": place, "status": status, "on": on, "source": source, "note": note, "proposed_by": by}
    decided = StatusProposal.objects.filter(key=key, checkpoint=place, status=status, on=on)
    if decided.exclude(state=ProposalState.WAITING).exists():
        return None
    return StatusProposal.objects.update_or_create(key=key, state=ProposalState.WAITING, defaults=said)[0]


@transaction.atomic
def withdraw_proposals(*, keys: Iterable[uuid.UUID]) -> None:
    """Take back what waits and is proposed no more."""
    StatusProposal.objects.filter(key__in=list(keys), state=ProposalState.WAITING).delete()


@transaction.atomic
def confirm(*, proposal: StatusProposal, by: User) -> StatusProposal:
    """Record the proposed status, with the report as its source. Raises Conflict where it is decided already."""
    locked = _undecided(proposal, by)
    said: dict[str, Any] = {"status": locked.status, "on": locked.on, "source": locked.source, "note": locked.note}
    locked.event_id = record_status(place=locked.checkpoint, by=by, **said).pk
    return _decide(locked, ProposalState.CONFIRMED, by)


@transaction.atomic
def decline(*, proposal: StatusProposal, by: User, reason: str) -> StatusProposal:
    """Leave the status as it is, and say why. Raises Conflict where it is decided already."""
    locked = _undecided(proposal, by)
    locked.reason = reason
    return _decide(locked, ProposalState.DECLINED, by)


def _undecided(proposal: StatusProposal, by: User) -> StatusProposal:
    rows = StatusProposal.objects.select_for_update(of=("self",)).select_related("checkpoint", "decided_by")
    locked = rows.get(pk=proposal.pk)
    check_edit(by, locked.checkpoint)
    if locked.state != ProposalState.WAITING:
        raise Conflict(by=locked.decided_by, at=locked.decided_at)
    return locked


def _decide(proposal: StatusProposal, state: ProposalState, by: User) -> StatusProposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()
    return proposal
