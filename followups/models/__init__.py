"""Actions that outlive the visit they came from, and what is kept about them."""

from followups.models.followup import FollowUp, FollowUpQuerySet, Priority
from followups.models.records import Commitment, Evidence, FollowUpStep
from followups.workflow import UNRESOLVED, FollowUpState

__all__ = [
    "UNRESOLVED",
    "Commitment",
    "Evidence",
    "FollowUp",
    "FollowUpQuerySet",
    "FollowUpState",
    "FollowUpStep",
    "Priority",
]
