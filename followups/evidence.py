"""What shows that an action was done: things in reports, for readers who may see them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import log_access
from accounts.models import AccessEntry, User
from followups.models import Evidence, FollowUp
from followups.models.records import KINDS
from followups.places import visits_at
from ui.dates import short_date
from visits.citations import is_restricted
from visits.editions import Edition, Report, read_report
from visits.geojson import name_of
from visits.models import Activity, Document, Photo, Stop, Visit
from visits.workflow import FIRST_STATES

Thing: TypeAlias = Photo | Document | Stop | Activity | Visit
MODELS: dict[str, type[Thing]] = dict(zip(KINDS, (Photo, Document, Stop, Activity, Visit), strict=True))
NEWEST = 2  # visits to the place offered beside the one that the action came from


@dataclass(frozen=True)
class Shown:
    """One thing as its reader sees it; `url` leads to it."""

    thing: Thing
    label: str
    url: str

    @property
    def key(self) -> str:
        return f"{self.thing._meta.model_name}:{self.thing.pk}"


def things_of(report: Report) -> Iterator[Shown]:
    """Everything in a report that may be evidence, as far as its reader sees it."""
    visit, page = report.visit, report.visit.get_absolute_url()
    for view in report.stops:
        where = f"{view.number}. {name_of(view.stop)}"
        yield Shown(view.stop, where, f"{page}#stop-{view.number}")
        for row in view.activities:
            yield Shown(row.activity, f"{where}: {row.activity.kind_info.label}", f"{page}#stop-{view.number}")
    for photo in report.photos:
        words = photo.caption or _("Photograph without a caption")
        url = reverse("visits:photo", args=[visit.reference, photo.pk, "screen"])
        yield Shown(photo, _("Photograph: %(caption)s") % {"caption": words}, url)
    for document in report.documents:
        url = reverse("visits:document", args=[visit.reference, document.pk])
        yield Shown(document, _("Document: %(title)s") % {"title": document.title}, url)


def read(visit: Visit, user: User) -> Report:
    return read_report(visit, edition=Edition.INTERNAL, by=user)


def offered(followup: FollowUp, user: User) -> list[tuple[str, list[Shown]]]:
    """What `user` may name as evidence, by report: of the one it came from, and of the newest visits to its place.

    An action of a practice is shown by visits alone.
    """
    seen: QuerySet[Visit] = Visit.objects.visible_to(user).current()
    own = followup.visit.reference if followup.visit else ""
    visits = [*newest_sent(seen.filter(reference=own), followup)]
    if followup.place is not None or not own:
        visits += seen.filter(visits_at(followup)).exclude(reference=own).order_by("-date_start", "-pk")[:NEWEST]
    groups = [(f"{row.reference} · {short_date(row.date_start)}", list(things_of(read(row, user)))) for row in visits]
    for row, (_title, things) in zip(visits, groups, strict=True):
        record(things, row, followup, user)
    return [group for group in groups if group[1]]


def record(things: Iterable[Shown], visit: Visit, followup: FollowUp, user: User) -> None:
    """That `user` reads restricted things of `visit` is recorded before they are shown. PDPA s.39."""
    if any(is_restricted(one.thing) for one in things if not isinstance(one.thing, Visit)):
        detail = f"evidence of action {followup.pk}"
        log_access(by=user, what=AccessEntry.What.RESTRICTED_READ, subject=visit.reference, detail=detail)


def newest_sent(revisions: QuerySet[Visit], followup: FollowUp) -> QuerySet[Visit]:
    """The newest of the revisions of its report that has been sent: what an amendment in hand holds may still go."""
    settled = ~Q(state__in=FIRST_STATES) | Q(pk=followup.visit_id)
    return revisions.filter(settled).order_by("-revision")[:1]


def why_not_cite(user: User, thing: Thing) -> str:
    """Why `user` may not name `thing` as evidence; empty where they may see it."""
    visit = visit_of(thing)
    seen = Visit.objects.visible_to(user).filter(pk=visit.pk).exists()
    if seen and (isinstance(thing, Visit) or any(one.thing == thing for one in things_of(read(visit, user)))):
        return ""
    return _("Only what you may see yourself can be named as evidence.")


def visit_of(thing: Thing) -> Visit:
    if isinstance(thing, Visit):
        return thing
    return thing.stop.visit if isinstance(thing, Activity) else thing.visit


def shown(followup: FollowUp, user: User) -> tuple[list[Shown], int]:
    """The evidence as `user` may see it, and how many pieces they may not."""
    named = ("visit", "photo__visit", "document__visit", "stop__visit", "activity__stop__visit")
    rows = list(followup.evidence.select_related(*named))
    visits = {visit.pk: visit for row in rows for visit in [visit_of(thing(row))]}
    readable = Visit.objects.visible_to(user).filter(pk__in=visits)
    found: dict[Thing, Shown] = {}
    cited = {thing(row) for row in rows}
    for visit in readable:
        found[visit] = Shown(visit, _("Visit %(reference)s") % {"reference": visit.reference}, visit.get_absolute_url())
        if any(visit_of(thing(row)) == visit and row.kind != "visit" for row in rows):
            things = [one for one in things_of(read(visit, user)) if one.thing in cited]
            record(things, visit, followup, user)
            found |= {one.thing: one for one in things}
    pieces = [found[thing(row)] for row in rows if thing(row) in found]
    return pieces, len(rows) - len(pieces)


def thing(row: Evidence) -> Thing:
    found: Thing = getattr(row, row.kind)
    return found
