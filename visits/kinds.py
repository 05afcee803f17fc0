"""What each kind of activity asks beyond its narrative, and how it is shown."""

from visits.models import Activity


def facts(activity: Activity, *, public: bool, restricted: bool) -> list[tuple[str, str]]:
    """The fields of `activity` that this reader may see: (label, value) in the current language."""
    return []
