"""What was done to a report under review since somebody last decided on it."""

import datetime as dt

from visits.models import Visit
from visits.sections import SECTIONS, Section
from visits.workflow import State


def since(visit: Visit) -> dt.datetime | None:
    """When the report under review was returned, or else the amendment begun; None where neither was."""
    if visit.state not in (State.SUBMITTED, State.ENDORSED):
        return None
    return visit.returned_at or (visit.created_at if visit.is_amendment else None)


def saved_after(visit: Visit, moment: dt.datetime) -> list[Section]:
    """The sections saved after `moment`, in their order."""
    keys = set(visit.section_saves.filter(saved_at__gt=moment).values_list("section", flat=True))
    return [section for section in SECTIONS if section.key in keys]
