"""Crops, as reference data."""

from labour.models import Crop
from places.reference import create_missing, read


def load() -> dict[str, int]:
    """Create the crops that are missing. Returns how many."""
    return {"crops": len(create_missing(Crop, read("labour", "crops")))}
