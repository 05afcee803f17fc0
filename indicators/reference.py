"""The indicators that the product ships with; an administrator changes them."""

from indicators.models import Indicator
from places.reference import create_missing, read


def load() -> dict[str, int]:
    """Create the indicators that are missing. Returns how many."""
    return {"indicators": len(create_missing(Indicator, read("indicators", "indicators")))}
