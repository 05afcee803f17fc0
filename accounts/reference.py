"""Agencies that take part in visits, as reference data."""

from accounts.models import Agency
from places.reference import create_missing, read


def load() -> dict[str, int]:
    """Create the agencies that are missing. Returns how many."""
    return {"agencies": len(create_missing(Agency, read("accounts", "agencies")))}
