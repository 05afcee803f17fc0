"""Every write to a patrol record by our own people. Those of the counterpart: `patrols.invitations`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.access import refuse
from accounts.models import User
from patrols import comparing, permissions
from patrols.missing import missing
from patrols.models import Account, How, Patrol, PatrolCounter, Route, Side, Unit
from patrols.tracks.track import Track
from ui.turns import wait_for
from visits.actions import Conflict
from visits.models import Activity, Visit

HOW = {Side.OWN: How.OWN_OFFICER, Side.COUNTERPART: How.LIAISON}


@dataclass(frozen=True)
class Said:
    """What an account says: its columns by name, and the units as dicts of columns."""

    facts: dict[str, Any]
    units: list[dict[str, Any]]


@dataclass(frozen=True)
class Signer:
    name: str
    position: str
    unit: str


class Incomplete(Exception):
    """The account cannot be signed off yet: `missing` says what it lacks."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(str(missing))
        self.missing = missing


@transaction.atomic
def start(*, activity: Activity, by: User, said: Said) -> Patrol:
    """Open the record of an activity with our account, a draft. Raises Refused; Conflict where there is one."""
    visit = Visit.objects.get(stops__activities=activity)
    refuse(permissions.why_not_record(by, visit))
    wait_for(activity.lineage)
    there = Patrol.objects.filter(lineage=activity.lineage).select_related("created_by").first()
    if there is not None:
        raise Conflict(by=there.created_by, at=there.created_at)
    (code,) = PatrolCounter.draw(visit.date_start)
    patrol = Patrol.objects.create(lineage=activity.lineage, reference=visit.reference, code=code, created_by=by)
    account = Account(patrol=patrol, side=Side.OWN, how=How.OWN_OFFICER, recorded_by=by)
    write(account, said)
    return patrol


@transaction.atomic
def save_account(*, patrol: Patrol, side: Side, by: User, revision: int, said: Said) -> Account:
    """Save a draft of our account, or of the one on behalf of the counterpart; after a signed one, of its next version.

    `revision`: of the newest account so written, as the writer saw it (0: none). Raises Conflict, Refused.
    """
    _lock(patrol, by, side)
    newest = newest_of(patrol, HOW[side])
    check_revision(newest, revision)
    if newest is None or newest.is_signed:
        account = Account(patrol=patrol, side=side, how=HOW[side], revision=revision)
    else:
        account = newest
    account.recorded_by, account.revision = by, account.revision + 1
    write(account, said)
    return account


@transaction.atomic
def sign_off(*, patrol: Patrol, side: Side, by: User, revision: int, signer: Signer) -> Account:
    """Sign the draft off: it is the account in force from now on. Raises Incomplete, Conflict, Refused."""
    _lock(patrol, by, side)
    account = newest_of(patrol, HOW[side])
    check_revision(account, revision)
    if account is None or account.is_signed:
        raise Conflict(by=account.signed_by if account else None, at=account.signed_off_at if account else None)
    account.signed_by = by
    sign(account, signer)
    return account


@transaction.atomic
def set_delay(*, patrol: Patrol, by: User, publish_after: dt.date | None) -> None:
    """Say until when the route stays with the restricted circle; None: for good."""
    locked = Patrol.objects.select_for_update().get(pk=patrol.pk)
    refuse(permissions.why_not_delay(by, permissions.report_of(by, patrol)))
    locked.publish_after = publish_after
    locked.delay_set_by, locked.delay_set_at = (by, timezone.now()) if publish_after else (None, None)
    locked.save(update_fields=["publish_after", "delay_set_by", "delay_set_at"])


@transaction.atomic
def keep_route(*, patrol: Patrol, by: User, track: Track) -> Route:
    """Keep where the patrol went, in place of what was kept before."""
    _lock(patrol, by, Side.OWN)
    values = {
        "geometry": track.geometry,
        "source": track.source,
        "points_read": track.points_read,
        "points_kept": track.points_kept,
        "uploaded_by": by,
        "uploaded_at": timezone.now(),
    }
    return Route.objects.update_or_create(patrol=patrol, defaults=values)[0]


@transaction.atomic
def drop_route(*, patrol: Patrol, by: User) -> None:
    _lock(patrol, by, Side.OWN)
    Route.objects.filter(patrol=patrol).delete()


def newest_of(patrol: Patrol, how: How) -> Account | None:
    rows = Account.objects.filter(patrol=patrol, how=how).select_related("recorded_by", "signed_by")
    return rows.order_by("-pk").first()


def check_revision(account: Account | None, revision: int) -> None:
    """Raises Conflict unless the account is as the writer saw it."""
    if (account.revision if account else 0) != revision:
        raise Conflict(by=account.recorded_by if account else None, at=account.changed_at if account else None)


def write(account: Account, said: Said) -> None:
    """Store what the account says, in place of what it said."""
    for name, value in said.facts.items():
        setattr(account, name, value)
    account.save()
    account.units.all().delete()
    Unit.objects.bulk_create(Unit(account=account, **unit) for unit in said.units)


def sign(account: Account, signer: Signer) -> None:
    """Put the account in force. Raises Incomplete. The record is locked."""
    if lacks := missing(account):
        raise Incomplete(lacks)
    versions: Iterable[int | None] = Account.objects.filter(
        patrol=account.patrol_id, side=account.side, version__isnull=False
    ).values_list("version", flat=True)
    account.version = max((number or 0 for number in versions), default=0) + 1
    account.signed_off_at, account.revision = timezone.now(), account.revision + 1
    account.signer_name, account.signer_position, account.signer_unit = signer.name, signer.position, signer.unit
    account.save()
    patrol = Patrol.objects.get(pk=account.patrol_id)
    patrol.differing = sorted(set(comparing.differing(patrol.signed(Side.OWN), patrol.signed(Side.COUNTERPART))))
    patrol.save(update_fields=["differing"])


def _lock(patrol: Patrol, by: User, side: Side) -> None:
    """Let one write at a time, and only by whom it is for. `patrol` comes from `visible_to`."""
    Patrol.objects.select_for_update().get(pk=patrol.pk)
    refuse(permissions.why_not_write(by, patrol, permissions.report_of(by, patrol), side))
