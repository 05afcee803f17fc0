"""Evidence as one reader may see it: what `visits.citations` does not show them is only counted.

A reader is told how many pieces are withheld, and nothing else about them: neither kind nor visit, neither note nor
principles.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from practices.models import Evidence, Practice, Principle
from ui import dates
from ui.templatetags.ui import bilingual, is_for_reader
from visits.citations import Citations, is_restricted, visit_of
from visits.geojson import name_of
from visits.models import Photo, Stop, Visit
from visits.templatetags.visit_tags import photo_url


@dataclass(frozen=True)
class Picture:
    """A photograph of a practice with the addresses that this reader may ask for; `path`: for a printed page."""

    thumb_url: str
    url: str
    alt: str
    caption: str
    when: Any
    path: str
    note: str = ""
    pending_url: str = ""


@dataclass(frozen=True)
class Piece:
    """One thing of a report: what it is, what it says, where it is read.

    `pk`: of the link. `note_th`, `note_en`: what it shows. `cover`: the key of the photograph, where it may stand at
    the head of the practice.
    """

    pk: int
    kind: str
    title: str
    text: str
    note_th: str
    note_en: str
    visit: str
    day: str
    url: str
    restricted: bool
    principles: tuple[Principle, ...]
    picture: Picture | None
    is_photo: bool
    cover: int | None

    @property
    def is_captioned(self) -> bool:
        """Whether its note is the caption of its photograph."""
        return self.is_photo and bool(note_of(self))

    @property
    def headline(self) -> str:
        """What it is called in a publication."""
        return note_of(self) if self.is_captioned else self.title

    @property
    def quote(self) -> str:
        """What the report says, as a publication quotes it: not in Thai to a reader whom a note tells it in English."""
        return "" if note_of(self) and not is_for_reader(self.text) else self.text


@dataclass
class Shown:
    """The evidence of one practice for one reader; `hidden`: how many pieces they may not see.

    `restricted_of`: the restricted parts that are shown, by the reference of their report: ["photo 3"].
    `captions`: what photographs show, in the reader's language, by their key.
    """

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    cover: Picture | None = None
    hidden: int = 0
    restricted_of: dict[str, list[str]] = field(default_factory=dict)
    captions: dict[int, str] = field(default_factory=dict)

    def showing(self, principle: Principle) -> list[Piece]:
        return [piece for piece in self.pieces if principle in piece.principles]


def evidence_of(practices: Iterable[int]) -> QuerySet[Evidence]:
    """The evidence of `practices` with all that is asked of it but what `complete` adds to its photographs."""
    rows = Evidence.objects.filter(practice__in=list(practices)).select_related(
        "visit", "stop__checkpoint", "stop__center", "stop__district", "activity__stop__checkpoint",
        "activity__stop__center", "activity__stop__district", "conclusion", "photo__activity", "document",
    )  # fmt: skip
    rows = rows.defer("stop__district__outline", "activity__stop__district__outline")
    return rows.prefetch_related("principles", "stop__activities")


def complete(photos: Iterable[Photo | None]) -> None:
    """Read what is asked of `photos` besides: their sizes, and what was done where they were taken. Three queries."""
    prefetch_related_objects([photo for photo in photos if photo], "renditions", "stop__activities")


def covers_of(practices: Iterable[Practice]) -> dict[int, Photo]:
    keys = [practice.cover_id for practice in practices if practice.cover_id]
    rows = Photo.objects.filter(pk__in=keys).select_related("visit", "activity")
    return {photo.pk: photo for photo in rows}


def cover_pictures(practices: list[Practice], *, by: User | None) -> dict[int, Picture]:
    """The covers alone, by practice."""
    covers = covers_of(practices)
    complete(covers.values())
    citations = Citations(by, [photo.visit for photo in covers.values()])
    found = {}
    for practice in practices:
        photo = covers.get(practice.cover_id or 0)
        if photo and (made := cover_picture(photo, citations, practice.code, public=by is None)):
            found[practice.pk] = made
    return found


def shown_to(practices: list[Practice], *, by: User | None) -> dict[int, Shown]:
    """What `by` (None: the public) may see of the evidence and photographs of each practice."""
    covers, rows = covers_of(practices), list(evidence_of(practice.pk for practice in practices))
    complete([*covers.values(), *(row.photo for row in rows)])
    citations = Citations(by, [*(row.visit for row in rows), *(photo.visit for photo in covers.values())])
    found = {practice.pk: Shown() for practice in practices}
    codes = {practice.pk: practice.code for practice in practices}
    for row in rows:
        add(found[row.practice_id], row, citations, codes[row.practice_id], public=by is None)
    for practice in practices:
        if photo := covers.get(practice.cover_id or 0):
            shown = found[practice.pk]
            note = shown.captions.get(photo.pk, "")
            shown.cover = cover_picture(photo, citations, practice.code, public=by is None, note=note)
    return found


def add(shown: Shown, row: Evidence, citations: Citations, code: str, *, public: bool) -> None:
    """Show what `row` links to, or count it. What the report that it names does not hold is shown to nobody."""
    thing = getattr(row, row.kind)
    is_held = visit_of(thing) == row.visit_id
    is_shown = is_held and citations.shows(thing)
    note = note_of(row) if is_shown else ""
    drawn = picture(row.photo, citations, code, public=public, note=note) if row.photo and is_held else None
    if drawn is not None:
        shown.pictures.append(drawn)
    if not is_shown:
        shown.hidden += 1
        return
    if row.photo and note:
        shown.captions[row.photo.pk] = note
    if is_restricted(thing):
        shown.restricted_of.setdefault(row.visit.reference, []).append(f"{row.kind} {thing.pk}")
    shown.pieces.append(piece(row, thing, drawn, public=citations.public))


def may_be_cover(photo: Photo) -> bool:
    """Only what may leave in a public edition stands at the head of a practice."""
    return photo.is_publishable and not is_restricted(photo)


def cover_picture(photo: Photo, citations: Citations, code: str, *, public: bool, note: str = "") -> Picture | None:
    return picture(photo, citations, code, public=public, note=note) if may_be_cover(photo) else None


def note_of(row: Evidence | Piece) -> str:
    """What it shows, where that is written in the reader's language."""
    words: str = getattr(row, f"note_{dates.language()}")
    return words


