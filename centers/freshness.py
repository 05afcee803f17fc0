"""How long ago something was verified, and from when on that is too long to be shown as current."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places.badges import Badge

VERIFIED_WITHIN_DAYS = 90


@dataclass(frozen=True)
class Freshness:
    """`on`: when it was verified last; None: never."""

    on: dt.date | None
    today: dt.date

    @property
    def days(self) -> int | None:
        return None if self.on is None else (self.today - self.on).days

    @property
    def is_stale(self) -> bool:
        return self.days is None or self.days > VERIFIED_WITHIN_DAYS

    @property
    def badge(self) -> Badge:
        if self.days is None:
            return Badge("circle-help", _("never verified"), "saffron")
        if self.is_stale:
            words = ngettext("not verified for %(n)s day", "not verified for %(n)s days", self.days)
            return Badge("alarm-clock", words % {"n": self.days}, "saffron")
        if self.days == 0:
            return Badge("circle-check", _("verified today"), "leaf")
        words = ngettext("verified %(n)s day ago", "verified %(n)s days ago", self.days)
        return Badge("circle-check", words % {"n": self.days}, "leaf")


def since(today: dt.date) -> dt.date:
    """The first day that still counts as verified."""
    return today - dt.timedelta(days=VERIFIED_WITHIN_DAYS)
