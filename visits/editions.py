"""A report as a reader may read it: the only way from rows to page, check-answers or PDF.

What a reader must not see is left out here, so that no template has to remember it.
"""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from places.models import District
from ui.nested import Nested, keep, nest, with_nested
from visits import kinds, parts
from visits.models import (
    Activity,
    Assessment,
    Conclusion,
    ContributingFactor,
    Document,
    MissionMember,
    Participation,
    Photo,
    Stop,
    Visit,
)
from visits.parts import Reading, Shown
from visits.permissions import may_read_restricted

KEYS = ("id",)
NAMES = ("id", "code", "name_th", "name_en")
HELD = (
    Nested("districts", (Nested("province", only=NAMES),), only=(*NAMES, "province_id")),
    Nested("members", (Nested("agency"),)),
    Nested("assessments", (Nested("category"), Nested("legal_references"))),
    Nested("factors", (Nested("evidence", only=KEYS), Nested("categories"), Nested("legal_references"))),
    Nested("conclusions", (Nested("activities", only=KEYS), Nested("photos", only=KEYS))),
    Nested("documents"),
)


class Edition(models.TextChoices):
    INTERNAL = "internal", _("internal edition")
    PUBLIC = "public", _("public edition")


@dataclass
class ActivityView:
    """An activity with the rows of its own fields that this reader may see: (label, value)."""

    activity: Activity
    facts: list[tuple[str, str]]
    participations: list[Participation]
    photos: list[Photo] = field(default_factory=list)
    parts: list[Shown] = field(default_factory=list)


@dataclass
class StopView:
    number: int
    stop: Stop
    activities: list[ActivityView]
    photos: list[Photo] = field(default_factory=list)


@dataclass
class EvidenceView:
    """A conclusion or factor with the evidence that this reader may see."""

    item: Conclusion | ContributingFactor
    activities: list[Activity]
    photos: list[Photo]


@dataclass
class Report:
    """Everything of one report that one reader may read in one edition.

    `withheld`: parts left out; a public edition does not even say that there are some.
    """

    visit: Visit
    edition: Edition
    shows_restricted: bool
    districts: list[District]
    members: list[MissionMember]
    stops: list[StopView]
    assessments: list[Assessment]
    factors: list[EvidenceView]
    conclusions: list[EvidenceView]
    photos: list[Photo]
    documents: list[Document]
    withheld: int
    has_restricted: bool

    @property
    def is_public(self) -> bool:
        return self.edition == Edition.PUBLIC

    @property
    def is_preparing(self) -> bool:
        """Whether the served sizes of a photograph are still to be made."""
        return not all(photo.is_ready for photo in self.photos)


def read_report(visit: Visit, *, edition: Edition, by: User | None) -> Report:
    """`visit` as `by` (None: the public) may read it. A fixed number of queries, whatever its size."""
    public = edition == Edition.PUBLIC
    nest(visit, *HELD)
    restricted = not public and by is not None and may_read_restricted(by, visit)
    reader = _Reader(visit, by=by, public=public, restricted=restricted)
    return Report(
        visit=visit,
        edition=edition,
        shows_restricted=restricted,
        districts=list(visit.districts.all()),
        members=reader.members(),
        stops=reader.stops(),
        assessments=reader.assessments(),
        factors=reader.evidence(visit.factors.all(), "evidence"),
        conclusions=reader.evidence(visit.conclusions.all(), "activities"),
        photos=reader.photos,
        documents=reader.documents(),
        withheld=0 if public else reader.withheld,
        has_restricted=reader.has_restricted,
    )


