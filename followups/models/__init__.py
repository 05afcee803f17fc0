"""Actions that outlive the visit they came from, and what is kept about them."""

from followups.models.contact import CalendarKey, Escalated, Handover, NoDigest, Notice
from followups.models.followup import FollowUp, Priority, ReportAreas
from followups.models.looks import DefectLook
from followups.models.outcome import Outcome, OutcomeTally
from followups.models.placed import PlaceTally
from followups.models.records import Commitment, Evidence, FollowUpStep
from followups.models.tally import FollowUpTally
from followups.models.visible import FollowUpQuerySet
from followups.workflow import UNRESOLVED, FollowUpState

__all__ = [
    "UNRESOLVED",
    "CalendarKey",
    "Commitment",
    "DefectLook",
    "Escalated",
    "Evidence",
    "FollowUp",
    "FollowUpQuerySet",
    "FollowUpState",
    "FollowUpStep",
    "FollowUpTally",
    "Handover",
    "NoDigest",
    "Notice",
    "Outcome",
    "OutcomeTally",
    "PlaceTally",
    "Priority",
    "ReportAreas",
]
