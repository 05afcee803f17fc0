"""Coordination centers: what they are, who sits in them, how ready they are, what the public reports to them."""

from centers.models.center import LOOKS, Center, CenterQuerySet, CenterStatus, CenterStatusEvent
from centers.models.public_report import PublicReport, Reporter, ReportStep
from centers.models.readiness import ReadinessCheck
from centers.models.report_tally import ReportTally
from centers.models.roster import CenterMember

__all__ = [
    "LOOKS",
    "Center",
    "CenterMember",
    "CenterQuerySet",
    "CenterStatus",
    "CenterStatusEvent",
    "PublicReport",
    "ReadinessCheck",
    "ReportStep",
    "ReportTally",
    "Reporter",
]
