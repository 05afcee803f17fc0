"""Best practices on paper: one as a report, several as a compendium with its table of contents."""

from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from practices.library.reading import Reading, position, read_practices
from practices.models import Practice
from reports.pdf import Printed
from reports.vectormap import Mark, draw
from ui.pdf import render_pdf


class PracticeEdition(models.TextChoices):
    """The public edition cites published reports as their public editions do; the internal one, what a reader sees."""

    PUBLIC = "public", gettext_lazy("public edition")
    INTERNAL = "internal", gettext_lazy("internal edition")


def read_for_print(practices: list[Practice], *, edition: PracticeEdition, language: str, by: User) -> list[Reading]:
    """`practices` as they stand in `edition`, in `language`."""
    with translation.override(language):
        return read_practices(practices, by=by if edition == PracticeEdition.INTERNAL else None)


def print_practice(reading: Reading, *, edition: PracticeEdition, language: str) -> Printed:
    """One practice as a report."""
    practice = reading.practice
    with translation.override(language):
        chapter = {"reading": reading, "map": map_of(reading), "number": None}
    context = {"chapter": chapter, "practice": practice, **common(edition, is_demo=practice.is_demo)}
    content = render_pdf("print/practice.html", context, language=language)
    return Printed(content, f"{practice.code}-{edition}-{language}.pdf")


def print_compendium(readings: list[Reading], *, edition: PracticeEdition, language: str) -> Printed:
    """Several practices in one volume, in the order given."""
    with translation.override(language):
        chapters = [
            {"reading": reading, "map": map_of(reading), "number": number}
            for number, reading in enumerate(readings, start=1)
        ]
        overview = draw(overview_marks(readings), title=_("Where the practices are at home"), route=False)
    is_demo = any(reading.practice.is_demo for reading in readings)
    context = {"chapters": chapters, "overview": overview, **common(edition, is_demo=is_demo)}
    content = render_pdf("print/practices.html", context, language=language)
    return Printed(content, f"best-practices-{len(readings)}-{edition}-{language}.pdf")


def common(edition: PracticeEdition, *, is_demo: bool) -> dict[str, object]:
    return {
        "edition": edition,
        "printed_at": timezone.now(),
        "donor_credit": settings.DONOR_CREDIT,
        "is_demo": is_demo,
    }


def map_of(reading: Reading) -> str:
    mark = mark_of(reading.practice)
    return draw([mark] if mark else [], title=_("Where this practice is at home"))


def overview_marks(readings: list[Reading]) -> list[Mark]:
    """Numbered as in the table of contents."""
    marks = (mark_of(reading.practice, number) for number, reading in enumerate(readings, start=1))
    return [mark for mark in marks if mark is not None]


def mark_of(practice: Practice, number: int | None = None) -> Mark | None:
    """The site on the map; None where its position is not known."""
    point = position(practice)
    if point is None:
        return None
    return Mark("" if number is None else number, point.x, point.y, getattr(practice.site, "confidence", "L") != "L")
