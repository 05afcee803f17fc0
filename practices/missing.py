"""What a practice still lacks before it can be validated."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from practices.models import Evidence, Practice, Principle, Rating
from ui.templatetags.ui import bilingual


def missing(practice: Practice) -> list[tuple[str, str]]:
    """What the practice lacks before it can be validated: (key of the part, message). Three queries."""
    summarised = any(getattr(practice, f"summary_{language}") for language in ("th", "en"))
    checks = (
        ("about", practice.title_th, _("Give the practice a title in Thai.")),
        ("about", practice.title_en, _("Give the practice a title in English.")),
        ("summary", summarised, _("Summarise the practice in a few sentences.")),
    )
    plain = [(part, message) for part, there, message in checks if not there]
    return [*plain, *_of_principles(practice)]


def _of_principles(practice: Practice) -> Iterator[tuple[str, str]]:
    """Each principle is rated with a justification (the database refuses a rating without), and shown by evidence."""
    rated = set(Rating.objects.filter(practice=practice).values_list("principle_id", flat=True))
    links = Evidence.principles.through.objects.filter(evidence__practice=practice)
    shown = set(links.values_list("principle_id", flat=True))
    for principle in Principle.objects.all():
        words = {"principle": bilingual(principle)}
        if principle.pk not in shown:
            yield "evidence", _("Show “%(principle)s” by a piece of evidence.") % words
        if principle.pk not in rated:
            yield "ratings", _("Rate “%(principle)s” and justify the rating.") % words
