from visits.models.counter import Counter, ReferenceCounter
from visits.models.defects import Defect, ProposedStatus, Severity
from visits.models.findings import Assessment, Conclusion, ContributingFactor, Level
from visits.models.media import Document, Photo, Rendition
from visits.models.provenance import Provenance
from visits.models.reference import LegalReference, NtsCategory, Project
from visits.models.sheets import ActivitySheet, ReportedSheet
from visits.models.stops import Activity, ActivityKind, Participation, Stop
from visits.models.tally import Counted, TalliedCheckpoint, Tally
from visits.models.trail import ReviewComment, SectionSave, TransitionRecord
from visits.models.visible import VisitQuerySet
from visits.models.visit import MissionMember, Visit, VisitKind

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivitySheet",
    "Assessment",
    "Conclusion",
    "ContributingFactor",
    "Counted",
    "Counter",
    "Defect",
    "Document",
    "LegalReference",
    "Level",
    "MissionMember",
    "NtsCategory",
    "Participation",
    "Photo",
    "Project",
    "ProposedStatus",
    "Provenance",
    "ReferenceCounter",
    "Rendition",
    "ReportedSheet",
    "ReviewComment",
    "SectionSave",
    "Severity",
    "Stop",
    "TalliedCheckpoint",
    "Tally",
    "TransitionRecord",
    "Visit",
    "VisitKind",
    "VisitQuerySet",
]
