"""Joint patrols and joint operations: with the other side, or with several agencies of our own."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from visits.kinds.base import PILLARS, Count, Details, day, line, moment, one_of, read, text
from visits.models import ActivityKind

MECHANISMS = [
    ("JBC", _("JBC, Joint Boundary Commission")),
    ("GBC", _("GBC, General Border Committee")),
    ("RBC", _("RBC, Regional Border Committee")),
    ("local", _("local arrangement")),
    ("own", _("Thai agencies only")),
]


def pillar(label: Any, hint: Any = "") -> Count:
    low, high = PILLARS
    return Count(label=label, help_text=hint, min_value=low, max_value=high)


class JointPatrolDetails(Details):
    """Where and when a patrol went is for the restricted circle: never live, never on a map."""

    kind = ActivityKind.JOINT_PATROL

    mechanism = one_of(_("Mechanism"), MECHANISMS)
    pillar_from = pillar(_("From boundary pillar"), _("Number only, 1 to 73. For example 55."))
    pillar_to = pillar(_("To boundary pillar"))
    nearest_checkpoint = line(_("Nearest checkpoint"), _("For example: Ban Bueng Chanang Lang."))
    started_at = moment(_("Started"))
    ended_at = moment(_("Ended"))
    safety = text(_("Safety"), _("Mines, terrain, weather, how units recognised each other."))
    incidents = text(_("Incidents"), _("Write “none” if nothing happened."))
    agreed = text(_("Points agreed"), _("For example: weekly call between the two commanders."))
    delayed_until = day(_("Not to be published before"), _("The public edition leaves this patrol out until then."))

    groups = (
        (_("Authority and place"), ("mechanism", "pillar_from", "pillar_to", "nearest_checkpoint")),
        (_("Course"), ("started_at", "ended_at", "safety", "incidents")),
        (_("Outcome"), ("agreed", "delayed_until")),
    )
    public = frozenset({"mechanism", "nearest_checkpoint", "agreed"})
    restricted = frozenset({"pillar_from", "pillar_to", "started_at", "ended_at", "safety"})
    in_order = (
        ("pillar_from", "pillar_to", _("Write the lower pillar number first.")),
        ("started_at", "ended_at", _("The end must not be before the start.")),
    )


class JointOperationDetails(Details):
    kind = ActivityKind.JOINT_OPERATION

    mechanism = one_of(_("Mechanism"), MECHANISMS)
    location_note = line(_("Where exactly"), _("For example: Ban Laem intersection, inland."))
    started_at = moment(_("Started"))
    ended_at = moment(_("Ended"))
    persons_checked = Count(label=_("Persons checked"))
    vehicles_checked = Count(label=_("Vehicles checked"))
    goods_found = text(_("Goods found"), _("Kind and quantity a line. For example: cigarettes, 40 cartons."))
    legal_action = text(_("Legal action"), _("What was done with goods and cases; no names."))

    groups = (
        (_("Authority and place"), ("mechanism", "location_note", "started_at", "ended_at")),
        (_("Results"), ("persons_checked", "vehicles_checked", "goods_found", "legal_action")),
    )
    public = frozenset({"mechanism", "persons_checked", "vehicles_checked", "goods_found"})
    restricted = frozenset({"started_at", "ended_at"})
    in_order = (("started_at", "ended_at", _("The end must not be before the start.")),)


def delayed(details: dict[str, Any], *, today: dt.date) -> bool:
    """Whether a patrol or operation stays out of the public edition for now."""
    until = read(JointPatrolDetails.base_fields["delayed_until"], details.get("delayed_until"))
    return until is not None and until > today
