"""Identities in the vault."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from accounts.models import User
from vault import actions
from vault.models import Identity
from vault.secret import Secret
from visits.identities import key_of
from visits.models import Activity

SOMCHAI = Secret(name="Somchai Jaidee", reach="081-234-5678", note="Works at the ice house.")


def make_identity(by: User, activity: Activity, *, secret: Secret = SOMCHAI, **changes: Any) -> Identity:
    """An identity about `activity`, put there by `by`, kept for a year."""
    visit = activity.stop.visit
    facts: dict[str, Any] = {
        "about": key_of(activity),
        "reference": visit.reference,
        "area_codes": visit.area_codes,
        "kind": "source",
        "expires_on": timezone.localdate() + dt.timedelta(days=365),
        "client_uuid": uuid.uuid4(),
    }
    return actions.put(secret=secret, by=by, **facts | changes)
