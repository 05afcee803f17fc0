"""What both accounts of a patrol say, fact by fact: agreed, differing, or said by one side only.

Words in different languages are not compared in their meaning: two people read them beside each other.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from checkpoints.models import Checkpoint
from patrols.models import Account, Side
from patrols.names import plain, same_place
from ui import dates
from ui.templatetags.ui import bilingual

TOLERANCE = dt.timedelta(minutes=15)


class Verdict(models.TextChoices):
    AGREED = "agreed", gettext_lazy("both say so")
    DIFFERS = "differs", gettext_lazy("differs")
    OURS = "ours", gettext_lazy("only our account")
    THEIRS = "theirs", gettext_lazy("only their account")

    @property
    def glyph(self) -> str:
        return {
            Verdict.AGREED: "circle-check",
            Verdict.DIFFERS: "git-compare",
            Verdict.OURS: "arrow-left",
            Verdict.THEIRS: "arrow-right",
        }[self]

    @property
    def tone(self) -> str:
        return {Verdict.AGREED: "leaf", Verdict.DIFFERS: "saffron"}.get(self, "neutral")


@dataclass(frozen=True)
class Fact:
    """One fact as both sides tell it, in words; empty where a side does not."""

    key: str
    label: str
    ours: str
    theirs: str
    verdict: Verdict

    @property
    def differs(self) -> bool:
        return self.verdict == Verdict.DIFFERS

    @property
    def is_alike(self) -> bool:
        """Whether both sides say it in the same words, so that it is shown once."""
        return self.verdict == Verdict.AGREED and self.ours == self.theirs


@dataclass(frozen=True)
class Asked:
    """A fact that is compared: how it is read from an account (None or empty: not said), put in words, and judged."""

    key: str
    label: Any
    read: Callable[[Account], Any]
    words: Callable[[Any], str] = str
    same: Callable[[Any, Any], bool] = lambda ours, theirs: bool(ours == theirs)
    restricted: bool = False


def compare(ours: Account | None, theirs: Account | None, *, restricted: bool) -> list[Fact]:
    """The facts that either account tells, what differs first; those of its circle only where `restricted`."""
    facts = [*_compared(ours, theirs, restricted), *_points(ours, theirs)]
    return sorted(facts, key=lambda fact: not fact.differs)


def differing(ours: Account | None, theirs: Account | None) -> list[str]:
    """The keys of the facts in which the accounts differ, restricted ones among them."""
    return [fact.key for fact in compare(ours, theirs, restricted=True) if fact.differs]


def _compared(ours: Account | None, theirs: Account | None, restricted: bool) -> Iterator[Fact]:
    for asked in ASKED:
        if asked.restricted and not restricted:
            continue
        own, other = (asked.read(account) if account else None for account in (ours, theirs))
        verdict = _judge(own, other, asked.same)
        if verdict:
            words = ["" if value in (None, "") else asked.words(value) for value in (own, other)]
            yield Fact(asked.key, str(asked.label), words[0], words[1], verdict)


def _judge(own: Any, other: Any, same: Callable[[Any, Any], bool]) -> Verdict | None:
    said = [value not in (None, "") for value in (own, other)]
    if all(said):
        return Verdict.AGREED if same(own, other) else Verdict.DIFFERS
    return Verdict.OURS if said[0] else Verdict.THEIRS if said[1] else None


def _points(ours: Account | None, theirs: Account | None) -> Iterator[Fact]:
    """Points agreed, one a line: found in both accounts, or in one."""
    own, other = ({plain(line): line for line in lines_of(account)} for account in (ours, theirs))
    for key, line in own.items():
        verdict = Verdict.AGREED if key in other else Verdict.OURS
        yield Fact("agreed", _("Point agreed"), line, other.get(key, ""), verdict)
    for key, line in other.items():
        if key not in own:
            yield Fact("agreed", _("Point agreed"), "", line, Verdict.THEIRS)


def lines_of(account: Account | None) -> list[str]:
    lines = (line.strip(" \t•-–") for line in account.agreed.splitlines()) if account else ()
    return [line for line in lines if line]


def near(ours: dt.datetime, theirs: dt.datetime) -> bool:
    """Two watches, two people: a quarter of an hour is no difference."""
    return abs(ours - theirs) <= TOLERANCE


def pillars(account: Account) -> tuple[int | None, int | None] | None:
    found = (account.pillar_from, account.pillar_to)
    return found if any(found) else None


def in_pillars(found: tuple[int | None, int | None]) -> str:
    first, last = found
    return f"{first}–{last}" if first and last and first != last else str(first or last)


def place(account: Account) -> Checkpoint | str | None:
    return account.checkpoint or account.checkpoint_text


def heads(side: Side, account: Account) -> int | None:
    """How many people of `side` there were, as the account counts them; None where it counts none."""
    counts = [unit.head_count for unit in account.units.all() if unit.of_side == side]
    return sum(count for count in counts if count is not None) if any(count is not None for count in counts) else None


def people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": f"{count:,}"}


def _moment(name: str, label: Any) -> Asked:
    return Asked(name, label, lambda account: getattr(account, name), dates.full_datetime, near, restricted=True)


ASKED = (
    Asked("mechanism", gettext_lazy("Mechanism"), lambda account: account.get_mechanism_display()),
    Asked(
        "checkpoint",
        gettext_lazy("Nearest checkpoint"),
        place,
        lambda where: where if isinstance(where, str) else bilingual(where),
        same_place,
    ),
    Asked("pillars", gettext_lazy("Boundary pillars"), pillars, in_pillars, restricted=True),
    _moment("planned_start", gettext_lazy("Planned start")),
    _moment("planned_end", gettext_lazy("Planned end")),
    _moment("started_at", gettext_lazy("Started")),
    _moment("ended_at", gettext_lazy("Ended")),
    Asked("heads_own", gettext_lazy("People of the Thai side"), partial(heads, Side.OWN), people),
    Asked("heads_counterpart", gettext_lazy("People of the counterpart"), partial(heads, Side.COUNTERPART), people),
    Asked("incident", gettext_lazy("Incidents"), lambda account: account.get_incident_display()),
)
RESTRICTED = frozenset(asked.key for asked in ASKED if asked.restricted)
OPEN = frozenset(asked.key for asked in ASKED if not asked.restricted)
