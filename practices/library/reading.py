"""A practice as one reader may read it: the only way from rows to page, comparison, public page and PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from practices import citing
from practices.library.pieces import Picture, Piece, Shown, shown_to
from practices.library.scores import Axis, axes_of
from practices.models import Adoption, Criterion, ModelSite, Practice
from practices.models.practice import STORY
from ui.templatetags.ui import bilingual, language_of
from visits.models import Visit

PLACES = ("district__province", "checkpoint", "center")
HEAVY = ("district__outline", "district__province__outline")


@dataclass(frozen=True)
class Part:
    """A part of the story; `lang` is the language in which it was written."""

    key: str
    label: str
    text: str
    lang: str


@dataclass
class Reading:
    """Everything of one practice that one reader may read."""

    practice: Practice
    is_public: bool
    summary: Part | None
    story: list[Part]
    axes: list[Axis]
    shown: Shown
    adoptions: list[Adoption]
    model_site: ModelSite | None

    @property
    def cover(self) -> Picture | None:
        return self.shown.cover

    @property
    def pieces(self) -> list[Piece]:
        return self.shown.pieces

    @property
    def pictures(self) -> list[Picture]:
        """The photographs beside the cover, each once."""
        seen = {self.shown.cover.path} if self.shown.cover else set()
        return [one for one in self.shown.pictures if not (one.path in seen or seen.add(one.path))]  # type: ignore[func-returns-value]

    @property
    def hidden(self) -> int:
        """Pieces of evidence that this reader may not see; the public is not even told that there are some."""
        return 0 if self.is_public else self.shown.hidden

    @property
    def criteria(self) -> list[str]:
        return [str(Criterion(value).label) for value in self.practice.criteria]

    @property
    def is_model(self) -> bool:
        """Whether the recognition as a model site holds today."""
        site = self.model_site
        return site is not None and (site.valid_until is None or site.valid_until >= timezone.localdate())

    @property
    def is_rated(self) -> bool:
        return any(axis.rating for axis in self.axes)

    def part(self, key: str) -> Part | None:
        return next((part for part in self.story if part.key == key), None)


def get_practice(user: User, code: str) -> Practice:
    """The practice of that code that `user` may know of. Raises Http404."""
    practice = Practice.objects.visible_to(user).filter(code=code).select_related("author", *PLACES).defer(*HEAVY)
    found = practice.first()
    if found is None:
        raise Http404
    return found


def read_practices(practices: list[Practice], *, by: User | None) -> list[Reading]:
    """`practices` as `by` (None: the public) may read them. A fixed number of queries, however many there are."""
    shown = shown_to(practices, by=by)
    axes = axes_of(shown)
    adoptions: dict[int, list[Adoption]] = {key: [] for key in shown}
    rows = Adoption.objects.filter(practice__in=shown).select_related("district__province", "checkpoint", "center")
    for row in rows.defer(*HEAVY).prefetch_related(visits_for(by)):
        adoptions[row.practice_id].append(row)
    sites = {site.practice_id: site for site in ModelSite.objects.filter(practice__in=shown)}
    return [
        reading(practice, axes[practice.pk], shown[practice.pk], adoptions[practice.pk], sites, by)
        for practice in practices
    ]


def visits_for(by: User | None) -> "Prefetch[str, Any]":
    """The visits that show how adoptions went, as far as `by` may know of them; the others are None."""
    rows = Visit.objects.visible_to(by).defer("search") if by else Visit.objects.none()
    return Prefetch("visit", rows)


def reading(
    practice: Practice,
    axes: list[Axis],
    shown: Shown,
    adoptions: list[Adoption],
    sites: dict[int, ModelSite],
    by: User | None,
) -> Reading:
    parts = list(parts_of(practice))
    return Reading(
        practice=practice,
        is_public=by is None,
        summary=next((part for part in parts if part.key == "summary"), None),
        story=[part for part in parts if part.key != "summary"],
        axes=axes,
        shown=shown,
        adoptions=adoptions,
        model_site=sites.get(practice.pk),
    )


def parts_of(practice: Practice) -> Iterable[Part]:
    """The parts of the story that were written, in the reader's language or else in the other."""
    for key, label in STORY:
        if text := bilingual(practice, key):
            yield Part(key, str(label), text, language_of(practice, key))


def log_restricted(readings: Iterable[Reading], *, by: User, where: str) -> None:
    """Record the restricted parts of reports that `readings` show."""
    for one in readings:
        citing.record(one.shown, one.practice, by=by, where=where)


def position(practice: Practice) -> Any:
    """Where the site lies: of the checkpoint or center, otherwise of the district; None where nobody knows."""
    return getattr(practice.site, "point", None) or practice.district.point
