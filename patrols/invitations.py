"""The counterpart writes its own account by a link: once, in one browser, for a few days.

The secret of the link is 256 bits of chance, so a plain SHA-256 of it cannot be turned round; it is stored nowhere.
Opening the link changes nothing, for programs that show previews of messages open it too. Whoever presses “Begin” has
it for their browser; from then on the address carries no secret.
"""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse
from accounts.models import User
from patrols import permissions
from patrols.actions import Said, Signer, sign, write
from patrols.models import Account, How, Invitation, Patrol, Side
from visits.actions import Conflict

DAYS, MOST_DAYS = 7, 30


class Closed(Exception):
    """The link leads nowhere (any more): unknown, expired, revoked, used, or another browser's."""


@dataclass(frozen=True)
class Made:
    """A link, and its secret, which is shown once."""

    invitation: Invitation
    secret: str


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def invite(*, patrol: Patrol, by: User, language: str, days: int = DAYS) -> Made:
    """Make a link; a former one that is still open is revoked. Raises Refused."""
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(days)
    Patrol.objects.select_for_update().get(pk=patrol.pk)
    refuse(permissions.why_not_record(by, permissions.report_of(by, patrol)))
    revoke(patrol=patrol, by=by)
    secret, now = secrets.token_urlsafe(32), timezone.now()
    invitation = Invitation.objects.create(
        patrol=patrol, token_hash=hashed(secret), language=language, created_by=by, created_at=now,
        expires_at=now + dt.timedelta(days=days),
    )  # fmt: skip
    return Made(invitation, secret)


@transaction.atomic
def revoke(*, patrol: Patrol, by: User) -> None:
    """Let the open link lead nowhere; what was typed there stays unsigned and is shown to nobody."""
    refuse(permissions.why_not_record(by, permissions.report_of(by, patrol)))
    patrol.invitations.open().update(revoked_at=timezone.now(), revoked_by=by)


def find(secret: str) -> Invitation:
    """The open invitation with this secret. One look into an index, whatever the secret. Raises Closed."""
    found = Invitation.objects.open().filter(token_hash=hashed(secret)).first()
    if found is None:
        raise Closed
    return found


def held(pk: int, browser: str) -> Invitation:
    """The open invitation that this browser began. Raises Closed."""
    found = Invitation.objects.open().filter(pk=pk).first()
    if found is None or not browser or found.browser_hash != hashed(browser):
        raise Closed
    return found


@transaction.atomic
def begin(*, invitation: Invitation, browser: str) -> None:
    """Give the link to this browser: the first to come has it. Raises Closed."""
    rows = Invitation.objects.open().filter(pk=invitation.pk, browser_hash="")
    if not rows.update(browser_hash=hashed(browser), opened_at=timezone.now()):
        held(invitation.pk, browser)


@transaction.atomic
def save(*, invitation: Invitation, revision: int, said: Said) -> Account:
    """Save the counterpart's draft. Raises Closed, Conflict."""
    account = _locked(invitation)
    _check(account, revision)
    if account is None:
        account = Account(
            patrol=invitation.patrol, side=Side.COUNTERPART, how=How.COUNTERPART_LINK, invitation=invitation, revision=0
        )
    account.revision += 1
    write(account, said)
    return account


@transaction.atomic
def sign_off(*, invitation: Invitation, revision: int, signer: Signer) -> Account:
    """The counterpart signs its account off; its link leads nowhere afterwards. Raises Closed, Conflict, Incomplete."""
    account = _locked(invitation)
    _check(account, revision)
    if account is None:
        raise Closed
    sign(account, signer)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=account.signed_off_at)
    return account


def earlier(invitation: Invitation) -> Account | None:
    """What the counterpart itself signed before: what a correction starts from. Never what we wrote."""
    rows = Account.objects.filter(patrol=invitation.patrol_id, how=How.COUNTERPART_LINK, version__isnull=False)
    return rows.order_by("-version").first()


def written(invitation: Invitation) -> Account | None:
    return Account.objects.filter(invitation=invitation).first()


def _locked(invitation: Invitation) -> Account | None:
    """What was written through the link so far; the record is locked. Raises Closed."""
    Patrol.objects.select_for_update().get(pk=invitation.patrol_id)
    if not Invitation.objects.open().filter(pk=invitation.pk).exists():
        raise Closed
    return written(invitation)


def _check(account: Account | None, revision: int) -> None:
    if (account.revision if account else 0) != revision:
        raise Conflict(by=None, at=account.changed_at if account else None)


def unnamed() -> str:
    """Who wrote through the link, for the page that tells of a conflict."""
    return _("the counterpart")