class _Reader:
    """Reads the rows of one report once and drops what its reader must not see."""

    def __init__(self, visit: Visit, *, by: User | None, public: bool, restricted: bool) -> None:
        self.visit, self.public, self.restricted = visit, public, restricted
        self.withheld = 0
        self.has_restricted = False
        stops = self._itinerary()
        self.hidden = {row.pk for stop in stops for row in stop.activities.all() if not self.shows_activity(row)}
        self.itinerary = [stop for stop in stops if self.shows_stop(stop)]
        self.places = {None, *(stop.pk for stop in self.itinerary)}
        shown = [row for stop in self.itinerary for row in stop.activities.all() if row.pk not in self.hidden]
        self.activities = {row.pk: row for row in shown}
        self.parts = parts.read(Reading(visit, shown, by, public, restricted))
        photos = with_nested(visit.photos.all(), Nested("renditions"))
        self.photos = [photo for photo in photos if self.shows_photo(photo)]

    def shows(self, row: Activity | Assessment | Photo | Document) -> bool:
        self.has_restricted |= row.restricted
        if row.restricted and not self.restricted:
            self.withheld += 1
            return False
        return True

    def shows_activity(self, row: Activity) -> bool:
        if self.public and kinds.is_delayed(row):
            return False
        return self.shows(row)

    def shows_stop(self, stop: Stop) -> bool:
        return not (self.public and kinds.is_stop_delayed(stop))

    def shows_photo(self, photo: Photo) -> bool:
        if self.public and not photo.is_publishable:
            return False
        # What shows an activity or a stop is as closed as they are.
        if photo.activity_id in self.hidden or photo.stop_id not in self.places:
            self.withheld += 1
            return False
        return self.shows(photo)

    def members(self) -> list[MissionMember]:
        rows = list(self.visit.members.all())
        if self.public:  # office holders are public; the rest of the team is not named
            rows = [row for row in rows if row.role in (MissionMember.Role.DIRECTOR, MissionMember.Role.LEADER)]
        return rows

    def _itinerary(self) -> list[Stop]:
        """The stops with all their activities, and those with who took part and what `parts` reads of each."""
        places = ("checkpoint__province", "checkpoint__district", "center__district", "district__province")
        stops = list(self.visit.stops.select_related(*places))
        rows = Activity.objects.filter(stop__in=stops).select_related(*parts.READ_ALONG).defer(*parts.LEFT_OUT)
        activities = with_nested(rows, Nested("participations", (Nested("agency"),)))
        for stop in stops:
            keep(stop, "activities", [row for row in activities if row.stop_id == stop.pk])
        return stops

    def stops(self) -> list[StopView]:
        return [self.stop(number, stop) for number, stop in enumerate(self.itinerary, start=1)]

    def stop(self, number: int, stop: Stop) -> StopView:
        activities = [self.activity(row) for row in stop.activities.all() if row.pk not in self.hidden]
        own = [photo for photo in self.photos if photo.stop_id == stop.pk and photo.activity_id is None]
        return StopView(number=number, stop=stop, activities=activities, photos=own)

    def activity(self, row: Activity) -> ActivityView:
        facts = kinds.facts(row, public=self.public, restricted=self.restricted)
        photos = [photo for photo in self.photos if photo.activity_id == row.pk]
        return ActivityView(row, facts, list(row.participations.all()), photos, self.parts.get(row.pk, []))

    def assessments(self) -> list[Assessment]:
        return [row for row in self.visit.assessments.all() if self.shows(row)]

    def evidence(
        self, rows: models.QuerySet[Conclusion] | models.QuerySet[ContributingFactor], name: str
    ) -> list[EvidenceView]:
        shown = {photo.pk: photo for photo in self.photos}  # with their renditions
        views = []
        for row in rows:
            activities = [self.activities[a.pk] for a in getattr(row, name).all() if a.pk in self.activities]
            photos = [shown[p.pk] for p in row.photos.all() if p.pk in shown] if isinstance(row, Conclusion) else []
            views.append(EvidenceView(item=row, activities=activities, photos=photos))
        return views

    def documents(self) -> list[Document]:
        if self.public:
            return []
        return [row for row in self.visit.documents.all() if self.shows(row)]
