"""Every export stands in the access log: PDPA 2019 s.39."""

from accounts.access import log_access
from accounts.models import AccessEntry, User
from exports.wanted import Wanted


def note(*, by: User, wanted: Wanted, rows: int, how: str) -> None:
    """Write down what is exported, before it is answered. The words of a search are left out: they may be a name."""
    asked = [f"{name}={value}" for name, values in wanted.params.lists() if name != "q" for value in values]
    searched = ["q"] if wanted.params.get("q") else []
    said = " ".join([how, wanted.format.value, f"rows={rows}", *searched, *asked])
    log_access(by=by, what=AccessEntry.What.EXPORT_DATA, subject=wanted.dataset.key, detail=said)
