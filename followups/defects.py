"""Defects that inspections found: open until an action on them is done, or a later inspection finds them mended."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import User
from checkpoints.models import Checkpoint
from followups.models import DefectLook, FollowUp, FollowUpState
from followups.models.looks import Found
from followups.permissions import why_not_ask
from visits.models import Defect, Visit

FINISHED = (FollowUpState.DONE, FollowUpState.VERIFIED)
MOST = 40


@dataclass(frozen=True)
class DefectView:
    """A defect with the action on it that its reader may know of, or the address where one is asked for."""

    defect: Defect
    followup: FollowUp | None = None
    ask_url: str = ""
    since: dt.date | None = None
    url: str = ""  # of its report

    @property
    def age(self) -> str:
        """How long it has been known."""
        days = (timezone.localdate() - self.since).days if self.since else 0
        return ngettext("open for %(n)s day", "open for %(n)s days", days) % {"n": f"{days:,}"}


def in_reports(reports: QuerySet[Visit]) -> QuerySet[Defect]:
    """What inspections of `reports` found; restricted inspections left out."""
    keys = reports.order_by().values("pk")
    return Defect.objects.filter(activity__stop__visit__in=keys, activity__restricted=False)


def open_at(checkpoint: Checkpoint, user: User) -> QuerySet[Defect]:
    """The open defects of a border point from approved reports that `user` may read, the oldest first."""
    done = FollowUp.objects.filter(defect=OuterRef("lineage"), state__in=FINISHED)
    counted = Visit.objects.approved().order_by().values("pk")
    looks = DefectLook.objects.filter(lineage=OuterRef("lineage"), activity__stop__visit__in=counted)
    rows = in_reports(Visit.objects.visible_to(user).approved()).filter(activity__stop__checkpoint=checkpoint)
    rows = rows.filter(~Exists(done), ~Exists(looks.filter(found=Found.MENDED)))
    return rows.select_related("activity__stop__visit").order_by("activity__stop__visit__date_start", "pk")


def actions_on(lineages: Iterable[uuid.UUID], user: User) -> dict[uuid.UUID, FollowUp]:
    """The newest action on each defect that `user` may know of."""
    rows = FollowUp.objects.visible_to(user).filter(defect__in=list(lineages)).order_by("pk")
    return {row.defect: row for row in rows if row.defect is not None}


def listed_at(checkpoint: Checkpoint, user: User) -> list[DefectView]:
    """The open defects for the page of a border point, the worst first. Two queries."""
    found = sorted(open_at(checkpoint, user)[:MOST], key=lambda row: row.state.rank)
    actions = actions_on([row.lineage for row in found], user) if found else {}
    views = []
    for row in found:
        visit, action = row.activity.stop.visit, actions.get(row.lineage)
        asks = action is None and not why_not_ask(user, visit)
        url = reverse("followups:ask_defect", args=[row.lineage]) if asks else ""
        views.append(DefectView(row, action, url, visit.date_start, visit.get_absolute_url()))
    return views


def unasked(visit: Visit) -> QuerySet[Defect]:
    """The defects of a report on which no action was asked for yet."""
    asked = FollowUp.objects.filter(defect=OuterRef("lineage"))
    return in_reports(Visit.objects.filter(pk=visit.pk)).filter(~Exists(asked))


def of_report(visit: Visit, lineage: str) -> Defect | None:
    """The defect of that lineage in `visit`, if it has one that an action may tell of."""
    try:
        key = uuid.UUID(lineage)
    except ValueError:
        return None
    rows = in_reports(Visit.objects.filter(pk=visit.pk)).filter(lineage=key)
    return rows.select_related("activity__stop__checkpoint").first()


def proposed_action(defect: Defect, visit: Visit) -> FollowUp:
    """An action on a defect as its form starts: what it says, where it lies."""
    where = f" ({defect.place})" if defect.place else ""
    stop = defect.activity.stop
    return FollowUp(
        visit=visit,
        defect=defect.lineage,
        title=f"{defect.what}{where}"[:250],
        checkpoint=stop.checkpoint,
        district=None if stop.checkpoint else stop.district,
    )
