"""Who writes and decides the made-up reports, and what they belong to."""

from dataclasses import dataclass

from accounts.models import Agency, User
from reports.demo.people import make_authors
from visits.models import NtsCategory, Project


@dataclass
class Cast:
    authors: list[User]
    officer: User
    reviewer: User
    director: User
    project: Project
    categories: dict[str, NtsCategory]
    agencies: dict[str, Agency]


def make_cast(people: dict[str, User]) -> Cast:
    """The cast around `people`; needs the reference data."""
    return Cast(
        authors=make_authors(),
        officer=people["officer"],
        reviewer=people["reviewer"],
        director=people["director"],
        project=Project.objects.get(code="nts-mekong-watch"),
        categories={category.code: category for category in NtsCategory.objects.all()},
        agencies={agency.code: agency for agency in Agency.objects.all()},
    )
