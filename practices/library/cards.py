"""Practices as they stand on the shelf: few columns, a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from practices.library.filters import valid_sites
from practices.library.pieces import Picture, cover_pictures
from practices.library.scores import newest_scores
from practices.models import Practice, PracticeQuerySet, Principle
from practices.workflow import PracticeState
from ui.templatetags.ui import bilingual

WORDS = 34  # of a summary
COLUMNS = (
    "id", "code", "title_th", "title_en", "summary_th", "summary_en", "theme", "community", "state", "created_at",
    "cover_id", "district__name_th", "district__name_en", "district__province__name_th", "district__province__name_en",
    "checkpoint__name_th", "checkpoint__name_en", "center__name_th", "center__name_en",
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One practice on the shelf. `scores`: name of the principle and the rating that counts, None: not rated."""

    code: str
    url: str
    title: str
    summary: str
    theme: str
    place: str
    state: PracticeState
    cover: Picture | None
    scores: list[tuple[str, int | None]]
    is_model: bool


def lean(rows: PracticeQuerySet) -> PracticeQuerySet:
    """Only what a card shows, in one query."""
    recognised = Exists(valid_sites().filter(practice=OuterRef("pk")))
    rows = rows.select_related("district__province", "checkpoint", "center").only(*COLUMNS)
    return rows.annotate(is_model=recognised)


def cards(practices: list[Practice], *, by: User | None) -> list[Card]:
    """The cards of `practices`, found by `lean`, as `by` (None: the public) may see them."""
    covers = cover_pictures(practices, by=by)
    scores = newest_scores([practice.pk for practice in practices])
    principles = list(Principle.objects.all())
    return [card(one, covers.get(one.pk), scores.get(one.pk, {}), principles, by) for one in practices]


def card(
    practice: Practice, cover: Picture | None, scores: dict[int, int], principles: Sequence[Principle], by: User | None
) -> Card:
    return Card(
        code=practice.code,
        url=reverse("practices:detail" if by else "library:detail", args=[practice.code]),
        title=bilingual(practice, "title") or _("Untitled practice"),
        summary=Truncator(bilingual(practice, "summary")).words(WORDS),
        theme=practice.get_theme_display(),
        place=place_of(practice),
        state=practice.status,
        cover=cover,
        scores=[(bilingual(one), scores.get(one.pk)) for one in principles],
        is_model=getattr(practice, "is_model", False),
    )


def place_of(practice: Practice) -> str:
    """Where it is practised: the point, center or community, the district, the province."""
    site = practice.checkpoint or practice.center
    names = [bilingual(site) if site else practice.community, bilingual(practice.district)]
    return ", ".join(filter(None, [*names, bilingual(practice.district.province)]))
