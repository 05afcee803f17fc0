"""The page of a record, as one reader sees it."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from patrols import permissions
from patrols.comparing import Fact, Verdict, compare
from patrols.facts import Facts, besides
from patrols.models import Account, How, Invitation, Patrol, Route, Side
from ui.templatetags.ui import bilingual
from visits.models import Visit


@dataclass(frozen=True)
class Column:
    """One side: the account that this reader compares, the draft above it, and what they may do."""

    side: Side
    account: Account | None
    draft: Account | None
    signer: str
    write_url: str
    sign_url: str

    @property
    def is_own(self) -> bool:
        return self.side == Side.OWN

    @property
    def besides(self) -> Facts:
        return [(label, value) for label, value in besides(self.account) if value] if self.account else []


@dataclass(frozen=True)
class Entry:
    """Something that happened, as ui/timeline.html draws it."""

    at: dt.datetime
    what: str
    by: str
    glyph: str
    tone: str = "neutral"
    note: str = ""


class Page:
    """What the restricted circle alone may see is left out here: drafts, times, pillars, names, the route for now."""

    def __init__(self, patrol: Patrol, visit: Visit, user: User) -> None:
        self.patrol, self.visit, self.user = patrol, visit, user
        self.may_write = not permissions.why_not_record(user, visit)
        self.may_delay = not permissions.why_not_delay(user, visit)
        self.invitations = list(patrol.invitations.select_related("created_by", "revoked_by"))
        self.columns = [self.column(side) for side in (Side.OWN, Side.COUNTERPART)]

    def column(self, side: Side) -> Column:
        how = How.OWN_OFFICER if side == Side.OWN else How.LIAISON
        signed, draft = self.patrol.signed(side), self.patrol.draft(how)
        may = self.may_write and (side == Side.OWN or self.may_stand_in)
        return Column(
            side=side,
            account=signed or (draft if self.patrol.in_circle else None),
            draft=draft if self.patrol.in_circle else None,
            signer=signed.signer(named=self.patrol.in_circle) if signed else "",
            write_url=self.url("account", side) if may else "",
            sign_url=self.url("sign", side) if may and draft else "",
        )

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"patrols:{name}", args=[self.patrol.code, *args])

    @cached_property
    def may_stand_in(self) -> bool:
        signed = self.patrol.signed(Side.COUNTERPART)
        return self.link is None and (signed is None or signed.how != How.COUNTERPART_LINK)

    @property
    def link(self) -> Invitation | None:
        """The link that the counterpart may still use."""
        return next((row for row in self.invitations if row.is_open), None)

    @cached_property
    def facts(self) -> list[Fact]:
        ours, theirs = (column.account for column in self.columns)
        return compare(ours, theirs, restricted=self.patrol.in_circle)

    @property
    def counts(self) -> list[tuple[Verdict, int]]:
        """How many facts there are of each kind, only where both accounts are there to be compared."""
        if not all(column.account for column in self.columns):
            return []
        found = [(verdict, sum(fact.verdict == verdict for fact in self.facts)) for verdict in Verdict]
        return [(verdict, count) for verdict, count in found if count]

    @cached_property
    def kept_route(self) -> Route | None:
        return Route.objects.filter(patrol=self.patrol).select_related("uploaded_by").first()

    @property
    def route(self) -> dict[str, Any] | None:
        """The line as GeoJSON, where this reader may see it."""
        if self.kept_route is None or not permissions.may_see_route(self.patrol):
            return None
        line: dict[str, Any] = json.loads(self.kept_route.geometry.json)
        return line

    @property
    def timeline(self) -> list[Entry]:
        entries = [*self.signatures(), *self.links()]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)

    def signatures(self) -> list[Entry]:
        return [
            Entry(
                at=row.signed_off_at,
                what=_("%(account)s, version %(version)s: signed off")
                % {"account": account_of(row.side), "version": row.version},
                by=row.signer(named=self.patrol.in_circle),
                glyph="stamp",
                tone="leaf",
                note=on_behalf(row),
            )
            for row in self.patrol.accounts.all()
            if row.signed_off_at
        ]

    def links(self) -> list[Entry]:
        """What became of the links, for those who write the record and the circle."""
        if not self.patrol.in_circle:
            return []
        found = [Entry(self.patrol.created_at, _("record opened"), bilingual(self.opened_by), "footprints")]
        for row in self.invitations:
            found.append(Entry(row.created_at, _("link for the counterpart made"), bilingual(row.created_by), "link"))
            if row.opened_at:
                found.append(Entry(row.opened_at, _("link opened by the counterpart"), "", "door-open"))
            if row.revoked_at:
                found.append(Entry(row.revoked_at, _("link revoked"), bilingual(row.revoked_by), "ban"))
        return found

    @property
    def opened_by(self) -> User:
        return self.patrol.created_by


def account_of(side: str) -> str:
    return _("our account") if side == Side.OWN else _("the counterpart's account")


def on_behalf(account: Account) -> str:
    """Who held the pen where somebody else stands for the words."""
    if account.how != How.LIAISON:
        return ""
    return _("Signed on their behalf by our liaison %(name)s") % {"name": bilingual(account.signed_by)}