def picture(photo: Photo, citations: Citations, code: str, *, public: bool, note: str = "") -> Picture | None:
    """`photo` as this reader may see it, None where they may not, or where its sizes are not made yet.

    `note`: what it shows as evidence, its caption in the reader's language.
    """
    paths = {rendition.name: rendition.path for rendition in photo.renditions.all()}
    seen = not public and citations.shows(photo)
    if not (seen or citations.is_open(photo)) or "screen" not in paths:
        return None
    address = address_of(photo, code, cited=seen, public=public)
    caption = note or photo.caption
    drawn = _("illustration") if photo.is_illustration else ""
    return Picture(
        thumb_url=address("thumb"),
        url=address("screen"),
        alt=caption or _("Photograph without a caption"),
        caption=f"{caption} ({drawn})" if drawn else caption,
        when=photo.taken_at,
        path=paths["screen"],
        note=_("restricted") if is_restricted(photo) else "",
    )


def address_of(photo: Photo, code: str, *, cited: bool, public: bool) -> Callable[[str], str]:
    """Where the sizes of a photograph are asked for: of its report, where the reader may know of that one."""
    if cited:
        return lambda size: photo_url(photo.visit, photo, size)
    route = "library:photo" if public else "practices:photo"
    return lambda size: reverse(route, args=[code, photo.pk, size])


def piece(row: Evidence, thing: Any, drawn: Picture | None, *, public: bool) -> Piece:
    title, text, kind, anchor = WORDING[row.kind](thing)
    return Piece(
        pk=row.pk,
        kind=kind,
        title=title,
        text=text,
        note_th=row.note_th,
        note_en=row.note_en,
        visit=row.visit.reference,
        day=dates.date_range(row.visit.date_start, row.visit.date_end),
        url=visit_address(row.visit, public=public) + anchor,
        restricted=is_restricted(thing),
        principles=tuple(row.principles.all()),
        picture=drawn,
        is_photo=row.photo is not None,
        cover=row.photo.pk if row.photo and may_be_cover(row.photo) else None,
    )


def visit_address(visit: Visit, *, public: bool) -> str:
    if public:
        return reverse("visits:edition", args=[visit.reference])
    if visit.revision == 1 and visit.superseded_at is None:
        return reverse("visits:detail", args=[visit.reference])
    return reverse("visits:revision", args=[visit.reference, visit.revision])


def place_of(stop: Stop) -> str:
    """The place as entered, where the reader can read it, otherwise the checkpoint, center or district."""
    return name_of(stop) if is_for_reader(stop.place) else bilingual(stop.where)


Wording = tuple[str, str, str, str]  # title, text, kind in words, anchor in the report
WORDING: dict[str, Callable[[Any], Wording]] = {
    "stop": lambda row: (place_of(row), "", _("stop"), "#section-itinerary"),
    "activity": lambda row: (
        f"{row.get_kind_display()} · {place_of(row.stop)}",
        row.narrative,
        _("activity"),
        "#section-results",
    ),
    "conclusion": lambda row: (row.get_kind_display(), row.statement, _("conclusion"), "#section-conclusions"),
    "photo": lambda row: (row.caption or _("Photograph without a caption"), "", _("photograph"), "#section-photos"),
    "document": lambda row: (row.title, "", _("document"), "#section-documents"),
}
