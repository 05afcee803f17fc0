"""What shows that an action was done: things in reports, for readers who may see them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import log_each
from accounts.models import AccessEntry, User
from followups.models import Evidence, FollowUp
from followups.models.records import KINDS
from followups.places import visits_at
from ui.dates import short_date
from visits.citations import circle_of, is_restricted
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


def things_in(visits: Sequence[Visit], user: User) -> dict[int, list[Shown]]:
    """Everything in reports that may be evidence, by the report's key, as `user` sees it in the internal edition.

    `visits`: that `user` may know of. A fixed number of queries.
    """
    circle, known = circle_of(user, list(visits)), {visit.pk: visit for visit in visits}
    found: dict[int, list[Shown]] = {pk: [] for pk in known}
    numbers, done = Counter[int](), dict[int, Activity]()
    places = Stop.objects.filter(visit__in=known).select_related("checkpoint", "center__district", "district")
    for stop in places.prefetch_related("activities"):
        stop.visit = known[stop.visit_id]
        numbers[stop.visit_id] += 1
        number = numbers[stop.visit_id]
        where, url = f"{number}. {name_of(stop)}", f"{stop.visit.get_absolute_url()}#stop-{number}"
        found[stop.visit_id].append(Shown(stop, where, url))
        for activity in stop.activities.all():
            done[activity.pk] = activity
            found[stop.visit_id].append(Shown(activity, f"{where}: {activity.kind_info.label}", url))
    for photo in Photo.objects.filter(visit__in=known):
        photo.visit = known[photo.visit_id]
        if photo.activity_id in done:
            photo.activity = done[photo.activity_id]
        words = photo.caption or _("Photograph without a caption")
        url = reverse("visits:photo", args=[photo.visit.reference, photo.pk, "screen"])
        found[photo.visit_id].append(Shown(photo, _("Photograph: %(caption)s") % {"caption": words}, url))
    for document in Document.objects.filter(visit__in=known):
        document.visit = known[document.visit_id]
        url = reverse("visits:document", args=[document.visit.reference, document.pk])
        found[document.visit_id].append(Shown(document, _("Document: %(title)s") % {"title": document.title}, url))
    return {pk: [one for one in own if pk in circle or not is_closed(one.thing)] for pk, own in found.items()}


def is_closed(thing: Thing) -> bool:
    return not isinstance(thing, Visit) and is_restricted(thing)


def offered(followup: FollowUp, user: User) -> list[tuple[str, list[Shown]]]:
    """What `user` may name as evidence, by report: of the one it came from, and of the newest visits to its place.

    An action of a practice is shown by visits alone.
    """
    seen: QuerySet[Visit] = Visit.objects.visible_to(user).current()
    own = followup.visit.reference if followup.visit else ""
    visits = [*newest_sent(seen.filter(reference=own), followup)]
    if followup.place is not None or not own:
        visits += seen.filter(visits_at(followup)).exclude(reference=own).order_by("-date_start", "-pk")[:NEWEST]
    things = things_in(visits, user)
    record(things, visits, followup, user)
    return [(f"{row.reference} · {short_date(row.date_start)}", found) for row in visits if (found := things[row.pk])]


def record(things: Mapping[int, Iterable[Shown]], visits: Iterable[Visit], followup: FollowUp, user: User) -> None:
    """That `user` reads restricted things of `visits` is recorded before they are shown. PDPA s.39."""
    read = [visit.reference for visit in visits if any(is_closed(one.thing) for one in things[visit.pk])]
    detail = f"evidence of action {followup.pk}"
    log_each(by=user, what=AccessEntry.What.RESTRICTED_READ, subjects=read, detail=detail)


def newest_sent(revisions: QuerySet[Visit], followup: FollowUp) -> QuerySet[Visit]:
    """The newest of the revisions of its report that has been sent: what an amendment in hand holds may still go."""
    settled = ~Q(state__in=FIRST_STATES) | Q(pk=followup.visit_id)
    return revisions.filter(settled).order_by("-revision")[:1]


def why_not_cite(user: User, thing: Thing) -> str:
    """Why `user` may not name `thing` as evidence; empty where they may see it."""
    visit = visit_of(thing)
    seen = Visit.objects.visible_to(user).filter(pk=visit.pk).exists()
    if seen and (isinstance(thing, Visit) or any(one.thing == thing for one in things_in([visit], user)[visit.pk])):
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
    readable = list(Visit.objects.visible_to(user).filter(pk__in=visits))
    cited = {thing(row) for row in rows}
    parts = {key: [one for one in own if one.thing in cited] for key, own in things_in(readable, user).items()}
    record(parts, readable, followup, user)
    found: dict[Thing, Shown] = {one.thing: one for own in parts.values() for one in own}
    for visit in readable:
        found[visit] = Shown(visit, _("Visit %(reference)s") % {"reference": visit.reference}, visit.get_absolute_url())
    pieces = [found[thing(row)] for row in rows if thing(row) in found]
    return pieces, len(rows) - len(pieces)


def thing(row: Evidence) -> Thing:
    found: Thing = getattr(row, row.kind)
    return found
