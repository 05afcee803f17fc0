"""How ready a center is, by dimension and over time: from its own checks and what other rooms saw there."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.models import User
from centers.models import Center, ReadinessCheck
from checklists import scoring
from checklists.document import Section
from checklists.models import Sheet

SHOWN = 8  # checks over time
# Where readiness sheets of a center come from, by dotted name: (center, user) -> list[Reading], the newest SHOWN
# that `user` may read. A room above this one adds its own here.
SOURCES = ("centers.readiness.own_checks", "visits.readiness.reviews")


@dataclass(frozen=True)
class Reading:
    """A sheet about a center: when, who says so in words, and where it can be read."""

    on: dt.date
    sheet: Sheet
    source: str
    url: str

    @property
    def scores(self) -> dict[str, Decimal | None]:
        """Per cent by the code of the dimension."""
        return scoring.by_section(self.sheet.document, self.sheet.answers)


@dataclass(frozen=True)
class Score:
    """`value` in per cent, or None where nothing that counts was answered; `before`: of the check before."""

    value: Decimal | None
    before: Decimal | None

    @property
    def change(self) -> int | None:
        """In points; None where there is nothing to compare with."""
        return None if self.value is None or self.before is None else round(self.value - self.before)

    @property
    def size(self) -> int:
        return abs(self.change or 0)


@dataclass(frozen=True)
class Dimension:
    """A section of the checklist; `values`: its score in each reading, oldest first."""

    section: Section
    score: Score
    values: list[Decimal | None]


@dataclass(frozen=True)
class Scorecard:
    """`readings`: oldest first."""

    newest: Reading
    before: Reading | None
    score: Score
    dimensions: list[Dimension]
    readings: list[Reading]


def own_checks(center: Center, user: User) -> list[Reading]:
    rows = ReadinessCheck.objects.visible_to(user).filter(center=center).select_related("sheet", "recorded_by")
    return [reading_of(row, center) for row in rows[:SHOWN]]


def reading_of(check: ReadinessCheck, center: Center) -> Reading:
    check.center = center
    return Reading(
        check.on, check.sheet, _("Checked by %(who)s") % {"who": check.recorded_by}, check.get_absolute_url()
    )


def readings(center: Center, user: User) -> list[Reading]:
    """What was seen of the readiness of `center`, as far as `user` may read it: the newest, oldest first."""
    found: list[Reading] = [one for source in SOURCES for one in import_string(source)(center, user)]
    return sorted(found, key=lambda one: (one.on, one.sheet.pk))[-SHOWN:]


def scorecard(found: list[Reading]) -> Scorecard | None:
    """`found`: oldest first; None where the center was never checked."""
    if not found:
        return None
    newest, before = found[-1], found[-2] if len(found) > 1 else None
    scores = [one.scores for one in found]
    counted = [one for one in newest.sheet.document.sections if any(row.weight for row in one.questions)]
    return Scorecard(
        newest=newest,
        before=before,
        score=Score(newest.sheet.score, before.sheet.score if before else None),
        dimensions=[dimension(one, scores) for one in counted],
        readings=found,
    )


def dimension(section: Section, scores: list[dict[str, Decimal | None]]) -> Dimension:
    values = [one.get(section.code) for one in scores]
    return Dimension(section, Score(values[-1], values[-2] if len(values) > 1 else None), values)
