"""Every write to the vault. What is sealed passes through here in plain words, and is told to nobody else."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.access import log_access, refuse
from accounts.models import AccessEntry, User
from places.changes import Conflict
from vault import permissions
from vault.models import How, Identity, Kind, Opening, Reader
from vault.secret import Secret
from vault.tasks import tell_auditor

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that are read for one another
DRAWS = 20


@sensitive_variables("secret")
@transaction.atomic
def put(
    *,
    about: str,
    reference: str,
    area_codes: list[str],
    kind: Kind | str,
    secret: Secret,
    expires_on: dt.date,
    readers: Iterable[User] = (),
    by: User,
    client_uuid: uuid.UUID,
) -> Identity:
    """Seal who somebody is and draw the code that stands for them. Whoever may write what it is about may put.

    `by` and `readers` may open it. The same `client_uuid` again answers the identity put there first.
    """
    made = Identity.objects.filter(client_uuid=client_uuid, created_by=by).first()
    if made is not None:
        return made
    identity = _drawn(
        about=about, reference=reference, area_codes=area_codes, kind=kind, sealed=secret.sealed(),
        expires_on=expires_on, created_by=by, changed_by=by, client_uuid=client_uuid,
    )  # fmt: skip
    Reader.objects.create(identity=identity, user=by, granted_by=by, until=expires_on)
    for user in readers:
        _grant(identity, user, until=expires_on, by=by)
    return identity


def _drawn(**fields: object) -> Identity:
    """A new row under a code that no other has."""
    for _n in range(DRAWS):
        code = "P-" + "".join(secrets.choice(LETTERS) for _letter in range(4))
        if not Identity.objects.filter(code=code).exists():
            break
    return Identity.objects.create(code=code, **fields)


def _locked(identity: Identity) -> Identity:
    return Identity.objects.select_for_update().get(pk=identity.pk)


@sensitive_variables()
@transaction.atomic
def open_it(*, identity: Identity, by: User) -> Secret:
    """Who it is, recorded before it is told. Raises Refused, and vault.box.Unreadable."""
    locked = _locked(identity)
    refuse(permissions.why_not_open(by, locked))
    how = How.READER if permissions.is_reader(by, locked) else How.WITHIN
    return _told(locked, by, how, what=AccessEntry.What.IDENTITY_OPENED)


@sensitive_variables()
@transaction.atomic
def break_glass(*, identity: Identity, by: User, reason: str) -> Secret:
    """Who it is, to somebody of the area whom nobody named; it stays open to them for an hour.

    Every auditor is told of it, not of what they saw. Raises Refused, and vault.box.Unreadable.
    """
    locked = _locked(identity)
    refuse(permissions.why_not_break(by, locked))
    secret = _told(locked, by, How.GLASS, what=AccessEntry.What.GLASS_BROKEN, reason=reason)
    for auditor in permissions.auditors():
        tell_auditor.enqueue(locked.openings.latest("pk").pk, auditor.pk)
    return secret


@sensitive_variables("secret")
def _told(identity: Identity, by: User, how: How, *, what: AccessEntry.What, reason: str = "") -> Secret:
    secret = identity.unsealed()
    Opening.objects.create(identity=identity, user=by, how=how, reason=reason)
    detail = f"{identity.code} · {reason}" if reason else identity.code
    log_access(by=by, what=what, subject=identity.reference, detail=detail)
    return secret


@sensitive_variables("secret")
@transaction.atomic
def change(
    *, identity: Identity, by: User, version: int, secret: Secret, kind: Kind | str, expires_on: dt.date
) -> None:
    """Seal other words under the same code. Raises Refused, and Conflict if somebody changed it since `version`."""
    locked = _locked(identity)
    refuse(permissions.why_not_change(by, locked))
    if locked.version != version:
        raise Conflict(by=locked.changed_by, at=locked.changed_at)
    locked.sealed, locked.kind, locked.expires_on = secret.sealed(), kind, expires_on
    locked.version, locked.changed_by, locked.changed_at = version + 1, by, timezone.now()
    locked.save()


@transaction.atomic
def name_reader(*, identity: Identity, user: User, until: dt.date, by: User) -> Reader:
    """Let `user` open it to the day `until`; whatever they were given before ends. Raises Refused."""
    locked = _locked(identity)
    refuse(permissions.why_not_name(by, locked))
    refuse(permissions.why_not_be_named(user, by=by))
    return _grant(locked, user, until=until, by=by)


def _grant(identity: Identity, user: User, *, until: dt.date, by: User) -> Reader:
    given = Reader.objects.filter(identity=identity, user=user, revoked_at__isnull=True)
    given.update(revoked_at=timezone.now(), revoked_by=by)
    detail = f"{identity.code} · {user.username}"
    log_access(by=by, what=AccessEntry.What.READER_NAMED, subject=identity.reference, detail=detail)
    return Reader.objects.create(identity=identity, user=user, granted_by=by, until=until)


@transaction.atomic
def revoke_reader(*, identity: Identity, reader: int, by: User) -> None:
    """End that `reader`, by number, may open it. Raises Refused; ended already, nothing happens."""
    locked = _locked(identity)
    refuse(permissions.why_not_name(by, locked))
    locked.readers.filter(pk=reader, revoked_at__isnull=True).update(revoked_at=timezone.now(), revoked_by=by)


@transaction.atomic
def erase(*, identity: Identity, by: User) -> None:
    """Erase what is sealed, for good; the code stays, and who opened it. Raises Refused."""
    locked = _locked(identity)
    refuse(permissions.why_not_erase(by, locked))
    Identity.objects.filter(pk=locked.pk).update(sealed=None, purged_at=timezone.now(), purged_by=by)


def purge(*, on: dt.date) -> int:
    """Erase what was to be kept until before `on`. Answers how many. May run any number of times."""
    return Identity.objects.due(on=on).update(sealed=None, purged_at=timezone.now())


def moved(*, reference: str, area_codes: list[str]) -> None:
    """The report `reference` lies in these areas: its identities follow."""
    Identity.objects.filter(reference=reference).exclude(area_codes=area_codes).update(area_codes=area_codes)
