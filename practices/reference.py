"""The five principles, as reference data."""

from places.reference import create_missing, read
from practices.models import Principle


def load() -> dict[str, int]:
    """Create the principles that are missing. Returns how many."""
    return {"principles": len(create_missing(Principle, read("practices", "principles")))}
