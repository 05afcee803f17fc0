"""NTS categories, legal references and the project, as reference data."""

from places.reference import create_missing, read
from visits.models import LegalReference, NtsCategory, Project


def load() -> dict[str, int]:
    """Create what is missing. Returns how many of each."""
    return {
        "categories": len(create_missing(NtsCategory, read("visits", "categories"))),
        "legal references": len(create_missing(LegalReference, read("visits", "legal_references"))),
        "projects": len(create_missing(Project, read("visits", "projects"))),
    }
