"""What was done to a report since it was returned."""

from visits.models import Visit
from visits.sections import SECTIONS, Section
from visits.workflow import State

UNDER_REVIEW = (State.SUBMITTED, State.ENDORSED)


def is_sent_again(visit: Visit) -> bool:
    """Whether the report is under review once more."""
    return visit.returned_at is not None and visit.state in UNDER_REVIEW


def saved_since(visit: Visit) -> list[Section]:
    """The sections saved since the report was returned, in their order."""
    keys = set(visit.section_saves.filter(saved_at__gt=visit.returned_at).values_list("section", flat=True))
    return [section for section in SECTIONS if section.key in keys]
