"""Where an action may lie and what in a report it may come from, as choices of a form: `kind:key`."""

import uuid
from collections.abc import Iterable
from typing import Any, TypeAlias

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from centers.models import Center
from checkpoints.models import Checkpoint
from followups import owners
from followups.models import FollowUp
from places.models import District
from ui.dates import short_date
from ui.templatetags.ui import bilingual
from visits.models import Defect, Visit
from visits.sections import BY_KEY, SECTIONS
from visits.workflow import State

Choice: TypeAlias = tuple[str, str]
Groups: TypeAlias = list[tuple[str, list[Choice]]]
NOTHING: Choice = ("", "")
PLACES = ("checkpoint", "center", "district")
LINKS = ("conclusion", "remark", "decision")
LONG = 80  # characters of a text that a choice shows


def places(visit: Visit) -> Groups:
    """The border points, centers and districts of a visit."""
    stops = visit.stops.select_related("checkpoint").filter(checkpoint__isnull=False)
    checkpoints = {stop.checkpoint_id: stop.checkpoint for stop in stops}.values()
    districts = visit.districts.defer("outline").order_by("code")
    return grouped([row for row in checkpoints if row is not None], owners.centers_around(visit), districts)


def places_in(districts: Iterable[District]) -> Groups:
    """The border points and centers in use of `districts`, and the districts themselves."""
    inside = [row.pk for row in districts]
    checkpoints = Checkpoint.objects.in_use().filter(district__in=inside).order_by("code")
    centers = Center.objects.in_use().filter(district__in=inside).order_by("code")
    return grouped(checkpoints, centers, districts)


def grouped(checkpoints: Iterable[Any], centers: Iterable[Any], districts: Iterable[Any]) -> Groups:
    kinds = ((_("Border points"), checkpoints), (_("Coordination centers"), centers), (_("Districts"), districts))
    groups = [(str(label), [(key_of(row), bilingual(row)) for row in rows]) for label, rows in kinds]
    return [group for group in groups if group[1]]


def key_of(place: Any) -> str:
    return f"{place._meta.model_name}:{place.pk}"


def place_of(followup: FollowUp) -> Choice:
    where = followup.place
    return (key_of(where), bilingual(where)) if where is not None else NOTHING


def sources(visit: Visit) -> Groups:
    """The conclusions, remarks, returns and sections of a visit."""
    remarks = visit.comments.filter(section__in=BY_KEY)
    returns = visit.transitions.filter(target=State.RETURNED)
    returned = _("Returned on %(day)s: %(reason)s")
    groups = [
        (_("Conclusions"), [(f"conclusion:{row.pk}", short(row.statement)) for row in visit.conclusions.all()]),
        (_("Defects"), [(f"defect:{row.lineage}", short(row.what)) for row in open_defects(visit)]),
        (_("Remarks of the review"), [(f"remark:{row.pk}", short(row.text)) for row in remarks]),
        (
            _("Returns"),
            [
                (f"decision:{row.pk}", returned % {"day": short_date(row.at), "reason": short(row.reason)})
                for row in returns
            ],
        ),
        (_("Sections of the report"), [(f"section:{row.key}", str(row.title)) for row in SECTIONS]),
    ]
    return [group for group in groups if group[1]]


def open_defects(visit: Visit) -> QuerySet[Defect]:
    """What inspections of the visit found broken, restricted ones left out: an action is read by more people."""
    return Defect.objects.filter(activity__stop__visit=visit, activity__restricted=False)


def source_of(followup: FollowUp) -> Choice:
    for kind in LINKS:
        if key := getattr(followup, f"{kind}_id"):
            return (f"{kind}:{key}", str(getattr(followup, kind)))
    if followup.defect:
        return (f"defect:{followup.defect}", "")
    return (f"section:{followup.section}", "") if followup.section else NOTHING


def place_columns(choice: str) -> dict[str, Any]:
    """The columns of the row for a choice of `places`."""
    kind, _colon, key = choice.partition(":")
    return {f"{one}_id": int(key) if one == kind else None for one in PLACES}


def source_columns(choice: str) -> dict[str, Any]:
    """The columns of the row for a choice of `sources`."""
    kind, _colon, key = choice.partition(":")
    links = {f"{one}_id": int(key) if one == kind else None for one in LINKS}
    defect = uuid.UUID(key) if kind == "defect" else None
    return {**links, "defect": defect, "section": key if kind == "section" else ""}


def in_words(followup: FollowUp) -> str:
    """What the action came from, for those who read its report; never what a reviewer wrote."""
    if followup.conclusion is not None:
        return _("Conclusion: %(text)s") % {"text": followup.conclusion.statement}
    if followup.defect is not None and followup.visit is not None:
        found = open_defects(followup.visit).filter(lineage=followup.defect).first()
        return _("Defect: %(text)s") % {"text": found.what} if found else ""
    if followup.remark is not None and followup.remark.section in BY_KEY:
        return _("Remark of the review on “%(section)s”") % {"section": BY_KEY[followup.remark.section].title}
    if followup.decision is not None:
        return _("Return on %(day)s") % {"day": short_date(followup.decision.at)}
    return str(BY_KEY[followup.section].title) if followup.section in BY_KEY else ""


def short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONG)
