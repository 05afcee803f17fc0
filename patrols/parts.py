"""What a report shows of the record of a joint patrol, and the way to it from the activity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from patrols.comparing import Fact, Verdict, compare
from patrols.models import Account, Patrol, Side
from patrols.permissions import why_not_record
from patrols.prefill import KINDS, has_two_sides
from ui.nested import Nested, keep, with_nested
from visits.models import Activity
from visits.parts import Asking, Part, PartForm, Reading, Shown

PUBLIC = ("mechanism", "checkpoint", "agreed")


@dataclass
class Way:
    """On the page of an activity only the way to its record: that is written on its own."""

    activity: Activity
    patrol: Patrol | None
    template: str = "patrols/_way.html"
    inner: list[BaseForm] = field(default_factory=list)

    def is_valid(self) -> bool:
        return True

    def write(self, activity: Activity) -> None:
        pass

    def differences(self) -> list[tuple[str, str, str]]:
        return []


class PatrolPart(Part):
    kinds = KINDS

    def form(self, asking: Asking) -> PartForm | None:
        activity = asking.activity
        if asking.data is not None or not activity.pk or not has_two_sides(activity):
            return None
        return Way(activity, Patrol.objects.filter(lineage=activity.lineage).first())

    def read(self, reading: Reading) -> Mapping[int, Shown]:
        wanted = {row.lineage: row for row in reading.activities if has_two_sides(row)}
        found = {patrol.lineage: patrol for patrol in Patrol.objects.filter(lineage__in=wanted)}
        told = Account.objects.filter(patrol__in=found.values()).select_related("checkpoint")
        accounts = with_nested(told, Nested("units")) if found else []
        for patrol in found.values():
            keep(patrol, "accounts", [row for row in accounts if row.patrol_id == patrol.pk])
        if reading.public:
            shown = {key: in_public(patrol) for key, patrol in found.items()}
            return {wanted[key].pk: part for key, part in shown.items() if part}
        may_start = reading.by is not None and not why_not_record(reading.by, reading.visit)
        return {
            row.pk: in_report(row, found.get(key), restricted=reading.restricted)
            for key, row in wanted.items()
            if key in found or may_start
        }


def in_report(activity: Activity, patrol: Patrol | None, *, restricted: bool) -> Shown:
    """How far the record is, and in how many facts the accounts agree. `patrol`: None where it is to be started."""
    context: dict[str, Any] = {"activity": activity, "patrol": patrol}
    if patrol is None:
        return Shown("patrols/_in_report.html", context=context)
    ours, theirs = patrol.signed(Side.OWN), patrol.signed(Side.COUNTERPART)
    facts = compare(ours, theirs, restricted=restricted) if ours and theirs else []
    context |= {"ours": ours, "theirs": theirs, "agreed": count(facts, Verdict.AGREED)}
    context |= {"differing": [fact for fact in facts if fact.differs]}
    return Shown("patrols/_in_report.html", "patrols/_in_print.html", context)


def count(facts: list[Fact], verdict: Verdict) -> int:
    return sum(fact.verdict == verdict for fact in facts)


def in_public(patrol: Patrol) -> Shown | None:
    """After the delay, what both sides signed off and agree on, of the few facts that the public may read."""
    ours, theirs = patrol.signed(Side.OWN), patrol.signed(Side.COUNTERPART)
    if not patrol.is_past_delay() or not ours or not theirs:
        return None
    agreed = [fact for fact in compare(ours, theirs, restricted=False) if fact.verdict == Verdict.AGREED]
    facts = [(fact.label, fact.ours) for fact in agreed if fact.key in PUBLIC]
    if not facts:
        return None
    context = {"title": _("What both sides say"), "facts": facts}
    return Shown("patrols/_in_public.html", "patrols/_in_public.html", context)
