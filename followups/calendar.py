"""The unresolved actions of a person and their center as a calendar (RFC 5545), at an address that only they know.

Whoever has the address reads titles and due dates without signing in, as calendars on phones do; therefore nothing
else is in it, the address can be renewed or revoked, and only a hash of its secret is stored. The secret is 256 bits
of chance: it cannot be guessed, and a plain SHA-256 of it cannot be turned round.
"""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import User
from accounts.roles import Permission
from followups.models import FollowUp
from followups.models.contact import CalendarKey
from followups.models.visible import owned_by

REFRESH = dt.timedelta(hours=6)
LIMIT = 500  # actions in one calendar, those due first


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def renew(*, by: User) -> str:
    """Give `by` a new address, of which the former stops to work; answers its secret, which is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    values = {"secret_hash": hashed(secret), "created_at": timezone.now()}
    CalendarKey.objects.update_or_create(user=by, defaults=values)
    return secret


@transaction.atomic
def revoke(*, by: User) -> None:
    """Let the address of `by` lead nowhere."""
    CalendarKey.objects.filter(user=by).delete()


def reader_of(secret: str) -> User | None:
    """Whose calendar it is, if they still take part. One look into an index, whatever the secret."""
    key = CalendarKey.objects.select_related("user").filter(secret_hash=hashed(secret)).first()
    return key.user if key and key.user.may(Permission.FOLLOWUP_LIST) else None


def calendar_of(user: User, *, host: str) -> bytes:
    """The calendar of `user` in their language. `host` makes the events' names unique in the world."""
    rows = FollowUp.objects.visible_to(user).unresolved().filter(owned_by(user))
    rows = rows.order_by("due_on", "pk")[:LIMIT]
    with translation.override(user.language):
        calendar = Calendar()
        calendar.add("prodid", f"-//NTS Watch//{host}//{user.language.upper()}")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("Follow-up actions · NTS Watch"))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        for row in rows:
            calendar.add_component(event(row, host))
    return bytes(calendar.to_ical())


def event(row: FollowUp, host: str) -> Event:
    """A whole day that blocks nobody's time. An event, for most phones leave out to-dos of a subscription."""
    made = Event()
    made.add("uid", f"{row.client_uuid}@{host}")
    made.add("dtstamp", row.updated_at.astimezone(dt.UTC))
    made.add("dtstart", row.due_on)
    made.add("dtend", row.due_on + dt.timedelta(days=1))
    made.add("summary", _("Due: %(title)s") % {"title": row.title})
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    return made
