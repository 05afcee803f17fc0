"""Sessions in the database, read by every request: their SQL is made once a process (ui.prepared)."""

import datetime as dt

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from ui.prepared import Prepared

MARK = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
LIVE = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), "?", MARK)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = LIVE.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found
